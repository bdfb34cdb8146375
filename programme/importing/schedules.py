"""A whole file at once: all of it is written, or nothing."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Person
from accounts.records import note
from events.actions import create_event
from events.models import Event
from languages.forms import Written
from languages.tags import base, named
from programme.importing.changes import Changes
from programme.importing.lists import import_rooms, import_themes
from programme.importing.matching import matched, sessions_of
from programme.importing.sessions import SessionImport
from programme.importing.wanted import left_out, wanted
from programme.interchange.schedule import Schedule
from programme.signals import draft_changed

MOST_LANGUAGES = 8


@dataclass(frozen=True)
class Outcome:
    """What an import changed, or would change, in lines; and what it left out."""

    changes: tuple[str, ...]
    remarks: tuple[str, ...]
    sessions: int


@transaction.atomic
def import_schedule(
    *, event: Event, schedule: Schedule, by: Person | None = None, dry_run: bool = False
) -> Outcome:
    """Brings the file into the draft; `dry_run` does the same and takes it back.

    Raises Unreadable for what the event cannot show.
    """
    event = Event.objects.select_for_update().get(pk=event.pk)
    changes = Changes(remarks=[str(remark) for remark in schedule.remarks])
    if schedule.zone != event.zone:
        said = {"zone": schedule.zone, "own": event.zone}
        changes.remarks.append(
            _("The file's hours are of %(zone)s; they are shown in the event's zone, %(own)s.")
            % said
        )
    _import_sessions(event, schedule, by, changes)
    if changes.lines:
        note(by, "imported a programme", event)
    if dry_run:
        transaction.set_rollback(True)
    return Outcome(tuple(changes.lines), tuple(changes.remarks), len(schedule.items))


def _import_sessions(event: Event, schedule: Schedule, by: Any, changes: Changes) -> None:
    asked = [wanted(item) for item in schedule.items]
    rooms = import_rooms(event, schedule.rooms, by=by, changes=changes)
    themes = import_themes(event, schedule.themes, by=by, changes=changes)
    here = sessions_of(event)
    codes = {session.code for session in here}
    work = SessionImport(event, rooms, themes, by, codes)
    found = matched(here, asked)
    for each, session in found:
        changes.remarks += left_out(each.item)
        title = each.item.title
        if session is None:
            changes.session(work.add(each).code, title, None)
        else:
            changes.session(session.code, title, work.change(session, each))
    work.writing.write(event.languages)
    for session in work.moved:
        draft_changed.send(sender=None, event_id=event.pk, code=session.code)
    _remark_on_missing(here, [session for _, session in found if session], changes)


def _remark_on_missing(here: list[Any], found: list[Any], changes: Changes) -> None:
    kept = {session.pk for session in found}
    missing = [session for session in here if session.source_id and session.pk not in kept]
    if missing:
        changes.remarks.append(
            ngettext(
                "%(count)d session of an earlier import is not in the file. It stays: %(codes)s",
                "%(count)d sessions of an earlier import are not in the file. They stay: %(codes)s",
                len(missing),
            )
            % {"count": len(missing), "codes": ", ".join(each.code for each in missing[:20])}
        )


def event_from(schedule: Schedule, *, slug: str, by: Person) -> Event:
    """A new event with the file's name, days, zone and languages, organised by `by`.

    Raises what events.actions.create_event raises.
    """
    counted = Counter(base(lang) for item in schedule.items for lang in item.languages)
    languages = [lang for lang, _ in counted.most_common(MOST_LANGUAGES) if named(lang) == lang]
    languages = languages or ["en"]
    return create_event(
        name=Written(schedule.title, languages[0], {}),
        begins=schedule.begins,
        ends=schedule.ends,
        zone=schedule.zone,
        languages=languages,
        slug=slug,
        by=by,
    )
