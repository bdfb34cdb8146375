"""Run by bench/registrations.py in a process of its own: many who press the button at the same
moment for the last seats, over HTTP, on the server that `make run` starts.
"""

import json
import os
import selectors
import socket
import subprocess
import sys
import time
from typing import Any
from urllib.parse import urlencode

import django

from bench.hub import ROOT, answering, ended, free_port
from bench.registrations_inside import fill

PEOPLE, SEATS = 200, 10
FORM = "/forum/register/form/"
TOKEN = "t" * 32
GIVEN = {"full_name": "Awa Diop", "category": "delegate", "attendance": "on_site", "country": "SN"}
GIVEN |= {"speaks": "fr", "reads": "fr", "csrfmiddlewaretoken": TOKEN}


def event_with_last_seats() -> None:
    from delegates.actions.quotas import set_quota
    from events.models import Event

    event = fill(300)
    Event.objects.update(registration=Event.Switch.OPEN)
    set_quota(event=event, name="All", size=300 + SEATS, rule={}, by=None)
    set_quota(event=event, name="Africa", size=100_000, rule={"country": ["SN"]}, by=None)


def logged_in() -> list[str]:
    """The cookies of each."""
    from django.conf import settings
    from django.test import Client

    from bench.registering_inside import guests

    found = []
    for person in guests(PEOPLE, "g"):
        client = Client()
        client.force_login(person)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        name, token = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME
        found.append(f"{name}={session}; {token}={TOKEN}")
    return found


def worded(method: str, cookies: str) -> bytes:
    body = urlencode(GIVEN).encode() if method == "POST" else b""
    head = f"{method} {FORM} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    head += f"Cookie: {cookies}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def ask(port: int, requests: list[bytes]) -> list[tuple[int, float]]:
    """Sends all at once, each over a line of its own; status and seconds of each answer."""
    selector = selectors.EpollSelector()
    lines = [socket.create_connection(("127.0.0.1", port), timeout=60) for _ in requests]
    for number, line in enumerate(lines):
        selector.register(line, selectors.EVENT_READ, number)
    statuses, seconds, begun = [0] * len(lines), [0.0] * len(lines), time.perf_counter()
    for line, request in zip(lines, requests, strict=True):
        line.sendall(request)
    while selector.get_map():
        for key, _ in selector.select(60):
            answer = socket.socket.recv(key.fileobj, 1 << 20)  # type: ignore[arg-type]
            statuses[key.data] = statuses[key.data] or int(answer[9:12] or b"0")
            if not answer:
                seconds[key.data] = time.perf_counter() - begun
                selector.unregister(key.fileobj)
    for line in lines:
        line.close()
    return list(zip(statuses, seconds, strict=True))


def rush(port: int) -> dict[str, Any]:
    from delegates.models import Registration

    everyone = logged_in()
    # The page that all have before them: a server that has just started knows nothing yet.
    assert ask(port, [worded("GET", each) for each in everyone[:8]])[0][0] == 200
    answers = ask(port, [worded("POST", each) for each in everyone])
    entered = Registration.objects.filter(person__email__startswith="g", state="confirmed")
    numbers = [
        int(each[1:].partition("@")[0]) for each in entered.values_list("person__email", flat=True)
    ]
    assert {status for status, _ in answers} <= {302, 422}, answers
    return {
        "people": PEOPLE,
        "seats": SEATS,
        "sold": len(numbers),
        "winners": max(answers[number][1] for number in numbers),
        "everybody": max(seconds for _, seconds in answers),
        "refused": sum(status == 422 for status, _ in answers),
    }


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "convoca.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    event_with_last_seats()
    port = free_port()
    command = [sys.executable, "-m", "convoca.serving.daphne", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.DEVNULL)
    with ended(process):
        answering(port)
        told = rush(port)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
