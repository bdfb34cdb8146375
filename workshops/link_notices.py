"""What is told of links, and to whom."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import notices
from accounts.models import Person
from accounts.ports import NoticeKind
from events.actions.deadlines import in_its_languages
from workshops.linking import Voice, voices
from workshops.models import Link, Proposal

KINDS = [
    NoticeKind(f"workshops.link_{name}", title, f"workshops/notices/link_{name}.txt")
    for name, title in (
        ("asked", _("Somebody asks to link a proposal with yours")),
        ("answered", _("Somebody answers about a link of your proposal")),
        ("agreed", _("A link of your proposal is agreed by all")),
        ("refused", _("A link of your proposal is refused")),
        ("soon", _("A link waits for your answer and lapses soon")),
        ("lapsed", _("A link of your proposal has lapsed")),
        ("taken_back", _("A link of your proposal is taken back")),
        ("undone", _("A link of your proposal is undone")),
        ("ended", _("A link of your proposal ends, as another proposal is not held")),
    )
]


def tell(
    link: Link,
    what: str,
    *,
    by: Any = None,
    words: str = "",
    only: Iterable[Voice] | None = None,
    again: Any = "",
) -> int:
    """Tells all who stand behind the link's proposals, or `only` these, but whoever did it; each
    by her own proposal. `again` tells apart what may be told several times of one link.
    """
    sides = [side.proposal for side in link.sides.select_related("proposal__title")]
    heard = list(voices(sides) if only is None else only)
    found = 0
    told: set[int] = {by.pk} if by else set()
    for mine in sides:
        people = {each.person_id for each in heard if each.proposal_id == mine.pk} - told
        told |= people
        found += _tell(link, what, mine, sides, people, words, again) if people else 0
    return found


def _tell(
    link: Link,
    what: str,
    mine: Proposal,
    sides: list[Proposal],
    people: Iterable[int],
    words: str,
    again: Any,
) -> int:
    other = next(each for each in sides if each.pk != mine.pk)
    values = {
        "event": in_its_languages(link.event.name),
        "kind": link.kind,
        "mine": in_its_languages(mine.title),
        "other": in_its_languages(other.title),
        "more": len(sides) - 2,
        "words": words,
        "until": _moment(link),
    }
    return notices.tell(
        Person.objects.filter(pk__in=people),
        kind=f"workshops.link_{what}",
        address=reverse("workshops:link", args=[link.event.slug, link.uid]),
        values=values,
        key=f"{link.uid}:{what}:{again}",
    )


def _moment(link: Link) -> str:
    """Its deadline as people of any language read it: ISO 8601 day, hour, zone."""
    event = link.event
    return f"{link.until.astimezone(event.tz):%Y-%m-%d %H:%M} ({event.zone})" if link.until else ""
