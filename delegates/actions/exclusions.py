"""People shut out of an event and let in again, and contact that is blocked."""

from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.records import note
from delegates.actions import badges
from delegates.models import Block, Exclusion, Registration
from delegates.refusals import ExcludedAlready
from delegates.tasks import care as care_tasks
from events.actions import end_role
from events.models import Event
from realtime import wake

State = Exclusion.State


@transaction.atomic
def exclude(registration: Registration, *, reason: str, by: Any) -> Exclusion:
    """Shuts a person out at once: her badge, her roles, her open lines. Her place stays hers
    until somebody withdraws it. Raises ExcludedAlready, events' LastOrganiser.
    """
    try:
        with transaction.atomic():
            made = Exclusion.objects.create(
                registration=registration, reason=reason, excluded_by=by
            )
    except IntegrityError as error:
        raise ExcludedAlready from error
    if registration.person_id:
        _end_roles(registration.event, registration.person, by)
    note(by, "excluded", registration)
    _tell(made)
    return made


@transaction.atomic
def lift(exclusion: Exclusion, *, by: Any) -> None:
    """Lets her in again; roles that she held are given anew by organisers. Twice is once."""
    rows = Exclusion.objects.filter(pk=exclusion.pk, state=State.HOLDS)
    if rows.update(state=State.LIFTED, lifted_by=by, lifted_at=timezone.now()):
        exclusion.refresh_from_db()
        note(by, "lifted the exclusion", exclusion.registration)
        _tell(exclusion)


def _end_roles(event: Event, person: Any, by: Any) -> None:
    for held in event.team.filter(person=person).select_related("event", "person"):
        if held.holds():
            end_role(membership=held, by=by)


def _tell(exclusion: Exclusion) -> None:
    badges.follow(exclusion.registration.event, [exclusion.registration_id])
    care_tasks.write_of_exclusion.enqueue(exclusion.pk, exclusion.state)
    registration = exclusion.registration
    badges.follow(registration.event, [registration.pk])
    person = registration.person_id
    if person:
        transaction.on_commit(partial(wake.look_again, person), robust=True)


@transaction.atomic
def block(*, person: Any, blocked: Any, name: str, by: Any) -> Block | None:
    """Neither reaches the other from now on; `name` is what she knows the other by."""
    if person.pk == blocked.pk:
        return None
    made, is_new = Block.objects.get_or_create(
        person=person, blocked=blocked, defaults={"name": name}
    )
    if is_new:
        note(by, "blocked somebody", made)
    return made


@transaction.atomic
def unblock(block: Block, *, by: Any) -> None:
    note(by, "let somebody reach her again", block)
    block.delete()
