"""The released programme in the formats that other programs read."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext as _

from files import atom
from files.packs import Artefact, Piece
from files.tables import csv_bytes
from languages.texts import Reading
from programme import pages, paths
from programme.interchange import frab_json, frab_xml, ics
from programme.interchange.schedule import (
    Day,
    Item,
    Link,
    Person,
    Room,
    Schedule,
    Theme,
    completed,
)
from programme.moments import iso
from programme.shown import Card, Shown

ICS = "text/calendar; charset=utf-8"
XML = "application/xml; charset=utf-8"
JSON = "application/json"
CSV = "text/csv; charset=utf-8"
MOST_ENTRIES = 100


def pieces(shown: Shown, lang: str) -> Iterator[Piece]:
    """Every feed in one language."""
    items = {card.code: item_of(shown, card) for card in shown.cards}
    slug = shown.event.slug
    plan = completed(schedule(shown, list(items.values())))
    yield Piece(paths.feed(slug, "schedule.xml"), lang, XML, frab_xml.write(plan))
    yield Piece(paths.feed(slug, "schedule.json"), lang, JSON, frab_json.write(plan))
    yield Piece(
        paths.feed(slug, "changes.atom"), lang, atom.CONTENT_TYPE, changes_feed(shown, items, lang)
    )
    yield Piece(paths.feed(slug, "programme.csv"), lang, CSV, table(shown))
    fragments = {
        card.code: ics.event_fragment(items[card.code], lang=card.title.lang)
        for card in shown.cards
    }
    yield from _calendars(shown, lang, fragments)
    spelt = {code: fragment.decode() for code, fragment in fragments.items()}
    body = json.dumps({"head": _head(shown, "", _("My agenda"), lang).decode(), "events": spelt})
    yield Piece(paths.fragments(slug), lang, JSON, body.encode())


def _calendars(shown: Shown, lang: str, fragments: dict[str, bytes]) -> Iterator[Piece]:
    def calendar(name: str, title: str, cards: Iterable[Card]) -> Piece:
        body = [_head(shown, name, title, lang), *(fragments[card.code] for card in cards), ics.END]
        return Piece(paths.feed(shown.event.slug, name), lang, ICS, b"".join(body))

    yield calendar("programme.ics", "", shown.cards)
    for pk, room in shown.released.rooms.items():
        page = pages.room_page(shown, pk)
        yield calendar(f"rooms/{room.uid}.ics", page.title, page.cards)
    for pk, theme in shown.released.themes.items():
        page = pages.theme_page(shown, pk)
        yield calendar(f"themes/{theme.uid}.ics", page.title, page.cards)
    for spoken in pages.languages_of(shown):
        page = pages.language_page(shown, spoken)
        yield calendar(f"languages/{spoken}.ics", page.title, page.cards)


def _head(shown: Shown, name: str, title: str, lang: str) -> bytes:
    """The opening of a calendar, `title` after the event's name."""
    event = shown.event
    whole = f"{shown.name.body}: {title}" if title else shown.name.body
    return ics.opening(
        ics.Head(
            title=whole,
            zone=event.zone,
            first=event.begins.year,
            last=event.ends.year,
            url=absolute(paths.programme(event.slug)),
            source=absolute(paths.feed(event.slug, name)) if name else "",
            lang=lang,
        )
    )


def agenda_calendar(fragments: Artefact, codes: Sequence[str]) -> bytes:
    """A personal calendar, joined from the stored fragments of `codes`."""
    head, events = _fragments(fragments)
    return b"".join([head, *(events[code] for code in codes if code in events), ics.END])


@lru_cache(maxsize=32)
def _fragments(artefact: Artefact) -> tuple[bytes, dict[str, bytes]]:
    found = json.loads(artefact.body)
    return found["head"].encode(), {code: body.encode() for code, body in found["events"].items()}


def absolute(path: str) -> str:
    return f"{settings.ADDRESS}{path}"


