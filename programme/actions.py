"""Writing the draft, and what people choose."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.records import note
from events.models import Event, Room
from programme.models import CalendarAddress, Placement, Running, Slot, Star
from programme.signals import draft_changed, running_changed
from workshops.models import Joined, Session


class Refused(Exception):
    """The programme cannot be changed so; str() says why, in the reader's language."""


@transaction.atomic
def add_slot(
    *, event: Event, begins: datetime, ends: datetime, kind: str = Slot.Kind.SESSIONS, by: Person
) -> Slot:
    """A new stretch of time. Raises Refused if it exists or ends before it begins."""
    if ends <= begins:
        raise Refused(_("A slot must end after it begins."))
    slot, made = Slot.objects.get_or_create(
        event=event, begins=begins, ends=ends, defaults={"kind": kind}
    )
    if not made:
        raise Refused(_("This slot exists already."))
    note(by, "added a slot", slot)
    return slot


@transaction.atomic
def remove_slot(*, slot: Slot, by: Person) -> None:
    """Takes the slot out of the grid; sessions keep their hours."""
    note(by, "removed a slot", slot)
    slot.delete()


@transaction.atomic
def place(
    *,
    session: Session,
    room: Room,
    begins: datetime,
    ends: datetime | None = None,
    by: Person | None,
    version: int | None = None,
) -> Placement:
    """Puts a session into a room and an hour of the draft; it ends after its minutes.

    `version` is the placement's that the person saw (0 for none). Raises Refused if somebody
    else moved it meanwhile, or if room and session belong to different events.
    """
    if room.event_id != session.event_id:
        raise Refused(_("This room belongs to another event."))
    session = Session.objects.select_for_update().get(pk=session.pk)
    if session.state == Session.State.CANCELLED:
        raise Refused(_("This session was cancelled. Restore it first."))
    found = Placement.objects.filter(session=session).first()
    _expect(found, version)
    values = {
        "room": room,
        "begins": begins,
        "ends": ends or begins + timedelta(minutes=session.minutes),
        "version": (found.version if found else 0) + 1,
    }
    placement, _made = Placement.objects.update_or_create(session=session, defaults=values)
    note(by, "placed the session", session, ["room", "begins", "ends"])
    draft_changed.send(sender=None, event_id=session.event_id, code=session.code)
    return placement


@transaction.atomic
def unplace(*, session: Session, by: Person, version: int | None = None) -> None:
    """Takes a session out of the draft's grid. Raises Refused as `place` does."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    found = Placement.objects.filter(session=session).first()
    _expect(found, version)
    if found:
        found.delete()
        note(by, "took the session out of the programme", session)
        draft_changed.send(sender=None, event_id=session.event_id, code=session.code)


def _expect(found: Placement | None, version: int | None) -> None:
    if version is not None and (found.version if found else 0) != version:
        raise Refused(
            _("Somebody else moved this session meanwhile. Look where it stands now and try again.")
        )


@transaction.atomic
def star(*, person: Person, session: Session, on: bool) -> None:
    """Chooses a session for the person's agenda, or takes it back."""
    if on:
        try:
            with transaction.atomic():
                Star.objects.get_or_create(person=person, session=session)
        except IntegrityError:  # the same star from another tab at the same moment
            return
    else:
        Star.objects.filter(person=person, session=session).delete()


@transaction.atomic
def merge_stars(*, person: Person, event: Event, codes: Iterable[str]) -> int:
    """Adds the stars that her browser kept; returns how many the event knows."""
    sessions = Session.objects.filter(event=event, code__in=list(codes)[:1_000])
    stars = [Star(person=person, session=session) for session in sessions]
    Star.objects.bulk_create(stars, ignore_conflicts=True)
    return len(stars)


@transaction.atomic
def carry_stars(event: Event) -> int:
    """Whoever chose what is held in another session now, by a fusion, has chosen that one; her
    own star stays where it was. Two queries.
    """
    joined = Joined.objects.filter(session__event=event, proposal__session__stars__isnull=False)
    rows = joined.values_list("session", "proposal__session__stars__person").distinct()
    stars = [Star(person_id=person, session_id=session) for session, person in rows]
    Star.objects.bulk_create(stars, ignore_conflicts=True, batch_size=500)
    return len(stars)


@transaction.atomic
def calendar_address(*, person: Person, event: Event, renew: bool = False) -> CalendarAddress:
    """The private address of her agenda; `renew` closes the old one."""
    found, made = CalendarAddress.objects.get_or_create(
        person=person, event=event, defaults={"token": secrets.token_urlsafe(32)}
    )
    if renew and not made:
        found.token = secrets.token_urlsafe(32)
        found.save()
        note(person, "renewed her calendar address", event)
    return found


@transaction.atomic
def set_running(
    *,
    session: Session,
    state: str,
    by: Person,
    late_minutes: int = 0,
    room: Room | None = None,
) -> Running:
    """Says how a session goes on the day itself: soon, live, late, moved, ended.

    Raises Refused where «moved» names no room of the event or «late» no minutes.
    """
    if state == Running.State.MOVED and (room is None or room.event_id != session.event_id):
        raise Refused(_("Say to which room the session moved."))
    if state == Running.State.LATE and not 1 <= late_minutes <= 600:
        raise Refused(_("Say how many minutes late it is, from 1 to 600."))
    values: dict[str, Any] = {
        "state": state,
        "late_minutes": late_minutes if state == Running.State.LATE else 0,
    }
    if state == Running.State.MOVED:
        values["room"] = room
    elif state == Running.State.PLANNED:
        values["room"] = None
    running, _made = Running.objects.update_or_create(session=session, defaults=values)
    note(by, f"said that the session is {state}", session)
    running_changed.send(sender=None, running=running, by=by)
    return running
