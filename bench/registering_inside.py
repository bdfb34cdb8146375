"""Run by bench/registrations.py in a process of its own: registers people, and measures."""

import json
import os
import sys
import time
from typing import Any

import django

from bench.registrations_inside import fill

ROUNDS = 5
EACH = 40
SUBMITS = 20


def best(act: Any) -> float:
    """The least CPU seconds that one of `EACH` took, over some rounds."""
    found = []
    for round_ in range(ROUNDS):
        begun = time.process_time()
        for number in range(EACH):
            act(round_ * EACH + number)
        found.append((time.process_time() - begun) / EACH)
    return min(found)


def bare() -> float:
    """One row in a transaction of its own, with nothing of ours between."""
    from django.db import connection, transaction

    table = "CREATE TABLE bare (id INTEGER PRIMARY KEY, number INTEGER, words TEXT)"
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


def path(event: Any) -> tuple[float, int]:
    """CPU seconds of form, submit and own page; and the statements of the submit."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    form = f"/{event.slug}/register/form/"
    posted: dict[str, Any] = {
        "full_name": "Awa Diop",
        "category": "delegate",
        "attendance": "on_site",
    }
    posted |= {"country": "SN", "speaks": ["fr"], "reads": ["fr"]}
    taken, statements = [], 0
    for person in guests(SUBMITS, "h"):
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
    return min(taken), statements


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
    told = {"bare": bare(), "few": registering(event, "f")}
    told["path"], told["queries"] = path(event)
    more(event, most - few)
    told["many"] = registering(event, "m")
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
