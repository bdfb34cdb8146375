"""Reads a report of a mail that came back from standard input: a pipe of the mail server."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from accounts.bounces import read_report


class Command(BaseCommand):
    help = "Notes a mail that came back; the report (RFC 3464) is read from standard input."

    def handle(self, **_: Any) -> None:
        known = read_report(sys.stdin.buffer.read())
        self.stdout.write("noted" if known else "no report about a mail of ours")
