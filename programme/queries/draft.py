"""The draft programme as its editor shows and checks it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from events.models import Event, Room
from languages.texts import Reading, load
from programme.models import Placement, Slot
from workshops.models import Part, Session
from workshops.queries.links import Rule, rules_of


@dataclass(frozen=True, slots=True)
class Draft:
    """A session in the draft, placed or not. `people` are who must be there, by identity."""

    session_id: int
    code: str
    title: Reading
    theme_colour: int
    spoken: tuple[str, ...]
    size: int | None
    minutes: int
    people: tuple[tuple[str, str], ...]
    room_id: int | None = None
    begins: datetime | None = None
    ends: datetime | None = None
    version: int = 0
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class DraftRoom:
    room_id: int
    name: Reading
    seats: int | None
    step_free: bool
    opens: time | None
    closes: time | None


@dataclass(frozen=True, slots=True)
class DraftSlot:
    slot_id: int
    begins: datetime
    ends: datetime
    kind: str


@dataclass(frozen=True)
class DraftProgramme:
    """Everything that the editor needs of one event."""

    event: Event
    zone: ZoneInfo
    sessions: list[Draft]
    rooms: list[DraftRoom]
    slots: list[DraftSlot]
    rules: list[Rule] = field(default_factory=list)

    def room(self, room_id: int) -> DraftRoom | None:
        return next((room for room in self.rooms if room.room_id == room_id), None)

    @property
    def placed(self) -> list[Draft]:
        return [session for session in self.sessions if session.begins is not None]

    @property
    def unplaced(self) -> list[Draft]:
        return [s for s in self.sessions if s.begins is None and not s.cancelled]

    def days(self) -> list[date]:
        """The event's days, and any other on which a slot or a session stands."""
        stands = [slot.begins for slot in self.slots]
        stands += [session.begins for session in self.placed if session.begins]
        return sorted({*self.event.days, *(when.astimezone(self.zone).date() for when in stands)})


def draft_programme(event: Event, languages: Sequence[str]) -> DraftProgramme:
    """The whole draft in nine queries, ten where proposals are linked."""
    parts = Part.objects.select_related("registration").order_by("position", "pk")
    sessions = list(
        Session.objects.filter(event=event)
        .select_related("theme", "placement")
        .prefetch_related(Prefetch("parts", parts))
        .order_by("code")
    )
    rooms = list(event.rooms.all())
    slots = list(event.slots.all())
    readings = load([*(s.title_id for s in sessions), *(room.name_id for room in rooms)], languages)
    return DraftProgramme(
        event=event,
        zone=event.tz,
        sessions=[_draft(session, readings[session.title_id]) for session in sessions],
        rooms=[_room(room, readings[room.name_id]) for room in rooms],
        slots=[DraftSlot(slot.pk, slot.begins, slot.ends, slot.kind) for slot in slots],
        rules=rules_of(event),
    )


def _draft(session: Session, title: Reading) -> Draft:
    placement: Placement | None = getattr(session, "placement", None)
    return Draft(
        session_id=session.pk,
        code=session.code,
        title=title,
        theme_colour=session.theme.colour if session.theme else 0,
        spoken=tuple(session.spoken),
        size=session.size,
        minutes=session.minutes,
        people=tuple((identity(part), part.shown_name) for part in session.parts.all()),
        room_id=placement.room_id if placement else None,
        begins=placement.begins if placement else None,
        ends=placement.ends if placement else None,
        version=placement.version if placement else 0,
        cancelled=session.state == Session.State.CANCELLED,
    )


def identity(part: Part) -> str:
    """Who a part's person is: her registration, her id in the source, or her very name."""
    if part.registration_id:
        return f"registration:{part.registration_id}"
    return f"source:{part.source_id}" if part.source_id else f"name:{part.name.casefold()}"


def _room(room: Room, name: Reading) -> DraftRoom:
    return DraftRoom(
        room_id=room.pk,
        name=name,
        seats=room.seats,
        step_free=room.access == Room.Access.STEP_FREE,
        opens=room.opens,
        closes=room.closes,
    )


def slots_of_day(slots: Sequence[DraftSlot], day: date, zone: ZoneInfo) -> list[DraftSlot]:
    return [slot for slot in slots if slot.begins.astimezone(zone).date() == day]


def break_slots(slots: Sequence[DraftSlot]) -> list[DraftSlot]:
    return [slot for slot in slots if slot.kind == Slot.Kind.BREAK]
