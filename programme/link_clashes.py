"""Where the draft does not hold what proposers agreed with each other, in words."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from languages.moments import written
from programme.models import Slot
from programme.queries.draft import Draft, DraftProgramme
from workshops.queries.links import Apart, Follows, FreeHours

SEQUENCE, DIALOGUE, MEETING = "sequence", "dialogue", "meeting"
# (kind, codes, reason)
Found = tuple[str, tuple[str, ...], str]


def link_clashes(programme: DraftProgramme) -> Iterator[Found]:
    """What speaks against the rules of agreed links, among the sessions that are placed."""
    placed = {each.session_id: each for each in programme.placed if not each.cancelled}
    for rule in programme.rules:
        if isinstance(rule, FreeHours):
            if rule.session in placed:
                yield from _of_meeting(programme, placed[rule.session])
        elif isinstance(rule, Follows):
            if rule.first in placed and rule.second in placed:
                yield from _of_sequence(programme, rule, placed[rule.first], placed[rule.second])
        elif isinstance(rule, Apart) and rule.one in placed and rule.other in placed:
            yield from _of_dialogue(programme, placed[rule.one], placed[rule.other])


def _of_sequence(
    programme: DraftProgramme, rule: Follows, one: Draft, other: Draft
) -> Iterator[Found]:
    codes = (one.code, other.code)
    both = {"one": one.title.body, "other": other.title.body}
    if one.ends and other.begins and other.begins < one.ends:
        yield SEQUENCE, codes, _("“%(other)s” is to begin after “%(one)s” has ended.") % both
    elif _lies_between(programme, one, other):
        said = _("“%(other)s” is to stand in the next slot after “%(one)s”, not at %(hour)s.")
        yield SEQUENCE, codes, said % (both | {"hour": _hour(programme, other)})
    if rule.same_room and one.room_id != other.room_id:
        said = _("“%(other)s” is to follow “%(one)s” in the same room.")
        yield SEQUENCE, codes, said % both


def _lies_between(programme: DraftProgramme, one: Draft, other: Draft) -> bool:
    """Whether a slot for sessions lies between the end of one and the beginning of the other."""
    return any(
        slot.kind == Slot.Kind.SESSIONS
        and one.ends is not None
        and other.begins is not None
        and one.ends <= slot.begins
        and slot.ends <= other.begins
        for slot in programme.slots
    )


def _of_dialogue(programme: DraftProgramme, one: Draft, other: Draft) -> Iterator[Found]:
    if not (one.begins and one.ends and other.begins and other.ends):
        return
    if one.begins < other.ends and other.begins < one.ends:
        said = _(
            "“%(one)s” and “%(other)s” send speakers to each other, and both stand at %(hour)s."
        )
        later = one if one.begins > other.begins else other
        words = {"one": one.title.body, "other": other.title.body}
        yield DIALOGUE, (one.code, other.code), said % (words | {"hour": _hour(programme, later)})


def _of_meeting(programme: DraftProgramme, session: Draft) -> Iterator[Found]:
    free = [slot for slot in programme.slots if slot.kind == Slot.Kind.ENCOUNTERS]
    title = {"title": session.title.body}
    if not free:
        said = _("“%(title)s” needs hours kept free for new encounters, and the days have none.")
        yield MEETING, (session.code,), said % title
    elif not any(_holds(slot.begins, slot.ends, session) for slot in free):
        said = _("“%(title)s” stands outside the hours kept free for new encounters.")
        yield MEETING, (session.code,), said % title


def _holds(begins: datetime, ends: datetime, session: Draft) -> bool:
    if session.begins is None or session.ends is None:
        return False
    return begins <= session.begins and session.ends <= ends


def _hour(programme: DraftProgramme, session: Draft) -> str:
    begins = session.begins.astimezone(programme.zone) if session.begins else None
    return written(begins, "MMMMEEEEd Hm")
