"""Reports of harassment: made by anybody, read by the care team alone."""

import secrets
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.records import note
from delegates.models import Report, ReportNote, ReportReader
from delegates.queries.care import care_team
from delegates.refusals import NobodyReads, NoCareTeam
from delegates.sealing import seal
from delegates.tasks import care as care_tasks
from events.actions.team import hash_of
from events.models import Event

State = Report.State
Kind = ReportNote.Kind


@transaction.atomic
def report(
    *,
    event: Event,
    words: str,
    by: Any = None,
    about: str = "",
    contact: str = "",
    page: str = "",
    without: Iterable[int] = (),
) -> tuple[Report, str]:
    """A report, and the token of the link by which whoever wrote it comes back.

    `by` is None where she wants no name to stand there; `without` are ids of those of the care
    team who shall not read it. Raises NoCareTeam, NobodyReads, TooLate.
    """
    team = [held.person_id for held in care_team(event)]
    readers = [pk for pk in dict.fromkeys(team) if pk not in set(without)]
    if not readers:
        raise NobodyReads if team else NoCareTeam
    token = secrets.token_urlsafe(24)
    made = Report.objects.create(
        event=event,
        person=by,
        words=seal(event, {"words": words, "about": about, "contact": contact}),
        page=page,
        token_hash=hash_of(token),
    )
    ReportReader.objects.bulk_create(ReportReader(report=made, person_id=pk) for pk in readers)
    note(None, "reported", made)
    care_tasks.write_to_readers.enqueue(str(made.uid))
    return made, token


@transaction.atomic
def opened(report: Report, *, by: Any) -> None:
    """Somebody reads it: that stands in its log."""
    note(by, "read the report", report)


@transaction.atomic
def set_state(report: Report, *, state: str, by: Any) -> None:
    if Report.objects.filter(pk=report.pk).exclude(state=state).update(state=state):
        note(by, f"set the report to {state}", report, ["state"])


@transaction.atomic
def write(report: Report, *, kind: str, words: str, by: Any) -> ReportNote:
    """A note for the team, an answer to whoever reported, or a further word of hers.

    Raises TooLate.
    """
    written = ReportNote.objects.create(
        report=report,
        kind=kind,
        words=seal(report.event, {"words": words}),
        written_by=None if kind == Kind.REPORTER else by,
    )
    if kind == Kind.REPORTER:
        care_tasks.write_to_readers.enqueue(str(report.uid))
        by = None
    elif kind == Kind.ANSWER:
        care_tasks.write_to_reporter.enqueue(str(report.uid))
    note(by, "wrote about the report", report, [kind])
    return written


@transaction.atomic
def let_read(report: Report, *, person: Any, by: Any) -> None:
    """One who reads it lets another of the care team read it too."""
    _row, is_new = ReportReader.objects.get_or_create(
        report=report, person=person, defaults={"added_by": by}
    )
    if is_new:
        note(by, "let somebody read the report", report)
        care_tasks.write_to_readers.enqueue(str(report.uid), person.pk)
