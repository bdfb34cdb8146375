"""What upper apps know of a person, and her account must show, hand over or erase."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accounts.models import NoticeWish, Person


class StillNeeded(Exception):
    """Her account cannot go yet; str() says why, in her language, and what to do first."""


@dataclass(frozen=True)
class Holding:
    """What one app holds about a person.

    `show` returns it ready for JSON; `erase` deletes it, or what names her in it, and runs inside
    the transaction that deletes the account. `hinder` raises StillNeeded.
    """

    name: str
    show: Callable[[Person], Any]
    erase: Callable[[Person], None]
    hinder: Callable[[Person], None] = lambda person: None
    # Files that are hers, by a name within the archive that she downloads.
    files: Callable[[Person], Iterable[tuple[str, bytes]]] = lambda person: ()


@dataclass
class Part:
    """Something she takes part in: one line of her page, `title` as she reads it."""

    address: str
    title: Any
    begins: date
    ends: date
    says: list[str] = field(default_factory=list)


# Apps add theirs in AppConfig.ready(). Parts with the same address become one line.
holdings: list[Holding] = []
parts: list[Callable[[Person, Sequence[str]], Iterable[Part]]] = []


@dataclass(frozen=True)
class NoticeKind:
    """One kind of notice: `title` stands where she chooses how to hear of it; `template` is a
    file of one plain line, filled with the notice's values. `way` is the usual one.
    """

    name: str
    title: Any
    template: str
    way: str = NoticeWish.Way.AT_ONCE


@dataclass(frozen=True)
class Entrance:
    """A page about one of the ways by which she logs in."""

    address: str
    title: Any


# Apps add theirs in AppConfig.ready().
entrances: list[Callable[[Person], Iterable[Entrance]]] = []
notice_kinds: dict[str, NoticeKind] = {}


def declare(*kinds: NoticeKind) -> None:
    """Adds kinds of notices."""
    notice_kinds.update({kind.name: kind for kind in kinds})
