"""`manage.py demo`: a meeting that one recognises, to look around in."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from convoca.demo import editions, larger, quebec, team
from convoca.demo.entrance import is_local
from convoca.demo.sheets import table
from convoca.demo.sizes import QUEBEC, SIZES
from events.models import Event


class Command(BaseCommand):
    help = "Loads an invented meeting. Where it is there already, nothing changes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--size",
            choices=[QUEBEC, *SIZES],
            default=QUEBEC,
            help="quebec: 60 workshops (default); forum: 400; wsf: 2,500 sessions",
        )
        parser.add_argument(
            "--today", action="store_true", help="the second day of Québec is today"
        )
        parser.add_argument("--force", action="store_true", help="even where other events are held")

    def handle(self, *args: Any, size: str, today: bool, force: bool, **options: Any) -> None:
        slug = quebec.SLUG if size == QUEBEC else SIZES[size].event
        if Event.objects.filter(slug=slug).exists():
            self.stdout.write(f"The demo is there already, at /{slug}/. Nothing was changed.")
            return
        if not force:
            refuse_beside_others()
        begun = time.perf_counter()
        with transaction.atomic():
            if size == QUEBEC:
                editions.load(today=today)
            else:
                larger.load(SIZES[size])
        seconds = time.perf_counter() - begun
        self.stdout.write(f"The demo is loaded, at /{slug}/, in {seconds:.1f} seconds.")
        if is_local():
            self.stdout.write(f"Enter at {settings.ADDRESS}/demo/ as:\n{team.log_ins()}")


def refuse_beside_others() -> None:
    """Raises CommandError if this server holds events that are not the demo's."""
    sheet = table("editions")
    own = [row["slug"] for row in [*sheet["editions"], *sheet["larger"]]]
    if Event.objects.exclude(slug__in=own).exists():
        raise CommandError(
            "This server holds other events; the demo would stand among them. "
            "Add --force if that is what you want."
        )
