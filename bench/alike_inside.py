"""Run by bench/proposals.py in a process of its own: how long finding what is alike takes."""

import json
import os
import sys
import time
from typing import Any

import django

from bench.proposals_inside import fill
from bench.registrations_inside import cpu


def measured(event: Any) -> dict[str, float]:
    """Seconds for all fingerprints; CPU and queries of one proposal's page of what is alike."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from workshops.likeness import fingerprints
    from workshops.queries.alike import alike, of_proposal, readable

    began = time.process_time()
    many = fingerprints.renew(event.pk)
    renewed = time.process_time() - began
    proposal = event.proposals.select_related("event").earliest("pk")
    among = readable(event, team=True, proposes=False)

    def ask() -> None:
        assert alike(of_proposal(proposal), among=among, languages=["pt"])

    ask()
    with CaptureQueriesContext(connection) as queries:
        ask()
    return {"one": renewed / many * 1000, "ms": cpu(ask) * 1000, "queries": len(queries)}


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "convoca.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(measured(fill(int(sys.argv[1])))))


if __name__ == "__main__":
    main()
