"""Reads the World Bank's original list of income groups."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from delegates.income_file import NotTheFile, read, replace


class Command(BaseCommand):
    help = "Reads the World Bank's file OGHIST.xlsx (CC BY 4.0) in place of the list shipped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = read(options["file"])
        except (NotTheFile, OSError) as error:
            raise CommandError(str(error)) from error
        replace(found.rows)
        self.stdout.write(
            f"{len(found.rows)} rows of {found.countries} countries and territories, "
            f"{found.first} to {found.last}; not known here: {', '.join(found.unknown) or 'none'}."
        )
