"""The machine's queue: what it shall translate, taken one by one, tried again, given up."""

import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from jobs.actions import MOST_ATTEMPTS, back_off
from languages import machines, ports, tags, texts
from languages.machines import Busy, Fault, Machine, Refuses, UnknownLanguage
from languages.machines import state as known
from languages.machines.budget import Spent
from languages.machines.glossary import glossary_of
from languages.machines.sending import Order, translated
from languages.models import Gap, MachineWish, Space, Text, Translation
from languages.texts import Origin, Reach, State

log = structlog.get_logger(__name__)
Waits = MachineWish.State
# How many wishes of a space stand in line at once.
IN_LINE = 500
# Seconds that one job works before it lets others pass, and that a wish is one worker's own.
WORKS, OWN = 20.0, timedelta(minutes=10)
# Seconds for which a machine that refuses is left alone.
REFUSED = 600.0
# Lower is sooner: asked for at a text, due within two days (by the hour), wanted in bulk, others.
ASKED, DUE, BULK, OTHERS = 0, 10, 70, 200
SOON = 48


def priority(due_at: datetime | None, weight: int, now: datetime) -> int:
    hours = (due_at - now).total_seconds() / 3600 if due_at else SOON
    return DUE + max(0, int(hours)) if hours < SOON else OTHERS - weight


def writers_kept_back(space: Space) -> set[int]:
    """Whose words are sent nowhere. A query, and one for each owner."""
    open_texts = space.texts.filter(reach=Reach.OPEN, written_by__isnull=False)
    people = open_texts.order_by().values_list("written_by_id", flat=True).distinct()
    return ports.protected({int(pk) for pk in people if pk})


def fitting(space: Space, lang: str, kept_back: Iterable[int]) -> QuerySet[Gap]:
    """The gaps of the space in `lang` that a machine may fill: open words of people who are
    known and not protected, where no person has written in this language, also of its base.
    """
    here = Translation.objects.filter(text=OuterRef("text"))
    base = tags.base(lang)
    by_people = here.filter(Q(lang=base) | Q(lang__startswith=f"{base}-"))
    done = here.filter(
        lang=lang, origin=Origin.MACHINE, of_revision__gte=OuterRef("text__revision")
    )
    if space.machine == Space.Machine.READERS:
        done = done.exclude(state=State.DRAFT)
    gaps = space.gaps.filter(lang=lang, text__reach=Reach.OPEN, text__written_by__isnull=False)
    return gaps.exclude(text__written_by__in=set(kept_back)).exclude(
        Exists(by_people.exclude(origin=Origin.MACHINE)) | Exists(done)
    )


def top_up(space: Space, machine: Machine, now: datetime) -> int:
    """Puts the most pressing gaps of the space in line; returns how many. Raises Fault.

    What somebody translates right now is left to her.
    """
    room = IN_LINE - space.machine_wishes.filter(state=Waits.WAITS).count()
    if room <= 0:
        return 0
    offers, kept_back = known.remember_offers(machine), writers_kept_back(space)
    sources = set(space.gaps.order_by().values_list("source_lang", flat=True).distinct())
    found: list[Gap] = []
    for lang in space.languages:
        told = [source for source in sources if known.offers_pair(offers, source, lang)]
        free = fitting(space, lang, kept_back).filter(source_lang__in=told)
        free = free.filter(Q(claimed_until=None) | Q(claimed_until__lt=now)).exclude(_has_wish())
        found += free.order_by(F("due_at").asc(nulls_last=True), "-weight", "since")[:room]
        found += free.order_by("-weight", "since")[:room]
    by_gap = {gap.pk: gap for gap in found}
    pressing = sorted(by_gap.values(), key=lambda gap: priority(gap.due_at, gap.weight, now))
    return add(pressing[:room], now)


def _has_wish() -> Exists:
    return Exists(MachineWish.objects.filter(text=OuterRef("text"), lang=OuterRef("lang")))


def add(gaps: Sequence[Gap], now: datetime, *, at: int | None = None) -> int:
    """Puts these in line, at the priority `at` if it is given. What stands there stays."""
    MachineWish.objects.bulk_create(
        (
            MachineWish(
                text_id=gap.text_id,
                space_id=gap.space_id,
                lang=gap.lang,
                priority=priority(gap.due_at, gap.weight, now) if at is None else at,
                next_at=now,
            )
            for gap in gaps
        ),
        ignore_conflicts=True,
        batch_size=1_000,
    )
    return len(gaps)


