"""What a coordinator sees of the machine, and what stands beside one text."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from languages import machines, ports
from languages.finders import Piece
from languages.machines import state as known
from languages.machines.budget import used
from languages.models import Gap, MachineWish, Space, Text, Translation
from languages.queries.coverage import title_of

Waits = MachineWish.State
# Each kind of fault in plain words.
FAULTS: dict[str, str | Promise] = {
    "busy": _("The machine did not answer, or has too much to do. It is asked again by itself."),
    "refuses": _(
        "The machine refuses what this server asks of it. The operator should look at its address "
        "and key."
    ),
    "language": _("The machine does not know this pair of languages."),
    "answer": _(
        "What the machine answered was no good translation: in another language, broken off, or "
        "with something lost or added."
    ),
    "spent": _("The letters of this day are used up. What is left waits for tomorrow."),
}
OTHER = _("Something went wrong that has no name yet.")


@dataclass(frozen=True)
class Fault:
    said: str | Promise
    many: int


@dataclass(frozen=True)
class Line:
    """How far one language is: texts that have a machine's draft, that are in line, that failed."""

    lang: str
    drafted: int
    waits: int
    failed: int
    offered: bool

    @property
    def total(self) -> int:
        return self.drafted + self.waits + self.failed


@dataclass(frozen=True)
class Overview:
    is_set_up: bool
    where: str
    used: int
    lines: list[Line]
    faults: list[Fault]
    failed: int
    last_fault: str | Promise
    last_fault_at: datetime | None
    rests_until: datetime | None
    was_asked: bool
    by_machine: int


def said_of(word: str) -> str | Promise:
    return FAULTS.get(word, OTHER)


def overview(space: Space) -> Overview:
    """Everything on the machine's page. Asks no machine; a constant number of queries."""
    machine = machines.chosen()
    offers, fault = known.known_offers(machine), known.last_fault()
    wishes = space.machine_wishes.order_by().values_list("lang", "state", "fault")
    counted = list(wishes.annotate(many=Count("pk")))
    faults: Counter[str] = Counter()
    for _lang, _state, word, many in counted:
        faults[word] += many if word else 0
    lines = _lines(space, offers, counted)
    return Overview(
        machine.name != "none",
        machine.where(),
        used(space, timezone.now().date()),
        lines,
        [Fault(said_of(word), many) for word, many in faults.most_common() if many],
        sum(line.failed for line in lines),
        said_of(fault[0]) if fault else "",
        fault[1] if fault else None,
        known.rests_until(),
        bool(offers),
        by_machine(space),
    )


def _lines(
    space: Space,
    offers: Mapping[str, frozenset[str]],
    counted: list[tuple[str, str, str, int]],
) -> list[Line]:
    drafts = space.gaps.order_by().filter(state=Gap.State.MACHINE)
    drafted = dict(drafts.values_list("lang").annotate(many=Count("pk")))
    states: Counter[tuple[str, str]] = Counter()
    for lang, state, _word, many in counted:
        states[lang, state] += many
    return [
        Line(
            lang,
            drafted.get(lang, 0),
            states[lang, Waits.WAITS],
            states[lang, Waits.FAILED],
            any(known.offers_pair(offers, other, lang) for other in space.languages),
        )
        for lang in space.languages
    ]


def by_machine(space: Space) -> int:
    """How many translations of a machine nobody has read over."""
    rows = Translation.objects.filter(text__space=space, origin=Translation.Origin.MACHINE)
    return rows.exclude(state=Translation.State.REVIEWED).count()


def kinds_of(space: Space) -> list[tuple[str, str]]:
    """The kinds of its open texts with their names, the weightiest first. One query."""
    rows = space.texts.filter(reach=Text.Reach.OPEN).order_by()
    found = set(rows.values_list("kind", flat=True).distinct())
    return [(k, title_of(k)) for k in sorted(found, key=lambda k: (-ports.weight_of(k), k)) if k]


@dataclass(frozen=True)
class Beside:
    """What the translators' page says of the machine: whether it wrote what stands or waits here,
    whether one may ask it, and where the words go.
    """

    where: str
    drafted: bool
    may_ask: bool
    waits: bool
    fault: str | Promise


def beside(piece: Piece) -> Beside | None:
    """None where no machine works. Five queries at most."""
    from languages.actions.wishes import fitting

    space, machine = piece.text.space, machines.chosen()
    if space is None or space.machine == Space.Machine.NONE or machine.name == "none":
        return None
    here = Q(text=piece.text, lang=piece.lang)
    wish = MachineWish.objects.filter(here).first()
    drafted = Translation.objects.filter(here, origin=Translation.Origin.MACHINE).exists()
    writer = piece.text.written_by_id
    kept_back = ports.protected({writer}) if writer else set[int]()
    return Beside(
        machine.where(),
        drafted,
        fitting(space, piece.lang, kept_back).filter(text=piece.text).exists(),
        wish is not None and wish.state == Waits.WAITS,
        said_of(wish.fault) if wish and wish.fault else "",
    )
