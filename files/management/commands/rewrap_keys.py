"""`manage.py rewrap_keys`: after a new key was put first into CONVOCA_PAPERS_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from files import papers


class Command(BaseCommand):
    help = "Wraps each data key anew, with the first of CONVOCA_PAPERS_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = papers.rewrap()
        except papers.NoKey as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} keys wrapped anew. The older keys may be taken away now.")
