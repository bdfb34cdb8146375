"""Sends every web process of this machine into its drain."""

import os
import signal
from typing import Any

from django.core.management.base import BaseCommand

from convoca.serving import processes


class Command(BaseCommand):
    help = "Lets the web processes of this machine end in peace: nobody new, followers sent away."

    def handle(self, *args: Any, **options: Any) -> None:
        told = 0
        for place in processes.places():
            try:
                os.kill(int(place.read_text()), signal.SIGUSR1)
                told += 1
            except ProcessLookupError:
                place.unlink(missing_ok=True)
        self.stdout.write(f"{told} web processes are draining.")
