"""What is measured inside a process of its own: a release, and pages that Django answers.

`python -m bench.forum release|pages`; prints JSON.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "convoca.settings")
EVENT = "wsf-2005"


def release() -> dict[str, float]:
    """Seconds and megabytes of the second release of all sessions, of which nothing is known.

    `stands` is when the public reads it in its event's languages, `wall` when it lies there in all.
    CPU and memory are those of this process and of the presses that it forked.
    """
    from django.conf import settings

    from events.models import Event
    from programme import artefacts, releases
    from programme.signals import released
    from programme.tasks import write_release

    event = Event.objects.get(slug=EVENT)
    stood: list[float] = []
    released.connect(lambda **_: stood.append(time.perf_counter()), weak=False)
    wall, cpu = time.perf_counter(), cpu_seconds()
    made = releases.release(event=event, by=None)
    write_release.call(made.pk)
    return {
        "wall": time.perf_counter() - wall,
        "stands": stood[0] - wall,
        "cpu": cpu_seconds() - cpu,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "press": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        "sessions": made.placements.count(),
        "own": len(artefacts.languages_of(event)[0]),
        "all": len(settings.LANGUAGES),
    }


def cpu_seconds() -> float:
    """Of this process and of those that it started and that ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def pages() -> dict[str, dict[str, float]]:
    """Queries and milliseconds of CPU of each page that Django answers."""
    return dict(measured())


def measured() -> Iterator[tuple[str, dict[str, float]]]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from events.models import Event
    from workshops.models import Session

    event = Event.objects.get(slug=EVENT)
    codes = ",".join(Session.objects.filter(event=event).values_list("code", flat=True)[:40])
    client = Client(headers={"host": "localhost"})
    addresses = {
        "search": f"/{EVENT}/programme/search/?q=water",
        "now and next": f"/{EVENT}/programme/now/",
        "an agenda of 40": f"/{EVENT}/agenda/?codes={codes}",
        "a day in another zone": f"/{EVENT}/programme/{event.begins}/?tz=Asia/Tokyo",
        "the feeds": f"/{EVENT}/feeds/",
    }
    for name, address in addresses.items():
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            begun = time.process_time()
            answer: Any = client.get(address)
            spent = time.process_time() - begun
        assert answer.status_code == 200, address
        yield name, {"queries": len(queries), "ms": spent * 1000}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps({"release": release, "pages": pages}[sys.argv[1]]()))
