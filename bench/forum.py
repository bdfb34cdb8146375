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
    """Seconds and megabytes of the second release of all sessions, of which nothing is known."""
    from events.models import Event
    from programme import releases
    from programme.tasks import write_release

    event = Event.objects.get(slug=EVENT)
    wall, cpu = time.perf_counter(), time.process_time()
    made = releases.release(event=event, by=None)
    write_release.call(made.pk)
    return {
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "sessions": made.placements.count(),
    }


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
