"""One day of the draft as a grid of rooms and hours, with what speaks against each place."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from programme.clashes import Clash, by_session, clashes
from programme.queries.draft import Draft, DraftProgramme, DraftRoom, DraftSlot, slots_of_day


@dataclass(frozen=True, slots=True)
class Block:
    """A session in the grid with its clashes."""

    session: Draft
    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A room at an hour. `against` says what would clash if the held session were put here;
    it is None while none is held.
    """

    room: DraftRoom
    begins: datetime
    blocks: tuple[Block, ...]
    against: tuple[Clash, ...] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    slot: DraftSlot
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    day: date
    rooms: list[DraftRoom]
    rows: list[Row]
    loose: list[Block]
    unplaced: list[Draft]
    clashes: list[Clash]
    held: Draft | None


def grid(programme: DraftProgramme, day: date, held_code: str = "") -> Grid:
    """The grid of `day`; `held_code` names the session that is being placed."""
    found = clashes(programme)
    of_session = by_session(found)
    held = next((s for s in programme.sessions if s.code == held_code and not s.cancelled), None)
    today = [
        Block(session, tuple(of_session.get(session.code, ())))
        for session in programme.placed
        if session.begins and session.begins.astimezone(programme.zone).date() == day
    ]
    slots = slots_of_day(programme.slots, day, programme.zone)
    rows = [_row(programme, slot, today, held) for slot in slots]
    shown = {block.session.code for row in rows for cell in row.cells for block in cell.blocks}
    return Grid(
        day=day,
        rooms=programme.rooms,
        rows=rows,
        loose=[block for block in today if block.session.code not in shown],
        unplaced=programme.unplaced,
        clashes=found,
        held=held,
    )


def _row(programme: DraftProgramme, slot: DraftSlot, today: list[Block], held: Draft | None) -> Row:
    cells = []
    for room in programme.rooms:
        here = tuple(
            block
            for block in today
            if block.session.room_id == room.room_id
            and block.session.begins is not None
            and slot.begins <= block.session.begins < slot.ends
        )
        against = what_if(programme, held, room, slot.begins) if held else None
        cells.append(Cell(room, slot.begins.astimezone(programme.zone), here, against))
    return Row(slot, tuple(cells))


def what_if(
    programme: DraftProgramme, held: Draft, room: DraftRoom, begins: datetime
) -> tuple[Clash, ...]:
    """What would clash if `held` stood in `room` from `begins`.

    Asks only of sessions at that time, so a whole day costs rooms × slots small questions.
    """
    ends = begins + timedelta(minutes=held.minutes)
    moved = replace(held, room_id=room.room_id, begins=begins, ends=ends)
    at_that_time = [
        session
        for session in programme.placed
        if session.code != held.code
        and session.begins is not None
        and session.ends is not None
        and session.begins < ends
        and begins < session.ends
    ]
    around = replace(programme, sessions=[*at_that_time, moved])
    return tuple(clash for clash in clashes(around) if held.code in clash.codes)
