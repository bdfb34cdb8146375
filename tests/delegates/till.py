"""The local server that speaks like Stripe, started and asked by tests."""

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings

from delegates.payments.stripe import Stripe

KEY, SECRET = "sk_test_local", "whsec_local"


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("localhost", 0))
        return tried.getsockname()[1]


@dataclass
class Local:
    """A running server and the provider that speaks to it."""

    port: int

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def stripe(self) -> Stripe:
        return Stripe(address=self.address, key=KEY, secret=SECRET)

    def act(self, session: str, what: str = "pay") -> None:
        """What happens on the card page: pay, expire, or wrong (another sum)."""
        where = f"{self.address}/test/{quote(session)}/{what}"
        urllib.request.urlopen(urllib.request.Request(where, data=b"")).read()

    def events(self) -> list[dict[str, str]]:
        """What it would send, the oldest first: body and signature."""
        with urllib.request.urlopen(f"{self.address}/test/events") as answer:
            return json.load(answer)


@contextmanager
def local_stripe() -> Iterator[Local]:
    port = free_port()
    command = [sys.executable, "-m", "tests.delegates.stripe_server", str(port), KEY, SECRET]
    process = subprocess.Popen(command, cwd=settings.BASE)
    try:
        wait_for(port)
        yield Local(port)
    finally:
        process.terminate()
        process.wait(10)


def wait_for(port: int, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as tried:
            if tried.connect_ex(("localhost", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"Nobody listens on {port}.")
