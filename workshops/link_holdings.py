"""What her account shows, hands over and erases of what a person said about links."""

from typing import Any

from accounts.models import Person
from accounts.ports import Holding
from workshops.models import Consent, Link, Step


def show(person: Person) -> list[dict[str, Any]]:
    """What she asked, answered and said, the oldest first."""
    rows = Step.objects.filter(by=person).select_related("link__event").order_by("pk")
    return [
        {
            "event": each.link.event.slug,
            "link": str(each.link.uid),
            "kind": each.link.kind,
            "did": each.what,
            "words": each.words,
            "at": each.at.isoformat(),
        }
        for each in rows
    ]


def erase(person: Person) -> None:
    """What she said goes; that it was said stays, as the others' story."""
    Step.objects.filter(by=person).update(by=None, words="")
    Link.objects.filter(made_by=person).update(made_by=None, words="")
    Consent.objects.filter(answered_by=person).update(answered_by=None)


links = Holding("links between proposals", show, erase)
