"""Files of people: what leaves this server cannot be called back.

Above fifty people a second organiser says yes. Where there is no second one, the file waits for
24 hours and every organiser is told.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts import erasures, notices
from accounts.models import Person
from accounts.records import note
from delegates.models import Export
from delegates.queries.exports import people_on, table
from delegates.refusals import DecidedBefore, OwnExport
from delegates.tasks import exports as export_tasks
from delegates.telling import event_name
from events.models import Event, Role
from files.tables import write_table

State, Subject = Export.State, Export.Subject
FREE = 50
PAUSE = timedelta(hours=24)
KEPT = timedelta(days=1)
# Where whoever asked sees how it stands.
PAGES: dict[str, str] = {
    Subject.REGISTRATIONS: "exports",
    Subject.LETTERS: "letters_list",
    Subject.CONTACTS: "contacts_out",
}


def path_of(export: Export) -> Path:
    return Path(settings.DATA_DIR) / "exports" / f"{export.uid}.{export.kind}"


def organisers(event: Event) -> Iterable[Person]:
    """Those whose role holds today."""
    today = timezone.now().astimezone(event.tz).date()
    held = event.team.filter(Q(until=None) | Q(until__gte=today), role=Role.ORGANISER)
    return Person.objects.filter(pk__in=held.values("person"), state=Person.State.ACTIVE)


@transaction.atomic
def ask(
    *,
    event: Event,
    subject: str = Subject.REGISTRATIONS,
    kind: str,
    purpose: str,
    columns: Sequence[str],
    encoding: str = "",
    asked: str = "",
    by: Person,
) -> Export:
    """Asks for a file, of registrations for those on the list `asked`: a task writes it once it
    may. A file of letters or contacts is READY at once where nobody has to say yes.
    """
    export = Export.objects.create(
        event=event,
        subject=subject,
        kind=kind,
        purpose=purpose,
        columns=list(columns),
        encoding=encoding,
        asked=asked,
        asked_by=by,
    )
    note(by, f"asked for a file of {subject}", export, columns)
    admit(export)
    return export


def admit(export: Export) -> None:
    """Lets it be written, or says what it waits for; inside the caller's transaction."""
    event, by = export.event, export.asked_by
    export.people = people_on(export).count()
    team = list(organisers(event))
    others = [person for person in team if person != by]
    export.state, export.due_at = State.WRITING, None
    if export.people > FREE and others:
        export.state = State.ASKED
    elif export.people > FREE:
        export.state, export.due_at = State.WAITING, timezone.now() + PAUSE
    export.save(update_fields=["people", "state", "due_at"])
    if export.state == State.WRITING:
        _let_go(export, tells=False)
    else:
        _tell("export_asked" if others else "export_waits", others or team, export)


@transaction.atomic
def answer(export: Export, *, yes: bool, by: Person) -> Export:
    """A second organiser lets the file be written, or not. Raises OwnExport, DecidedBefore."""
    export = Export.objects.select_for_update(of=("self",)).get(pk=export.pk)
    if export.asked_by_id == by.pk:
        raise OwnExport
    if export.state != State.ASKED:
        raise DecidedBefore
    export.state, export.answered_by = State.WRITING if yes else State.REFUSED, by
    export.save(update_fields=["state", "answered_by"])
    note(by, "let a file be written" if yes else "refused a file", export)
    if yes:
        _let_go(export)
    elif export.asked_by:
        _tell("export_refused", [export.asked_by], export)
    return export


@transaction.atomic
def go_on_after_pause(export: Export, now: datetime) -> None:
    """Writes a file whose 24 hours are over, unless somebody can be asked by now."""
    export = Export.objects.select_for_update(of=("self",)).get(pk=export.pk)
    if export.state != State.WAITING or export.due_at is None or export.due_at > now:
        return
    others = [person for person in organisers(export.event) if person.pk != export.asked_by_id]
    export.state = State.ASKED if others else State.WRITING
    export.save(update_fields=["state"])
    if others:
        _tell("export_asked", others, export)
    else:
        _let_go(export)


def _let_go(export: Export, *, tells: bool = True) -> None:
    if export.subject == Subject.REGISTRATIONS:
        export_tasks.write_export.enqueue(export=export.pk)
    else:
        _finish(export, tells=tells)


def write(export: Export) -> None:
    """Writes the file that may be written; a second run writes it once more and tells nothing new.

    If more than fifty have come to be on a list that nobody let go, it waits after all.
    """
    if export.state != State.WRITING:
        return
    let_go = export.answered_by_id or export.due_at
    if not let_go and people_on(export).count() > FREE:
        with transaction.atomic():
            admit(export)
        return
    for since in erasures.attempts():
        draft(export)
        if publish(export, since):
            return


def half_of(export: Export) -> Path:
    """Where it lies while it is written."""
    return path_of(export).with_suffix(".half")


def draft(export: Export) -> None:
    """Writes what nobody reads yet."""
    half = half_of(export)
    half.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half.unlink(missing_ok=True)
    half.touch(mode=0o600)
    rows = table(export.event, export.columns, export.asked)
    write_table(half, export.kind, export.columns, rows)


@transaction.atomic
def publish(export: Export, since: int) -> bool:
    """Lets the draft be fetched, unless somebody was erased meanwhile: then it goes."""
    if erasures.moved(since):
        half_of(export).unlink(missing_ok=True)
        return False
    half_of(export).replace(path_of(export))
    _finish(export)
    return True


@transaction.atomic
def _finish(export: Export, *, tells: bool = True) -> None:
    rows = Export.objects.filter(pk=export.pk, state=State.WRITING)
    done = rows.update(state=State.READY, ready_at=timezone.now())
    if done and tells and export.asked_by:
        _tell("export_ready", [export.asked_by], export)


def delete_files(exports: Iterable[Export]) -> int:
    """Deletes the files; what they were for stays on record. Returns how many went."""
    found = list(exports)
    for export in found:
        path_of(export).unlink(missing_ok=True)
        half_of(export).unlink(missing_ok=True)
    ended = Export.objects.filter(pk__in=[each.pk for each in found])
    return ended.update(state=State.GONE, asked="")


def _tell(kind: str, people: Iterable[Person], export: Export) -> None:
    own = kind in {"export_ready", "export_refused"}
    page = PAGES[export.subject] if own else "exports"
    address = reverse(f"delegates:{page}", args=[export.event.slug])
    values = {"event": event_name(export.event), "people": export.people}
    values |= {"purpose": export.purpose, "who": str(export.asked_by or "")}
    key = f"{export.uid}:{export.due_at or ''}"
    notices.tell(people, kind=f"delegates.{kind}", address=address, values=values, key=key)
