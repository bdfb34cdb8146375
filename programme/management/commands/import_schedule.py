"""`manage.py import_schedule FILE --event SLUG`: a programme from another program."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import Person
from events.models import Event
from events.refusals import Refusal
from programme.importing import Outcome, event_from, import_schedule
from programme.interchange.reader import read
from programme.interchange.schedule import Schedule, Unreadable


class Command(BaseCommand):
    help = "Brings a schedule.xml or schedule.json into the draft programme of an event."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--event", required=True, help="the address of the event")
        parser.add_argument("--dry-run", action="store_true", help="only list what would change")
        parser.add_argument("--zone", default="", help="for a file that names no time zone")
        parser.add_argument("--by", default="", help="who imports, by e-mail address")
        parser.add_argument(
            "--create", action="store_true", help="make the event from the file; --by organises it"
        )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        by = person(options["by"])
        if options["create"] and by is None:
            raise CommandError("Name by --by who organises the new event.")
        event = Event.objects.filter(slug=options["event"]).first()
        if event is None and not options["create"]:
            raise CommandError(f"There is no event at /{options['event']}/.")
        try:
            zone = options["zone"] or (event.zone if event else "")
            schedule = read(file, zone=zone)
            outcome = bring(schedule, event, options["event"], by, dry_run=options["dry_run"])
        except OSError as wrong:
            raise CommandError(f"{file}: {os.strerror(wrong.errno or 0)}") from wrong
        except (Unreadable, Refusal) as refused:
            raise CommandError(f"{file.name}: {refused}") from refused
        self.report(outcome, dry_run=options["dry_run"])

    def report(self, outcome: Outcome, *, dry_run: bool) -> None:
        for line in outcome.changes:
            self.stdout.write(line)
        for line in outcome.remarks:
            self.stderr.write(f"remark: {line}")
        said = "Would change" if dry_run else "Changed"
        count = len(outcome.changes)
        self.stdout.write(f"{said} {count} things; the file has {outcome.sessions} sessions.")


def person(address: str) -> Person | None:
    """Raises CommandError for an address that nobody has."""
    if not address:
        return None
    found = Person.objects.filter(email__iexact=address).first()
    if found is None:
        raise CommandError(f"Nobody has an account by the address {address}.")
    return found


@transaction.atomic
def bring(
    schedule: Schedule, event: Event | None, slug: str, by: Person | None, *, dry_run: bool
) -> Outcome:
    """Imports, into a new event where there is none; all is taken back after a dry run."""
    if event is None:
        assert by is not None  # noqa: S101
        event = event_from(schedule, slug=slug, by=by)
    outcome = import_schedule(event=event, schedule=schedule, by=by, dry_run=dry_run)
    if dry_run:
        transaction.set_rollback(True)
    return outcome
