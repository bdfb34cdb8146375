"""What a person's account shows, hands over and erases of her work for events."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.ports import Holding, Part, StillNeeded
from events.actions.team import today_at
from events.models import Event, Invitation, Membership, Role
from events.queries import views_of


def parts_of(person: Person, languages: Sequence[str]) -> Iterable[Part]:
    """The events in whose teams she is. Three queries."""
    held = [m for m in person.memberships.select_related("event") if m.holds()]
    events = {m.event_id: m.event for m in held}
    for view in views_of(events.values(), languages):
        roles = [str(Role(m.role).label) for m in held if m.event_id == view.event.pk]
        address = reverse("events:home", args=[view.event.slug])
        yield Part(address, view.name, view.event.begins, view.event.ends, roles)


def show(person: Person) -> list[dict[str, Any]]:
    team = person.memberships.values("event__slug", "role", "since", "until")
    return [
        {"event": row["event__slug"], **{name: row[name] for name in ("role", "since", "until")}}
        for row in team
    ]


def erase(person: Person) -> None:
    """Her roles go with her account; links that she made and nobody used become useless."""
    unused = Invitation.objects.filter(made_by=person, used_at=None, withdrawn_at=None)
    unused.update(withdrawn_at=timezone.now())
    Membership.objects.filter(person=person).delete()


def hinder(person: Person) -> None:
    """Raises StillNeeded while an event that is not over has no other organiser."""
    mine = person.memberships.filter(role=Role.ORGANISER).select_related("event")
    for held in mine:
        today = today_at(held.event)
        if held.holds() and held.event.ends >= today and not _others(held.event, person, today):
            raise StillNeeded(
                _(
                    "You are the only organiser of “%(event)s”. Invite another one first, "
                    "then delete your account."
                )
                % {"event": views_of([held.event], person.languages)[0].name}
            )


def _others(event: Event, person: Person, today: Any) -> bool:
    others = event.team.filter(role=Role.ORGANISER).exclude(person=person)
    return others.filter(Q(until=None) | Q(until__gte=today)).exists()


HOLDING = Holding("team", show=show, erase=erase, hinder=hinder)
