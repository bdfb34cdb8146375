"""Run by bench/desk.py in a process of its own: fills a database and measures."""

import json
import os
import sys
from datetime import timedelta
from typing import Any

import django

from bench.registrations_inside import cpu

PAIRS = [("es", "fr"), ("en", "fr"), ("fr", "es")]
TIMES = 20


def fill(space: Any, many: int) -> None:
    """`many` texts that wait, a third in each pair; some are needed in days, some are too late."""
    from django.utils import timezone

    from languages.models import Gap, Text

    now, home = timezone.now(), {"space": space, "kind": "events.page.body", "reach": "open"}
    texts = Text.objects.bulk_create(
        (Text(lang=PAIRS[n % 3][0], body=f"Texto {n}", **home) for n in range(many)),
        batch_size=2_000,
    )
    Gap.objects.bulk_create(
        (
            Gap(
                text=text,
                space=space,
                source_lang=text.lang,
                lang=PAIRS[n % 3][1],
                weight=n * 7919 % 100,
                due_at=now + timedelta(hours=n % 240 - 24) if n % 10 == 0 else None,
                since=now - timedelta(minutes=n % 5_000),
            )
            for n, text in enumerate(texts)
        ),
        batch_size=2_000,
    )


def measured(person: Any, spaces: list[int]) -> dict[str, float]:
    """CPU seconds and queries of one look for the next text."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from languages.queries.desk import next_gap

    def ask() -> None:
        for _time in range(TIMES):
            assert next_gap(person, spaces=spaces, pairs=PAIRS)

    with CaptureQueriesContext(connection) as queries:
        next_gap(person, spaces=spaces, pairs=PAIRS)
    return {"seconds": cpu(ask) / TIMES, "queries": len(queries)}


def answers(person: Any, spaces: list[Any]) -> dict[str, float]:
    """What is printed: seconds of CPU and queries, the most of three states of the desk; and the
    seconds `alike` to those with `few`, of which none is needed at an hour either.
    """
    from django.utils import timezone

    from languages.models import Gap
    from languages.texts.gaps import mark_late

    here = [space.pk for space in spaces]
    fill(spaces[0], int(sys.argv[1]))
    # Where nothing is needed soon, the first tier is empty and the second one is asked too.
    Gap.objects.update(due_at=None)
    few = measured(person, here)["seconds"]
    fill(spaces[0], int(sys.argv[2]))
    asked = [measured(person, here)]
    Gap.objects.filter(due_at__isnull=False).update(due_at=None)
    asked.append(measured(person, here))
    # The day after a meeting everything is late, and all three tiers are asked.
    Gap.objects.update(due_at=timezone.now() - timedelta(days=1))
    mark_late(timezone.now())
    asked.append(measured(person, here))
    most = {name: max(each[name] for each in asked) for name in ("seconds", "queries")}
    alike = asked[1]["seconds"]
    return {"few": few, "alike": alike, "many": most["seconds"], "queries": most["queries"]}


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "convoca.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from accounts.models import Person
    from languages import spaces

    person = Person.objects.create(email="awa@example.org", password="!")  # noqa: S106
    print(json.dumps(answers(person, [spaces.make(["es", "en", "fr"]) for _ in range(2)])))


if __name__ == "__main__":
    main()
