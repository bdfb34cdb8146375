"""Organisations and people of an event, written in bulk."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password

from accounts.models import Person
from convoca.demo import asking, directory
from convoca.demo.bulk import uid, write, write_texts
from convoca.demo.organisations import Group
from convoca.demo.people import Delegate
from delegates.answers import Answers, Filled, fill
from delegates.directories import directory_of
from delegates.homes import ORGANISATION
from delegates.models import FormVersion, Organisation, Registration
from delegates.queries.organisations import found_by
from events.models import Constituency, Event

# How long registration was open.
OPEN = timedelta(days=115)


def add_organisations(event: Event, groups: Sequence[Group]) -> dict[str, Organisation]:
    """The organisations by their keys; those of a series belong to it."""
    where = directory_of(event).home_of(ORGANISATION)
    names = write_texts([group.name for group in groups], home=where)
    rows = [
        Organisation(
            uid=uid("organisation", event.slug, group.key),
            series=event.series,
            event=None if event.series else event,
            name=name,
            acronym=group.acronym,
            country=group.country,
            kind=group.kind,
            web=f"https://{group.key}.example/",
            **found_by(group.name.body, group.acronym, *group.name.translations.values()),
        )
        for group, name in zip(groups, names, strict=True)
    ]
    written = write(Organisation, rows)
    found = {group.key: row for group, row in zip(groups, written, strict=True)}
    directory.fill(event, groups, found)
    return found


def add_people(event: Event, delegates: Sequence[Delegate]) -> dict[int, Person]:
    """An account for each delegate, by her number. Nobody knows a password for it."""
    no_password = make_password(None)
    rows = [
        Person(
            uid=uid("person", event.slug, delegate.number),
            email=address(event, delegate),
            called=delegate.name.called,
            languages=list(delegate.reads),
            password=no_password,
        )
        for delegate in delegates
    ]
    written = write(Person, rows)
    return {delegate.number: row for delegate, row in zip(delegates, written, strict=True)}


def address(event: Event, delegate: Delegate) -> str:
    """No two demos share an address."""
    return delegate.email.replace("@", f".{event.slug}@")


def register_all(
    event: Event,
    delegates: Sequence[Delegate],
    people: Mapping[int, Person],
    organisations: Mapping[str, Organisation],
    form: FormVersion | None = None,
) -> dict[int, Registration]:
    """A confirmed registration for each delegate, by her number; with answers to the `form`."""
    homes = constituencies(event)
    rows = []
    for delegate, moment in zip(delegates, arrivals(event, len(delegates)), strict=True):
        row = Registration(
            uid=uid("registration", event.slug, delegate.number),
            event=event,
            person=people[delegate.number],
            lang=delegate.reads[0],
            registered_at=moment,
        )
        filled = asking.answered(form, event, delegate) if form else None
        fill(row, _answers(delegate, homes, organisations, filled))
        rows.append(row)
    written = write(Registration, rows)
    return {delegate.number: row for delegate, row in zip(delegates, written, strict=True)}


def arrivals(event: Event, many: int) -> Iterable[datetime]:
    """When they registered: in the four months before the meeting, ever more a day."""
    closes = datetime.combine(event.begins, time(18), event.tz) - timedelta(days=5)
    for number in range(1, many + 1):
        early = 1 - (number / many) ** 0.5
        yield closes - timedelta(seconds=round(OPEN.total_seconds() * early))


def constituencies(event: Event) -> dict[str, Constituency]:
    """The constituency of each country."""
    every: Iterable[Any] = event.constituencies.all()
    return {code: each for each in every for code in each.countries}


def _answers(
    delegate: Delegate,
    homes: Mapping[str, Constituency],
    organisations: Mapping[str, Organisation],
    filled: Filled | None,
) -> Answers:
    return Answers(
        full_name=delegate.name.full,
        called=delegate.name.called,
        latin_name=delegate.name.latin,
        public_name=delegate.public_name,
        category=delegate.category,
        country=delegate.country.code,
        constituency=homes.get(delegate.country.code),
        organisation=organisations.get(delegate.organisation),
        speaks=list(delegate.speaks),
        reads=list(delegate.reads),
        attendance=delegate.attendance,
        needs=delegate.needs,
        filled=filled,
    )
