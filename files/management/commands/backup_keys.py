"""`manage.py backup_keys FOLDER`: the keys of papers, apart from every other backup."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from files import papers


class Command(BaseCommand):
    help = "Copies the data keys into a folder and deletes there those that were destroyed here."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="on another disk than the database's copies")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            copied, deleted = papers.backup(folder)
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{copied} keys copied, {deleted} destroyed keys deleted.")
