"""Check-in as pages read it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Q, Sum

from delegates.doorkeeping import OUTSIDE, moment_at
from delegates.models import Badge, CheckinList, Device, ParkedScan, Presence, Registration, Scan
from delegates.queries.registrations import Shown
from events.models import Event
from languages import texts
from languages.folding import fold

FEWEST_LETTERS = 3
MOST_FOUND = 8


@dataclass
class Counted:
    """A list, how many are inside, how many ever came, how many came in twice."""

    checkin_list: CheckinList
    inside: int = 0
    came: int = 0
    doubles: int = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.checkin_list, name)

    @property
    def dates(self) -> list[date]:
        return [self.checkin_list.event.begins + timedelta(days=day) for day in self.days]


def counts(event: Event) -> list[Counted]:
    """Each list with its counts. Two queries."""
    rows = CheckinList.objects.filter(event=event).select_related("event").order_by("pk")
    found = {each.pk: Counted(each) for each in rows}
    presences = Presence.objects.filter(checkin_list__in=found).values("checkin_list")
    inside = Count("pk", filter=Q(state=Presence.State.INSIDE))
    came = Count("pk", filter=Q(entries__gt=0))
    for row in presences.annotate(inside=inside, came=came, twice=Sum("doubles")):
        each = found[row["checkin_list"]]
        each.inside, each.came, each.doubles = row["inside"], row["came"], row["twice"] or 0
    return list(found.values())


def shown_rows(people: Sequence[Registration], languages: Sequence[str]) -> list[Shown]:
    """Those people with the names of their organisations. One query."""
    ids = [each.organisation.name_id if each.organisation else None for each in people]
    read = texts.load(ids, languages)
    for each in people[1:]:
        each.event = people[0].event
    return [Shown(each, read[pk]) for each, pk in zip(people, ids, strict=True)]


@dataclass(frozen=True)
class Doubled:
    """Somebody who came in twice without going out: two people with one badge, or a slip."""

    shown: Shown
    checkin_list: CheckinList
    doubles: int

    @property
    def name(self) -> str:
        return name_at_the_desk(self.shown.registration)


@dataclass(frozen=True)
class CheckinBoard:
    """The organisers' page of check-in."""

    lists: list[Counted]
    devices: list[Device]
    doubled: list[Doubled]
    parked: list[ParkedScan]
    badges: int
    expected: int


def board(event: Event, languages: Sequence[str]) -> CheckinBoard:
    """Eight queries, and none more for each row."""
    coming = Registration.objects.filter(
        event=event,
        state=Registration.State.CONFIRMED,
        attendance=Registration.Attendance.ON_SITE,
    )
    return CheckinBoard(
        lists=counts(event),
        devices=list(
            Device.objects.filter(event=event)
            .exclude(state=Device.State.ENDED)
            .annotate(last=Max("scans__came_at"))
            .order_by("pk")[:100]
        ),
        doubled=doubled(event, languages),
        parked=list(
            ParkedScan.objects.filter(event=event).select_related("device").order_by("-pk")[:50]
        ),
        badges=Badge.objects.filter(event=event, state=Badge.State.VALID).count(),
        expected=coming.count(),
    )


def doubled(event: Event, languages: Sequence[str]) -> list[Doubled]:
    """The latest fifty. Two queries."""
    rows = Presence.objects.filter(checkin_list__event=event, doubles__gt=0)
    found = list(
        rows.select_related(
            "checkin_list", "registration__organisation", "registration__constituency"
        ).order_by("-number")[:50]
    )
    people = shown_rows([each.registration for each in found], languages)
    return [
        Doubled(person, each.checkin_list, each.doubles)
        for person, each in zip(people, found, strict=True)
    ]


@dataclass(frozen=True)
class Found:
    """Somebody whom a search at the desk found."""

    shown: Shown
    badge: Badge | None
    inside: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return name_at_the_desk(self.shown.registration)


def name_at_the_desk(registration: Registration) -> str:
    """What stands on her badge, else the public name: a pseudonym holds at the desk too."""
    own = getattr(registration, "badge_name", "")
    return own or registration.public_name or registration.called or registration.full_name


def search(event: Event, words: str, languages: Sequence[str]) -> list[Found]:
    """Up to eight people by any of their names; none for fewer than three letters. Four queries."""
    wanted = fold(words[:100])
    if len(wanted.replace(" ", "")) < FEWEST_LETTERS:
        return []
    rows = Registration.objects.filter(event=event)
    for word in wanted.split():
        rows = rows.filter(search__contains=word)
    people = list(
        rows.exclude(state=Registration.State.WITHDRAWN)
        .select_related("organisation", "constituency", "person")
        .order_by("pk")[:MOST_FOUND]
    )
    return found_people(people, languages)


def found_people(people: Sequence[Registration], languages: Sequence[str]) -> list[Found]:
    """Those people with their badges and where they are. Three queries."""
    valid = Badge.objects.filter(registration__in=people, state=Badge.State.VALID)
    badges = {badge.registration_id: badge for badge in valid}
    rows = Presence.objects.filter(registration__in=people, state=Presence.State.INSIDE)
    inside: dict[int, list[str]] = {}
    for person, name in rows.values_list("registration", "checkin_list__name"):
        inside.setdefault(person, []).append(name)
    return [
        Found(each, badges.get(each.registration.pk), inside.get(each.registration.pk, []))
        for each in shown_rows(people, languages)
    ]


def last_scans(event: Event, registration: Registration) -> list[Scan]:
    """Where she was let in, newest first. One query."""
    rows = Scan.objects.filter(event=event, registration=registration)
    return list(rows.select_related("checkin_list", "device").order_by("-at")[:50])


def presence_of(checkin_list: CheckinList, registration: Registration) -> dict[str, Any]:
    """Her state on a list as `doorkeeping` takes it. One query."""
    event = checkin_list.event
    found = Presence.objects.filter(checkin_list=checkin_list, registration=registration).first()
    if found is None:
        return OUTSIDE
    moment = moment_at(found.at, zone=event.zone, begins=event.begins)
    return {
        "inside": found.state == Presence.State.INSIDE,
        "day": moment["day"],
        "at": found.at.isoformat(),
        "entries": found.entries,
        "doubles": found.doubles,
    }


def offered_lists(event: Event) -> list[CheckinList]:
    """The lists in use. One query."""
    rows = CheckinList.objects.filter(event=event, state=CheckinList.State.USED)
    return list(rows.select_related("event").order_by("pk"))
