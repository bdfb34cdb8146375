"""Registrations that may be one person's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from delegates.models import Double, Registration
from delegates.queries.registrations import Shown, State
from delegates.sketches import Alike, Sketch, likely_doubles
from events.models import Event
from languages import texts

MOST = 50
COLUMNS = ("pk", "full_name", "latin_name", "person__email", "country", "organisation")


@dataclass(frozen=True)
class Pair:
    """Two registrations beside each other, with the reasons in words, the earlier one first."""

    one: Shown
    other: Shown
    reasons: list[Any]

    @property
    def better(self) -> Shown:
        """The one to keep unless somebody says otherwise: that with a seat, else the earlier."""
        seated = self.other.state == State.CONFIRMED and self.one.state != State.CONFIRMED
        return self.other if seated else self.one


@dataclass(frozen=True)
class Joined:
    """A decision that can be undone."""

    double: Double
    kept: Shown
    gone: Shown


@dataclass(frozen=True)
class Doubles:
    pairs: list[Pair]
    more: int
    joined: list[Joined]


def doubles(event: Event, languages: Sequence[str]) -> Doubles:
    """Likely doubles, the most alike first, and those that were joined. At most six queries."""
    decided = list(Double.objects.filter(event=event).order_by("-decided_at", "-pk"))
    settled = {frozenset((each.kept_id, each.gone_id)) for each in decided}
    found = [
        each
        for each in likely_doubles(sketches(event))
        if frozenset((each.one, each.other)) not in settled
    ]
    joined = [each for each in decided if each.state == Double.State.JOINED][:MOST]
    ids = {pk for each in found[:MOST] for pk in (each.one, each.other)}
    ids |= {pk for each in joined for pk in (each.kept_id, each.gone_id)}
    known = shown_by_id(ids, languages)
    return Doubles(
        pairs=[_pair(each, known) for each in found[:MOST]],
        more=max(0, len(found) - MOST),
        joined=[Joined(each, known[each.kept_id], known[each.gone_id]) for each in joined],
    )


def _pair(alike: Alike, known: dict[int, Shown]) -> Pair:
    return Pair(known[alike.one], known[alike.other], alike.words)


def sketches(event: Event, only: Iterable[int] = ()) -> Iterable[Sketch]:
    """What is compared of the event's registrations that were not withdrawn. One query."""
    rows = Registration.objects.filter(event=event).exclude(state=State.WITHDRAWN)
    if only:
        rows = rows.filter(pk__in=list(only))
    for pk, full, latin, email, country, organisation in rows.order_by("pk").values_list(*COLUMNS):
        yield Sketch(pk, (full, latin), email or "", country, organisation)


def pair_of(one: Registration, other: Registration, languages: Sequence[str]) -> Pair:
    """Two registrations that somebody wants to compare, however alike. At most four queries."""
    first, second = sorted((one.pk, other.pk))
    known = shown_by_id([first, second], languages)
    found = likely_doubles(sketches(one.event, [first, second]))
    return Pair(known[first], known[second], found[0].words if found else [])


def shown_by_id(ids: Iterable[int], languages: Sequence[str]) -> dict[int, Shown]:
    """Registrations with the names of their organisations. Four queries."""
    rows = Registration.objects.filter(pk__in=list(ids))
    found = list(rows.select_related("organisation", "constituency", "person"))
    for each in found[1:]:
        each.event = found[0].event
    named = [each.organisation.name_id for each in found if each.organisation]
    named += [each.constituency.name_id for each in found if each.constituency]
    read = texts.load(named, languages)
    return {
        each.pk: Shown(
            each,
            read[each.organisation.name_id if each.organisation else None],
            read[each.constituency.name_id if each.constituency else None],
        )
        for each in found
    }


def double_of(one: Registration, other: Registration) -> Double | None:
    ids = [one.pk, other.pk]
    return Double.objects.filter(kept__in=ids, gone__in=ids).first()


def joined_into(event: Event, person: Any) -> bool:
    """Whether what she registered here was joined with another registration of hers."""
    hers = Double.objects.filter(event=event, gone__person=person, state=Double.State.JOINED)
    return hers.filter(~Q(kept__person=person)).exists()