def revive(now: datetime) -> None:
    """Tries again what failed because the machine was away a day ago, or before its text moved."""
    failed = MachineWish.objects.filter(state=Waits.FAILED)
    again = failed.filter(
        Q(fault=Busy.word, next_at__lt=now - timedelta(days=1))
        | Q(text__changed_at__gt=F("next_at"))
    )
    again.update(state=Waits.WAITS, tries=0, next_at=now, fault="")


def take(now: datetime) -> MachineWish | None:
    """The most pressing wish, as this worker's own for ten minutes."""
    ready = MachineWish.objects.filter(
        state=Waits.WAITS, next_at__lte=now, space__machine_paused_at=None
    ).exclude(space__machine=Space.Machine.NONE)
    rows = ready.select_related("text", "space").order_by("priority", "next_at", "pk")
    for wish in rows[:10]:
        mine = MachineWish.objects.filter(pk=wish.pk, state=Waits.WAITS, next_at=wish.next_at)
        if mine.update(next_at=now + OWN, tries=F("tries") + 1):
            wish.tries += 1
            return wish
    return None


def work() -> bool:
    """Fills the line and translates for a while; whether there is more to do now."""
    machine, now, end = machines.chosen(), timezone.now(), time.monotonic() + WORKS
    if known.rests_until():
        return False
    revive(now)
    try:
        wanting = Space.objects.exclude(machine=Space.Machine.NONE)
        for space in wanting.filter(machine_paused_at=None):
            top_up(space, machine, now)
    except Fault as fault:
        known.rest(fault, getattr(fault, "seconds", 0) or REFUSED)
        return False
    while time.monotonic() < end:
        wish = None if known.rests_until() else take(timezone.now())
        if wish is None:
            return False
        fulfil(wish, machine)
    return True


def fulfil(wish: MachineWish, machine: Machine) -> None:
    """Translates one text and ends its wish, or notes why not."""
    space, text = wish.space, wish.text
    kept_back = ports.protected({text.written_by_id} if text.written_by_id else set())
    if not fitting(space, wish.lang, kept_back).filter(text=text).exists():
        wish.delete()
        return
    kind = ports.kinds.get(text.kind)
    order = Order(machine, space, text.body, text.lang, wish.lang, bool(kind and kind.markdown))
    order.glossary = glossary_of(space.pk, text.lang, wish.lang)
    try:
        body = translated(order)
    except Spent:
        _wait_for_tomorrow(space)
    except Fault as fault:
        _note(wish, fault)
    else:
        known.all_is_well()
        _keep(wish, text, body)


@transaction.atomic
def _keep(wish: MachineWish, text: Text, body: str) -> None:
    """Unless the machine was switched off since, the source moved, or a person was faster."""
    space = Space.objects.get(pk=wish.space_id)
    state = State.PUBLISHED if space.machine == Space.Machine.READERS else State.DRAFT
    if space.machine != Space.Machine.NONE and _is_open(text):
        kept = texts.translate(
            text,
            lang=wish.lang,
            body=body,
            by=None,
            origin=Origin.MACHINE,
            state=state,
            of_revision=text.revision,
        )
        if kept and state == State.PUBLISHED:
            drafts = text.translations.filter(lang=wish.lang, state=State.DRAFT)
            drafts.filter(origin=Origin.MACHINE).delete()
    wish.delete()


def _is_open(text: Text) -> bool:
    return Text.objects.filter(pk=text.pk, reach=Reach.OPEN).exists()


def _wait_for_tomorrow(space: Space) -> None:
    """All that the space waits for; the tries are not counted."""
    tomorrow = timezone.now().astimezone(UTC).date() + timedelta(days=1)
    begins = datetime.combine(tomorrow, datetime.min.time(), UTC)
    waiting = space.machine_wishes.filter(state=Waits.WAITS)
    waiting.update(next_at=begins, fault=Spent.word, tries=0)


def _note(wish: MachineWish, fault: Fault) -> None:
    """A machine that is away is left alone; what cannot be translated is given up at once, and
    the rest after eight tries.
    """
    log.warning("machine_fault", word=fault.word, said=str(fault), machine_wish=wish.pk)
    now, wait = timezone.now(), back_off(wish.tries)
    if isinstance(fault, Busy | Refuses):
        seconds = getattr(fault, "seconds", 0) or REFUSED
        known.rest(fault, seconds)
        wait = max(wait, timedelta(seconds=seconds))
    gives_up = isinstance(fault, UnknownLanguage) or wish.tries >= MOST_ATTEMPTS
    MachineWish.objects.filter(pk=wish.pk).update(
        state=Waits.FAILED if gives_up else Waits.WAITS,
        fault=fault.word,
        next_at=now if gives_up else now + wait,
    )
