"""Run by bench/registrations.py in a process of its own: registers people, and measures."""

import json
import os
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

import django

from bench.own_form import give_own_form
from bench.registrations_inside import fill

ROUNDS = 5
EACH = 40
SUBMITS = 20


def spent() -> float:
    """CPU seconds of this process, with those of the one that serves it in a database's server."""
    server = _server()
    return time.process_time() + (int(server.read_text().split()[0]) / 1e9 if server else 0)


@cache
def _server() -> Path | None:
    """None without a server, or where it is another machine's."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        found = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    return found if found.exists() else None


def best(act: Any) -> float:
    """The least CPU seconds that one of `EACH` took, over some rounds."""
    found = []
    for round_ in range(ROUNDS):
        begun = spent()
        for number in range(EACH):
            act(round_ * EACH + number)
        found.append((spent() - begun) / EACH)
    return min(found)


def bare() -> float:
    """One row in a transaction of its own, with nothing of ours between."""
    from django.db import connection, transaction

    table = "CREATE TABLE bare (number INTEGER PRIMARY KEY, words TEXT)"
    with connection.cursor() as cursor:
        cursor.execute(table)

    def insert(number: int) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO bare (number, words) VALUES (%s, %s)", [number, "x" * 80])

    return best(insert)


def guests(many: int, letter: str) -> list[Any]:
    from accounts.models import Person

    return Person.objects.bulk_create(
        Person(email=f"{letter}{number}@example.org", password="!")  # noqa: S106
        for number in range(many)
    )


def registering(event: Any, letter: str) -> float:
    from delegates.actions.registrations import register
    from delegates.answers import Answers

    people = guests(ROUNDS * EACH, letter)

    def one(number: int) -> None:
        answers = Answers(full_name=f"Awa Diop {number}", country="SN", speaks=["fr"])
        register(event=event, person=people[number], answers=answers, by=people[number])

    return best(one)


POSTED: dict[str, Any] = {
    "full_name": "Awa Diop",
    "category": "delegate",
    "attendance": "on_site",
    "country": "SN",
    "speaks": ["fr"],
    "reads": ["fr"],
}
RICH = {"passports": ["SN"], "companions-name": ["Fatou Ba"], "companions-age": ["9"]}


def path(event: Any, letter: str, posted: dict[str, Any]) -> dict[str, float]:
    """CPU seconds of form, submit and own page; and the statements of the submit."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    form, taken, statements = f"/{event.slug}/register/form/", [], 0
    for person in guests(SUBMITS, letter):
        client = Client(headers={"host": "localhost"})
        client.force_login(person)
        begun = time.process_time()
        client.get(form)
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(form, posted)
        # Read before the next request clears the list.
        kinds = [each["sql"].partition(" ")[0] for each in asked]
        client.get(f"/{event.slug}/registration/")
        taken.append(time.process_time() - begun)
        assert answer.status_code == 302, answer.context["form"].errors
        statements = sum(kind in {"SELECT", "INSERT", "UPDATE", "DELETE"} for kind in kinds)
    return {"seconds": min(taken), "queries": statements}


def paths(event: Any) -> dict[str, dict[str, float]]:
    plain = path(event, "h", POSTED)
    give_own_form(event)
    return {
        "plain": plain,
        "with an event's own form of 18 questions": path(event, "o", POSTED | RICH),
    }


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "convoca.settings"
    django.setup()
    from django.core.management import call_command

    from delegates.actions.quotas import set_quota
    from events.models import Event

    call_command("migrate", verbosity=0)
    few, most = int(sys.argv[1]), int(sys.argv[2])
    event = fill(few)
    Event.objects.update(registration=Event.Switch.OPEN)
    for name, rule in (("All", {}), ("Africa", {"country": ["SN"]}), ("Delegates", DELEGATES)):
        set_quota(event=event, name=name, size=1_000_000, rule=rule, by=None)
    told: dict[str, Any] = {"bare": bare(), "few": registering(event, "f")}
    more(event, most - few)
    told["many"] = registering(event, "m")
    told["paths"] = paths(event)
    print(json.dumps(told))


DELEGATES = {"category": ["delegate"]}


def more(event: Any, many: int) -> None:
    """As many more registrations, as they would stand there."""
    from bench.registrations_inside import registration
    from delegates.models import Organisation, Registration

    people = guests(many, "x")
    group = Organisation.objects.earliest("pk")
    rows = (registration(event, number, person, group) for number, person in enumerate(people))
    Registration.objects.bulk_create(rows, batch_size=1_000)


if __name__ == "__main__":
    main()
