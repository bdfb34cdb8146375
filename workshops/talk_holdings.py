"""What her account shows and erases of what a person said to other proposers."""

from typing import Any

from accounts.models import Person
from accounts.ports import Holding
from workshops.models import Facilitator, Message, ThemeMessage


def show(person: Person) -> list[dict[str, Any]]:
    """All that she wrote to other proposers, and the themes that she facilitates."""
    messages = Message.objects.filter(written_by=person).select_related("side__event")
    to_all = ThemeMessage.objects.filter(written_by=person).select_related("theme__event")
    themes = Facilitator.objects.filter(person=person).select_related("theme__event", "theme__name")
    return [
        *(_line(each.side.event, each.words, each.at) for each in messages),
        *(_line(each.theme.event, each.words, each.at) for each in to_all),
        *(_line(each.theme.event, each.theme.name.body, each.since) for each in themes),
    ]


def _line(event: Any, said: str, at: Any) -> dict[str, Any]:
    return {"event": event.slug, "said": said, "at": at.isoformat()}


def erase(person: Person) -> None:
    Message.objects.filter(written_by=person).delete()
    ThemeMessage.objects.filter(written_by=person).delete()


said = Holding("said to other proposers", show, erase)
