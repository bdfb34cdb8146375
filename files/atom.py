"""Atom feeds (RFC 4287)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from files.text import one_line, printable

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
SPACE = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Feed:
    """The head of a feed; `uid` is a URI that never changes, `updated` that of its last entry."""

    uid: str
    title: str
    author: str
    updated: datetime
    url: str  # the page that people read
    own_url: str  # the feed's own address
    subtitle: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    uid: str
    title: str
    updated: datetime
    url: str
    html: str = ""  # clean
    lang: str = ""
    theme: str = ""
    authors: tuple[str, ...] = ()


def write(feed: Feed, entries: Iterable[Entry]) -> bytes:
    """The feed as UTF-8 XML; equal input gives equal bytes."""
    root = etree.fromstring(f'<feed xmlns="{SPACE}"/>')
    spoken(root, feed.lang)
    put(root, "id", feed.uid)
    put(root, "title", one_line(feed.title))
    if feed.subtitle:
        put(root, "subtitle", one_line(feed.subtitle))
    put(root, "updated", stamp(feed.updated))
    put_author(root, feed.author)
    put_link(root, "self", feed.own_url, "application/atom+xml")
    put_link(root, "alternate", feed.url, "text/html")
    put(root, "generator", "Convoca")
    for entry in entries:
        put_entry(root, entry)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


def put_entry(root: etree._Element, entry: Entry) -> None:
    """One entry. Without content it needs its link (RFC 4287 §4.1.2)."""
    held = child(root, "entry")
    spoken(held, entry.lang)
    put(held, "id", entry.uid)
    put(held, "title", one_line(entry.title))
    put(held, "updated", stamp(entry.updated))
    for author in entry.authors:
        put_author(held, author)
    if entry.url:
        put_link(held, "alternate", entry.url, "text/html")
    if entry.theme:
        child(held, "category").set("term", one_line(entry.theme))
    if entry.html or not entry.url:
        put(held, "content", entry.html).set("type", "html")


def child(parent: etree._Element, name: str) -> etree._Element:
    """A new element of Atom's at the end of its parent."""
    return etree.SubElement(parent, f"{{{SPACE}}}{name}")


def put(parent: etree._Element, name: str, text: str) -> etree._Element:
    held = child(parent, name)
    held.text = printable(text)
    return held


def put_author(parent: etree._Element, name: str) -> None:
    put(child(parent, "author"), "name", one_line(name))


def put_link(parent: etree._Element, relation: str, address: str, kind: str) -> None:
    held = child(parent, "link")
    held.set("rel", relation)
    held.set("href", printable(address))
    held.set("type", kind)


def spoken(element: etree._Element, lang: str) -> None:
    """The language, if it is known."""
    if lang:
        element.set(XML_LANG, lang)


def stamp(moment: datetime) -> str:
    """An RFC 3339 date in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
