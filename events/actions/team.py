"""Who may do what in an event: invited by a link, until a day."""

import secrets
from datetime import date, timedelta
from functools import partial
from hashlib import sha256

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Person
from accounts.records import note
from events.models import Event, Invitation, Membership, Role
from events.refusals import LastOrganiser, LinkLapsed, LinkUsed, LinkWithdrawn, RoleEndedBefore
from events.rules import forget_roles
from realtime import wake

LINK_LIVES = timedelta(days=14)


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *, event: Event, role: str, until: date | None, by: Person, about: str = ""
) -> tuple[Invitation, str]:
    """A link into `role` for the first person who opens it within 14 days, and its token, which
    is stored nowhere. Raises RoleEndedBefore.
    """
    if until is not None and until < today_at(event):
        raise RoleEndedBefore
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        event=event,
        role=role,
        until=until,
        token_hash=hash_of(token),
        note=about,
        made_by=by,
        lapses_at=timezone.now() + LINK_LIVES,
    )
    note(by, "invited to the team", invitation, ["role", "until"])
    return invitation, token


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Person) -> None:
    """Makes the link useless; one that was used stays used."""
    unused = Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None)
    if unused.update(withdrawn_at=timezone.now()):
        note(by, "withdrew an invitation", invitation)


def refuse_spent(invitation: Invitation) -> None:
    """Raises LinkUsed, LinkWithdrawn or LinkLapsed."""
    if invitation.used_at is not None:
        raise LinkUsed
    if invitation.withdrawn_at is not None:
        raise LinkWithdrawn
    if invitation.lapses_at <= timezone.now():
        raise LinkLapsed


@transaction.atomic
def accept(*, invitation: Invitation, by: Person) -> Membership:
    """Gives `by` the role. One person a link, however many open it at once.

    Raises LinkUsed, LinkWithdrawn, LinkLapsed. A role that she holds already is never shortened.
    """
    now = timezone.now()
    fresh = Invitation.objects.filter(
        pk=invitation.pk, used_at=None, withdrawn_at=None, lapses_at__gt=now
    )
    if not fresh.update(used_at=now, used_by=by):
        invitation.refresh_from_db()
        refuse_spent(invitation)
    held, is_new = Membership.objects.get_or_create(
        event=invitation.event,
        person=by,
        role=invitation.role,
        defaults={"until": invitation.until},
    )
    if not is_new and held.until is not None:
        longest = invitation.until and max(held.until, invitation.until)
        Membership.objects.filter(pk=held.pk).update(until=longest)
    forget_roles(by)
    note(by, "joined the team", held, ["role", "until"])
    return held


@transaction.atomic
def end_role(*, membership: Membership, by: Person) -> None:
    """Ends a role as of yesterday, on open lines too. Raises LastOrganiser."""
    event = Event.objects.select_for_update().get(pk=membership.event_id)
    today = today_at(event)
    if membership.role == Role.ORGANISER and not other_organisers(event, membership, today):
        raise LastOrganiser
    membership.until = today - timedelta(days=1)
    membership.save(update_fields=["until"])
    forget_roles(membership.person)
    note(by, "ended a role", membership, ["until"])
    transaction.on_commit(partial(wake.look_again, membership.person_id), robust=True)


def other_organisers(event: Event, membership: Membership, today: date) -> bool:
    others = event.team.filter(role=Role.ORGANISER).exclude(pk=membership.pk)
    return others.filter(Q(until=None) | Q(until__gte=today)).exists()


def today_at(event: Event) -> date:
    return timezone.now().astimezone(event.tz).date()
