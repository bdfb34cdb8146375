"""Letters as pages read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from access.paging import Page, page_of
from delegates.letters.codes import hash_of
from delegates.letters.deadlines import Advice, Stage, advise
from delegates.letters.destinations import Days, Destination, destination, of_country
from delegates.models import Delegation, Letter, LetterHead, Registration
from delegates.passports.names import Match, compare, zone_form
from events.models import Event
from events.queries import EventView
from languages import texts
from languages.folding import fold
from languages.texts import Reading

State = Letter.State


class Verdict(Enum):
    """All that the public page says."""

    GENUINE = "genuine"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


def verdict(event: Event, code: str) -> Verdict:
    """One query, the same for every answer."""
    rows = Letter.objects.filter(event=event, code_hash=hash_of(code.strip().lower()))
    state = rows.values_list("state", flat=True).first()
    found = {State.ISSUED: Verdict.GENUINE, State.REVOKED: Verdict.REVOKED}
    return found.get(State(state), Verdict.UNKNOWN) if state else Verdict.UNKNOWN


def head_of(event: Event) -> LetterHead | None:
    return LetterHead.objects.filter(event=event).first()


def destination_of(event: Event, head: LetterHead | None) -> Destination:
    """Where people travel: the event's country, or what its organisers chose."""
    return destination(head.destination) if head and head.destination else of_country(event.country)


def letters_of(registration: Registration) -> list[Letter]:
    """Hers, the newest first. One query."""
    rows = list(registration.letters.defer("pdf").order_by("-pk"))
    for letter in rows:
        letter.event = registration.event
    return rows


def days_of(found: Destination, head: LetterHead | None) -> Days:
    """The destination's, with the days that organisers set."""
    latest, decides = (head.latest_days, head.decide_days) if head else (None, None)
    return Days(
        found.days.earliest,
        found.days.latest if latest is None else latest,
        found.days.decides if decides is None else decides,
        found.days.free,
    )


def advice(event: Event, head: LetterHead | None, nationality: str, today: date) -> Advice | None:
    """What to do about a visa for the event's first day."""
    found = destination_of(event, head)
    states = (event.country,) if event.country else ()
    return advise(
        days_of(found, head),
        nationality=nationality,
        states=states,
        arrives=event.begins,
        today=today,
    )


def warning(registration: Registration, today: date) -> Advice | None:
    """For her own page: what to do about a visa while time grows short. One query.

    None for who lives there, takes part from afar, or needs none, and while there is time.
    """
    event = registration.event
    on_site = registration.attendance == Registration.Attendance.ON_SITE
    if not on_site or registration.country == event.country:
        return None
    passport = (registration.passports or [""])[0]
    found = advice(event, head_of(event), passport, today)
    return found if found and found.stage in {Stage.HURRY, Stage.LATE} else None


@dataclass(frozen=True)
class Comparison:
    """A name as printed, its form in a zone, and how both go together."""

    printed: str
    form: str
    read: str
    match: Match | None


def comparison(answers: dict[str, str]) -> Comparison:
    surname, given = answers.get("surname", ""), answers.get("given", "")
    read = answers.get("zone_name", "")
    match = compare(surname, given, read) if read else None
    return Comparison(f"{surname}, {given}".strip(", "), zone_form(surname, given), read, match)


# To be compared digit by digit with the passport before a letter is made.
DIGITS = ("passport", "born", "expires", "arrives", "leaves")


def told(fields: Mapping[str, Any], answers: Mapping[str, str]) -> list[tuple[Any, Any, bool]]:
    """What was answered, in the form's order: label, value, whether to compare every digit."""
    rows = []
    for name, field in fields.items():
        if not answers.get(name) or name in {"surname", "given", "lang"}:
            continue
        value: Any = answers[name]
        if name in {"born", "expires", "arrives", "leaves"}:
            value = date.fromisoformat(value)
        elif hasattr(field, "choices"):
            value = dict(field.choices).get(value, value)
        rows.append((field.label, value, name in DIGITS))
    return rows


@dataclass(frozen=True)
class Wanted:
    """How the desk's list is narrowed; what is empty or unknown narrows nothing."""

    words: str = ""
    state: str = ""
    organisation: str = ""

    @classmethod
    def of(cls, asked: Any) -> "Wanted":
        state, organisation = asked.get("state", ""), asked.get("organisation", "")
        return cls(
            words=asked.get("q", "")[:200],
            state=state if state in State.values else "",
            organisation=organisation if is_uid(organisation) else "",
        )

    def rows(self, event: Event) -> QuerySet[Letter]:
        found = Letter.objects.filter(event=event)
        if self.state:
            found = found.filter(state=self.state)
        if self.organisation:
            found = found.filter(registration__organisation__uid=self.organisation)
        return found.filter(self._named()) if self.words.strip() else found

    def _named(self) -> Q:
        """A number with or without the event's name before it, or words of a name."""
        number = self.words.strip().rpartition("-")[2]
        if number.isascii() and number.isdigit() and len(number) < 10:
            return Q(number=int(number))
        named = Q()
        for word in fold(self.words).split():
            named &= Q(registration__search__contains=word)
        return named


def is_uid(words: str) -> bool:
    try:
        UUID(words)
    except ValueError:
        return False
    return True


def waiting_of(delegation: Delegation) -> QuerySet[Letter]:
    """The letters of a delegation's people that wait to be made, nothing of a passport in them."""
    rows = Letter.objects.filter(registration__seat__delegation=delegation, state=State.CONFIRMED)
    return rows.defer("sealed", "pdf")


@dataclass(frozen=True)
class DeskList:
    event: EventView
    page: Page[tuple[Letter, Reading]]
    waiting: int
    organisations: list[tuple[str, str]]


def desk(event: Event, wanted: Wanted, *, after: str, languages: Sequence[str]) -> DeskList:
    """Fifty letters, nothing of a passport among them. Five queries."""
    rows = wanted.rows(event).select_related("registration__organisation").defer("sealed", "pdf")
    page = page_of(rows, after)
    named = Registration.objects.filter(event=event, letters__isnull=False, organisation__gt=0)
    uids = dict(named.values_list("organisation__uid", "organisation__name_id").distinct())
    organisations = [_organisation(letter) for letter in page.rows]
    ids = [event.name_id, *uids.values(), *(each.name_id for each in organisations if each)]
    read = texts.load(ids, languages)
    shown = []
    for letter, organisation in zip(page.rows, organisations, strict=True):
        letter.event = event
        shown.append((letter, read[organisation.name_id if organisation else None]))
    waiting = wanted.rows(event).filter(state=State.CONFIRMED).count()
    choices = sorted((str(uid), str(read[name])) for uid, name in uids.items())
    view = EventView(event, read[event.name_id])
    return DeskList(view, Page(shown, page.after, page.first), waiting, choices)


def _organisation(letter: Letter) -> Any:
    return letter.registration.organisation if letter.registration else None
