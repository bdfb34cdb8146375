"""Run by bench/proposals.py in a process of its own: fills a database and measures."""

import json
import os
import sys
from datetime import date
from typing import Any

import django

from bench.registrations_inside import LANDS, cpu

GROUPS = 900
TEXT = "Ce que trois réseaux ont appris des semences, de l'eau et du microcrédit, et comment. "
ASKED: tuple[tuple[str, dict[str, str]], ...] = (
    ("in the order in which they came", {}),
    ("by title", {"sort": "title"}),
    ("by organisation", {"sort": "-organisation"}),
    ("searched", {"q": "rede 19"}),
    ("searched for what is nowhere", {"q": "xyzzy"}),
    ("without links, sorted by theme", {"links": "none", "needs": "booth", "sort": "theme"}),
)


def fill(many: int) -> Any:
    """An event with `many` proposals, each second with a need."""
    from accounts.models import Person
    from events.models import Event, Membership
    from languages import spaces
    from workshops.models import Need, Proposal

    days = {"begins": date(2099, 1, 26), "ends": date(2099, 1, 31)}
    [name] = written(["Forum"])
    event = Event.objects.create(
        slug="forum", name=name, zone="UTC", languages=["en"], space=spaces.make(["en"]), **days
    )
    proposals = Proposal.objects.bulk_create(proposals_of(event, many))
    Need.objects.bulk_create(Need(proposal=each, kind="booth") for each in proposals[::2])
    person = Person.objects.create(email="p@example.org", password="!")  # noqa: S106
    Membership.objects.create(event=event, person=person, role="organiser")
    return event


def proposals_of(event: Any, many: int) -> list[Any]:
    """In twelve themes, by turns of GROUPS organisations."""
    from events.models import Theme
    from workshops.models import Call, Proposal

    call = Call.objects.create(event=event, title=written(["Call"])[0])
    names = written([f"Eixo {n}" for n in range(12)])
    themes = [Theme.objects.create(event=event, name=each) for each in names]
    groups = groups_of(event)
    titles = written([f"Sementes da rede {n}" for n in range(many)], "Seeds of network")
    abstracts = written([f"{TEXT * 8}{n}" for n in range(many)], TEXT * 8)
    plain = {"event": event, "call": call, "spoken": ["pt", "es"], "state": "submitted"}
    return [
        Proposal(
            title=title,
            abstract=abstract,
            theme=themes[n % 12],
            organisation=groups[n % GROUPS],
            search=f"sementes da rede {n} maria da silva {n}",
            **plain,
        )
        for n, (title, abstract) in enumerate(zip(titles, abstracts, strict=True))
    ]


def groups_of(event: Any) -> list[Any]:
    from delegates.models import Organisation

    names = written([f"Rede {n}" for n in range(GROUPS)])
    return Organisation.objects.bulk_create(
        Organisation(event=event, name=each, search=f"|rede {n}|", country=LANDS[n % len(LANDS)])
        for n, each in enumerate(names)
    )


def written(bodies: list[str], english: str = "") -> list[Any]:
    """Texts with a translation, as they are found by their folded words."""
    from languages.models import Text, Translation
    from languages.texts.searching import folded

    texts = Text.objects.bulk_create(
        Text(lang="pt", body=each, folded=folded(each)) for each in bodies
    )
    made = ((each, f"{english} {n}") for n, each in enumerate(texts) if english)
    Translation.objects.bulk_create(
        Translation(text=each, lang="en", body=body, folded=folded(body), of_revision=each.revision)
        for each, body in made
    )
    return texts


def pages(event: Any) -> dict[str, dict[str, float]]:
    """The list as an organiser's browser asks for it, in the middle where there is one."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from accounts.models import Person

    client = Client(headers={"host": "localhost"})
    client.force_login(Person.objects.earliest("pk"))
    middle, found = event.proposals.order_by("pk")[event.proposals.count() // 2].pk, {}
    for name, asked in ASKED:
        query = {"after": middle, **asked} if "q" not in asked else asked

        def ask(query: Any = query) -> None:
            assert client.get("/forum/organise/proposals/", query).status_code == 200

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
    print(json.dumps(pages(fill(int(sys.argv[1])))))


if __name__ == "__main__":
    main()