def item_of(shown: Shown, card: Card) -> Item:
    """A card as other programs get it: in the reader's language and the event's zone."""
    stand, session = card.stand, card.stand.session
    abstract: Reading = shown.readings[session.abstract_id]
    zone = shown.event.tz
    return Item(
        title=card.title.body,
        room=card.room.name.body,
        begins=card.begins if zone == shown.zone else card.begins.astimezone(zone),
        minutes=(stand.ends - stand.begins) // timedelta(minutes=1),
        guid=str(session.guid),
        source=session.source_id,
        code=session.code,
        slug=session.code.lower(),
        subtitle=session.subtitle,
        abstract=pages.whole_abstract(shown, stand, abstract),
        theme=card.theme.name.body if card.theme else "",
        kind=session.kind or "workshop",
        languages=card.spoken,
        persons=tuple(Person(name) for name in stand.people),
        links=tuple(Link(url, title) for title, url in stand.links),
        url=absolute(card.path),
        cancelled=card.cancelled,
        last_changed=stand.changed_at,
        sequence=stand.sequence,
    )


def schedule(shown: Shown, items: list[Item]) -> Schedule:
    """The whole release as other programs get it; cancelled sessions are left out."""
    event = shown.event
    days = [
        Day(number, day, begins, begins + timedelta(days=1))
        for number, day in enumerate(pages.days_of(shown), 1)
        for begins in [datetime.combine(day, time.min, tzinfo=event.tz)]
    ]
    rooms = [
        Room(shown.rooms[pk].name.body, str(room.uid), room.seats)
        for pk, room in shown.released.rooms.items()
    ]
    return Schedule(
        title=shown.name.body,
        acronym=event.slug,
        zone=event.zone,
        begins=event.begins,
        ends=event.ends,
        version=str(shown.released.release.number),
        base_url=absolute(f"/{event.slug}/"),
        url=absolute(paths.programme(event.slug)),
        days=tuple(days),
        rooms=tuple(rooms),
        themes=tuple(Theme(theme.name.body) for theme in shown.themes.values()),
        items=tuple(item for item in items if not item.cancelled),
    )


def changes_feed(shown: Shown, items: dict[str, Item], lang: str) -> bytes:
    """The sessions that changed last, as Atom."""
    event, release = shown.event, shown.released.release
    newest = sorted(shown.cards, key=lambda card: (card.stand.changed_at, card.code), reverse=True)
    feed = atom.Feed(
        uid=f"urn:uuid:{event.uid}",
        title=shown.name.body,
        author=shown.name.body,
        updated=newest[0].stand.changed_at if newest else release.released_at,
        url=absolute(paths.changes(event.slug)),
        own_url=absolute(paths.feed(event.slug, "changes.atom")),
        lang=lang,
    )
    return atom.write(
        feed,
        [entry_of(items[card.code], lang=card.title.lang) for card in newest[:MOST_ENTRIES]],
    )


def entry_of(item: Item, *, lang: str = "") -> atom.Entry:
    """A session as an entry."""
    return atom.Entry(
        uid=f"urn:uuid:{item.guid}",
        title=item.title,
        updated=item.last_changed or ics.UNKNOWN,
        url=item.url,
        html=item.abstract,
        lang=lang,
        theme=item.theme,
        authors=tuple(person.name for person in item.persons),
    )


def table(shown: Shown) -> bytes:
    """The programme as CSV."""
    header = [
        "code", "begins", "ends", "zone", "room", "title", "language", "organisation", "people",
        "theme", "spoken", "interpreted", "state", "address",
    ]  # fmt: skip
    return csv_bytes(header, (_row(shown, card) for card in shown.cards))


def _row(shown: Shown, card: Card) -> list[str]:
    return [
        card.code,
        iso(card.begins),
        iso(card.ends),
        str(shown.zone),
        card.room.name.body,
        card.title.body,
        card.title.lang,
        "; ".join(each.body for each in (card.organisation, *card.co_hosts) if each.body),
        "; ".join(card.people),
        card.theme.name.body if card.theme else "",
        " ".join(card.spoken),
        " ".join(card.interpreted),
        "cancelled" if card.cancelled else "confirmed",
        absolute(card.path),
    ]
