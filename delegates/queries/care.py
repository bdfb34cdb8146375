"""What the care team reads, what reporters read, and who may not take part."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Person
from delegates.models import Block, Exclusion, Registration, Report, ReportNote
from delegates.sealing import unseal
from delegates.told import Told, log_of
from events.models import Event, Membership, Role
from languages.folding import fold

Kind = ReportNote.Kind


def care_team(event: Event) -> list[Membership]:
    """Who is on the care team today, each with her person. One query."""
    today = timezone.now().astimezone(event.tz).date()
    held = event.team.filter(role=Role.CARE).filter(Q(until=None) | Q(until__gte=today))
    rows = held.filter(person__state=Person.State.ACTIVE).select_related("person")
    return list(rows.order_by("since", "pk"))


def names_of(team: Sequence[Membership]) -> dict[int, str]:
    """How everybody reads of them, by the person's id: the public name that somebody goes by at
    this event, never an address. One query.
    """
    people = {held.person_id: held.person.known_as for held in team}
    events = {held.event_id for held in team}
    rows = Registration.objects.filter(event__in=events, person__in=people)
    named = rows.exclude(public_name="").order_by("pk")
    return people | dict(named.values_list("person", "public_name"))


@dataclass(frozen=True)
class Noted:
    kind: str
    words: str
    by: Person | None
    at: datetime


@dataclass(frozen=True)
class ReportView:
    """A report as its readers see it."""

    report: Report
    words: str
    about: str
    contact: str
    notes: list[Noted]
    readers: list[Person] = field(default_factory=list)
    others: list[Person] = field(default_factory=list)
    log: list[Told] = field(default_factory=list)


def reports(event: Event, person: Any) -> list[Report]:
    """Those that she reads, those that nobody looks after first. One query."""
    rows = Report.objects.filter(event=event, readers__person=person)
    order = {Report.State.NEW: 0, Report.State.TAKEN: 1, Report.State.CLOSED: 2}
    return sorted(rows.order_by("-pk")[:500], key=lambda each: order[Report.State(each.state)])


def found_by_name(event: Event, words: str) -> list[Registration]:
    """Up to twenty who have these words in any of their names; none for fewer than 3 letters."""
    wanted = fold(words[:200]).split()
    if len("".join(wanted)) < 3:
        return []
    rows = Registration.objects.filter(event=event)
    for word in wanted:
        rows = rows.filter(search__contains=word)
    return list(rows.order_by("pk")[:20])


def report_view(report: Report) -> ReportView:
    """All of it, with who reads it and the log of what was done with it. Four queries."""
    said = unseal(report.event, report.words)
    readers = [row.person for row in report.readers.select_related("person").order_by("pk")]
    known = {each.pk for each in readers}
    team = [held.person for held in care_team(report.event)]
    return ReportView(
        report=report,
        words=said.get("words", ""),
        about=said.get("about", ""),
        contact=said.get("contact", ""),
        notes=notes(report),
        readers=readers,
        others=[each for each in team if each.pk not in known],
        log=log_of([f"delegates.report:{report.pk}"]),
    )


def notes(report: Report, *, for_the_reporter: bool = False) -> list[Noted]:
    """Without the team's own for whoever reported. One query."""
    rows = report.notes.select_related("written_by")
    if for_the_reporter:
        rows = rows.exclude(kind=Kind.TEAM)
    return [
        Noted(
            each.kind, unseal(report.event, each.words).get("words", ""), each.written_by, each.at
        )
        for each in rows
    ]


def own_reports(event: Event, person: Any) -> list[tuple[Report, list[Noted]]]:
    """What she reported by name in this event, with the answers."""
    rows = Report.objects.filter(event=event, person=person).select_related("event")
    return [(each, notes(each, for_the_reporter=True)) for each in rows.order_by("-pk")[:20]]


def holding(event: Event) -> QuerySet[Exclusion]:
    """The exclusions of an event that hold."""
    return Exclusion.objects.filter(state=Exclusion.State.HOLDS, registration__event=event)


def excluded_ids(event: Event) -> set[int]:
    """The registrations that may not take part. One query."""
    return set(holding(event).values_list("registration", flat=True))


def is_excluded(person: Any, event: Event) -> bool:
    """Whether any registration of hers in this event is excluded. One query, none for strangers."""
    if not (person and person.is_authenticated):
        return False
    return holding(event).filter(registration__person=person).exists()


def exclusions_of(registration: Registration) -> list[Exclusion]:
    """The newest first."""
    rows = registration.exclusions.select_related("excluded_by", "lifted_by")
    return list(rows.order_by("-pk"))


def may_reach(one: Any, other: Any) -> bool:
    """Whether neither of two people has blocked the other. One query."""
    pairs = Q(person=one, blocked=other) | Q(person=other, blocked=one)
    return not Block.objects.filter(pairs).exists()


def blocked_pairs(people: Sequence[int]) -> set[frozenset[int]]:
    """The pairs among `people` of whom one has blocked the other. One query."""
    rows = Block.objects.filter(person__in=people, blocked__in=people)
    return {frozenset(pair) for pair in rows.values_list("person", "blocked")}


def blocks_of(person: Any) -> list[Block]:
    return list(Block.objects.filter(person=person).order_by("-since"))
