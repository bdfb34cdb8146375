"""Run by bench/registrations_lists.py in a process of its own: fills a database and measures."""

import csv
import io
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import django

COLUMNS = ["full_name", "email", "category", "country", "organisation"]
MOST = 20_000
LANDS = ["SN", "BR", "FR", "PS", "CA", "IN", "MX"]


def cpu(act: Callable[[], Any]) -> float:
    """The least CPU seconds of three runs."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        act()
        taken.append(time.process_time() - begun)
    return min(taken)


def fill(many: int) -> Any:
    """An event with `many` registrations of as many people in 500 organisations."""
    from accounts.models import Person
    from delegates.models import Organisation, Registration
    from events.models import Event, Membership
    from languages import spaces
    from languages.models import Text

    name = Text.objects.create(lang="en", body="Forum")
    days = {"begins": date(2099, 1, 26), "ends": date(2099, 1, 31)}
    event = Event.objects.create(
        slug="forum", name=name, zone="UTC", languages=["en"], space=spaces.make(["en"]), **days
    )
    texts = Text.objects.bulk_create(Text(lang="pt", body=f"Rede {n}") for n in range(500))
    groups = Organisation.objects.bulk_create(
        Organisation(event=event, name=each, search=f"|rede {n}|") for n, each in enumerate(texts)
    )
    people = Person.objects.bulk_create(
        (
            Person(email=f"p{n}@example.org", password="!")  # noqa: S106
            for n in range(many)
        ),
        batch_size=2_000,
    )
    rows = (registration(event, n, person, groups[n % 500]) for n, person in enumerate(people))
    Registration.objects.bulk_create(rows, batch_size=1_000)
    Membership.objects.create(event=event, person=people[0], role="organiser")
    return event


def registration(event: Any, n: int, person: Any, organisation: Any) -> Any:
    from delegates.models import Registration

    return Registration(
        event=event,
        person=person,
        full_name=f"Maria da Silva {n}",
        sort_key=f"silva {n * 7919 % MOST:05}",
        search=f"maria da silva {n}",
        category="delegate",
        country=LANDS[n % len(LANDS)],
        organisation=organisation,
        speaks=["pt", "es"],
    )


def files(event: Any, folder: Path) -> dict[str, float]:
    from delegates.queries.exports import table
    from files.tables import write_table

    def write(kind: str) -> None:
        write_table(folder / f"x.{kind}", kind, COLUMNS, table(event, COLUMNS))

    return {kind: cpu(partial(write, kind)) for kind in ("csv", "xlsx", "json")}


def bare(event: Any) -> float:
    from delegates.models import Registration

    def read() -> None:
        rows = Registration.objects.filter(event=event).order_by("pk")
        writer = csv.writer(io.StringIO())
        sources = ("full_name", "person__email", "category", "country", "organisation__name__body")
        writer.writerows(rows.values_list(*sources).iterator(chunk_size=2_000))

    return cpu(read)


def memory(event: Any) -> float:
    """Megabytes that writing all rows adds to what 2,000 of them take."""
    from delegates.queries.exports import table

    rows = table(event, COLUMNS)
    for _ in range(2_000):
        next(rows)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _row in rows:
        pass
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def pages(event: Any) -> dict[str, dict[str, float]]:
    """The list as an organiser's browser asks for it, in the middle of each order."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from accounts.models import Person

    client = Client(headers={"host": "localhost"})
    client.force_login(Person.objects.earliest("pk"))
    after, found = event.registrations.order_by("pk")[10_000].pk, {}
    for name, asked in (
        ("arrival", {}),
        ("name", {"sort": "name"}),
        ("country", {"sort": "-country"}),
        ("organisation", {"sort": "organisation"}),
        ("name, searched", {"sort": "name", "q": "silva 19"}),
    ):
        query = {"after": after, **asked}

        def ask(query: Any = query) -> None:
            assert client.get("/forum/organise/registrations/", query).status_code == 200

        ask()
        with CaptureQueriesContext(connection) as queries:
            ask()
        found[name] = {"queries": len(queries), "ms": cpu(ask) * 1000}
    return found


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "convoca.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    event = fill(int(sys.argv[1]))
    told: dict[str, Any] = {"memory": memory(event)}
    with tempfile.TemporaryDirectory(prefix="convoca-bench-") as folder:
        told["files"] = files(event, Path(folder))
    told["bare"] = bare(event)
    told["pages"] = pages(event)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
