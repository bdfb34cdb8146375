"""What a file says of one session, in the forms and lengths that the tables keep."""

from dataclasses import dataclass, field
from typing import Any

from files.html import UnfitHtml
from files.markdown import to_html
from programme.importing.markdown import from_html
from programme.interchange.schedule import Item, Unreadable
from workshops.models import Part, Session, WebLink


def longest(model: Any, column: str) -> int:
    """Letters that a column takes."""
    return int(model._meta.get_field(column).max_length)


SUBTITLE, KIND = longest(Session, "subtitle"), longest(Session, "kind")
SOURCE, NAME = longest(Session, "source_id"), longest(Part, "name")
URL, TITLE = longest(WebLink, "url"), longest(WebLink, "title")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A session as the file has it. An empty field says nothing, and changes nothing."""

    item: Item
    source: str
    abstract: str
    subtitle: str
    kind: str
    spoken: list[str]
    state: str
    people: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        return self.spoken[0] if self.spoken else ""


def wanted(item: Item) -> Wanted:
    """`people` are names by their ids in the file, `links` titles by their addresses.

    Raises Unreadable for an abstract that no page could show.
    """
    links = {link.url: link.title[:TITLE] for link in (*item.links, *item.attachments)}
    return Wanted(
        item=item,
        source=item.source[:SOURCE],
        abstract=_abstract(item),
        subtitle=item.subtitle[:SUBTITLE],
        kind=item.kind[:KIND],
        spoken=list(item.languages),
        state=Session.State.CANCELLED if item.cancelled else Session.State.CONFIRMED,
        people={
            (person.source or person.guid or person.name)[:SOURCE]: person.name[:NAME]
            for person in item.persons
        },
        links={url: title for url, title in links.items() if len(url) <= URL},
    )


def _abstract(item: Item) -> str:
    words = from_html(item.abstract, item.description)
    try:
        to_html(words)
    except UnfitHtml as refused:
        raise Unreadable(f"abstract of “{item.title}”: {refused}", place_of(item)) from None
    return words


def place_of(item: Item) -> str:
    """How the file calls a session."""
    return f"session {item.guid or item.source}"


def left_out(item: Item) -> list[str]:
    """What is longer than the tables take."""
    return [
        f"{place_of(item)}: a link of {len(link.url):,} letters is left out"
        for link in (*item.links, *item.attachments)
        if len(link.url) > URL
    ]
