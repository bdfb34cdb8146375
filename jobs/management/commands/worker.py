"""Runs jobs until SIGTERM or Ctrl-C, which let the running job finish; a second one ends it."""

import os
import signal
import socket
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from jobs.worker import Worker


class Command(BaseCommand):
    help = "Runs the jobs of some queues."

    def add_arguments(self, parser: ArgumentParser) -> None:
        every = ",".join(settings.TASKS["default"]["QUEUES"])
        parser.add_argument("--queues", default=every, help="separated by commas: %(default)s")
        parser.add_argument("--once", action="store_true", help="run what is ready and end")

    def handle(self, *, queues: str, once: bool, **_: Any) -> None:
        wanted = queues.split(",")
        unknown = set(wanted) - set(settings.TASKS["default"]["QUEUES"])
        if unknown:
            raise CommandError(f"There is no queue {', '.join(sorted(unknown))}.")
        stop = threading.Event()
        worker = Worker(f"{socket.gethostname()}:{os.getpid()}"[-64:], wanted, stop)
        if once:
            worker.run_all()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda sign, _: end(stop, sign))
        worker.run()


def end(stop: threading.Event, sign: int) -> None:
    """The first signal lets the running job finish, the next one has its usual effect."""
    stop.set()
    signal.signal(sign, signal.SIG_DFL)
