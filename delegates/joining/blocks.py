"""What delegations and seats add to the account, to retention and to the clock."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import ports
from accounts.models import Person
from accounts.ports import Holding, Part
from delegates.models import Arrival, Delegation, SeatLink
from delegates.tasks.registrations import reconcile_seats
from events.models import Event
from events.retention import Forgotten, forgotten
from jobs.ports import Periodic, periodic
from languages import texts


def show(person: Person) -> list[dict[str, Any]]:
    """The delegations that she looks after, and those that keep a link for her address."""
    looks_after = Q(coordinators__person=person)
    rows = Delegation.objects.filter(looks_after | Q(links__address=person.email.casefold()))
    return [
        {"event": each.event.slug, "delegation": each.name, "words": each.words}
        for each in rows.select_related("event").distinct().order_by("pk")
    ]


def erase(person: Person) -> None:
    """Her name and address leave the links; her roles go with the account."""
    links = SeatLink.objects.filter(address=person.email.casefold())
    links.update(address="", full_name="", state=SeatLink.State.REVOKED)
    Arrival.objects.filter(by=person).update(rows=[], faults=[])


def parts_of(person: Person, languages: Sequence[str]) -> Iterable[Part]:
    """The events in which she looks after a delegation."""
    rows = Delegation.objects.filter(coordinators__person=person).select_related("event")
    found = list(rows.order_by("pk"))
    names = texts.load([each.event.name_id for each in found], languages)
    for each in found:
        event = each.event
        says = [_("you look after “%(name)s”") % {"name": each.name}]
        yield Part(f"/{event.slug}/", names[event.name_id], event.begins, event.ends, says)


def links_of(event: Event) -> QuerySet[SeatLink]:
    rows = SeatLink.objects.filter(delegation__event=event)
    return SeatLink.objects.filter(pk__in=rows.exclude(address="", full_name="").values("pk"))


def lists_of(event: Event) -> QuerySet[Arrival]:
    return Arrival.objects.filter(delegation__event=event)


def words_of(event: Event) -> QuerySet[Delegation]:
    return Delegation.objects.filter(event=event).exclude(words="")


def join() -> None:
    ports.holdings.append(Holding("delegations", show, erase))
    ports.parts.append(parts_of)
    periodic.append(Periodic("delegates.reconcile_seats", reconcile_seats, seconds=3_600))
    forgotten.extend(
        [
            Forgotten(
                gettext_noop("links into delegations"), links_of, {"address": "", "full_name": ""}
            ),
            Forgotten(gettext_noop("lists of delegations"), lists_of),
            Forgotten(gettext_noop("words of delegations"), words_of, {"words": ""}),
        ]
    )
