"""What the readers of XML and JSON hand over: nodes of a file, and what all are read against."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from files.html import UnfitHtml
from files.text import one_line
from programme.interchange import values
from programme.interchange.schedule import Person, Remark, Unreadable


class Node(Protocol):
    """An element of XML or an object of JSON."""

    @property
    def place(self) -> str:
        """Where it stands, in words: "line 12" or a JSON path."""
        ...

    def text(self, *names: str) -> str:
        """The first of these that is not empty: attributes, elements or keys; else ""."""
        ...

    def nodes(self, name: str) -> Sequence["Node"]:
        """What the list of that name holds."""
        ...


@dataclass(frozen=True, slots=True)
class Sheet:
    """A day of a file with its rooms and their sessions."""

    day: Node
    rooms: Sequence[tuple[str, Node, Sequence[Node]]]


@dataclass(frozen=True, slots=True)
class Parts:
    """What a file holds, found by the reader of its format."""

    root: Node
    conference: Node
    sheets: Sequence[Sheet]
    announced: str  # how many days the file says it has
    themes: Sequence[Node] = ()
    rooms: Sequence[Node] = ()
    people: Sequence[Node] = ()


@dataclass(slots=True)
class Frame:
    """What all sessions of a file are read against."""

    zone: ZoneInfo
    base_url: str
    acronym: str
    day_change: timedelta
    people: dict[str, Person]
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, text: str, node: Node) -> None:
        self.remarks.append(Remark(text, node.place))


def read_moment(frame: Frame, text: str, node: Node) -> datetime:
    """A moment in the file's zone; an offset that the zone does not have then is refused."""
    found = values.moment(text)
    if found is None:
        raise Unreadable(f"“{text}” is no date with time", node.place)
    offset = found.utcoffset()
    if offset is None:
        found = found.replace(tzinfo=frame.zone)
    local = found.astimezone(frame.zone)
    if offset is not None and not text.strip().endswith("Z") and local.utcoffset() != offset:
        raise Unreadable(
            f"“{text}” has another offset than {frame.zone.key} has then ({local:%z})", node.place
        )
    return local


def titled(node: Node, what: str) -> str:
    """The title, which is never empty."""
    title = one_line(node.text("title"))
    if not title:
        raise Unreadable(f"{what} has no title", node.place)
    return title


def guid_of(node: Node) -> str:
    """The UUID, in lower case."""
    guid = node.text("guid").strip().lower()
    if not values.UUID_TEXT.fullmatch(guid):
        raise Unreadable(f"the guid “{guid}” is no UUID", node.place)
    return guid


def read_prose(node: Node, name: str) -> str:
    """Clean HTML of a long text."""
    try:
        return values.prose(node.text(name))
    except UnfitHtml as refused:
        raise Unreadable(f"{name}: {refused}", node.place) from None
