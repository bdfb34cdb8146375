"""What the pages of the released programme show: one function a page, no query, no HTML."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.template.defaultfilters import linebreaks_filter
from django.template.loader import render_to_string
from django.utils import dateformat
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from events.queries import EventView
from files.markdown import to_html
from languages import tags
from languages.queries.offering import is_missing
from languages.texts import NOTHING, Reading
from programme import paths, versions
from programme.moments import hour, iso
from programme.ports import SessionLink, session_links
from programme.queries.released import Stand
from programme.shapes import fill, spelt
from programme.shown import Card, Named, Shown, by_day, card_html, hours, hours_html


@dataclass(frozen=True, slots=True)
class Tab:
    """One day in the row of days."""

    day: date
    path: str
    current: bool


@dataclass(frozen=True)
class ListPage:
    """A list of sessions: of a day, a room, a theme, a language, a search."""

    shown: Shown
    title: str
    cards: list[Card]
    day: date | None = None
    named: Reading = NOTHING
    colour: int = 0
    calendar: str = ""
    chip: str = ""

    def main(
        self, html: dict[str, SafeString] | None = None, *, query: str = "", searched: bool = False
    ) -> SafeString:
        """The middle of the page; `html` holds the cards that are rendered already."""
        grouped = [
            (dateformat.format(day, "l j F"), hours_html(hours(cards, html)))
            for day, cards in by_day(self.cards).items()
        ]
        context = {
            **spelt("named", self.named),
            "title": self.title,
            "colour": self.colour,
            "about": about_release(self.shown),
            "days": tabs(self.shown, self.day),
            "filters": filters(self.shown, self.chip),
            "groups": grouped,
            "many_days": self.day is None,
            "looks_for": self.chip == "search",
            "searched": searched,
            "query": query,
            "event": self.shown.event.slug,
        }
        return fill("programme/_list.html", context)


def about_release(shown: Shown) -> SafeString:
    """Which release this is; the same on every page of it."""
    return _once(shown, about_release, "programme/_about_release.html", lambda: shell(shown))


def tabs(shown: Shown, day: date | None) -> SafeString:
    """The row of days, of which `day` is the current one."""

    def context() -> dict[str, Any]:
        slug = shown.event.slug
        return {"days": [Tab(each, paths.day(slug, each), each == day) for each in days_of(shown)]}

    return _once(shown, (tabs, day), "programme/_days.html", context)


def _once(
    shown: Shown, key: Any, template: str, context: Callable[[], dict[str, Any]]
) -> SafeString:
    """A part of many pages, rendered for the first of them."""
    if key not in shown.kept:
        shown.kept[key] = mark_safe(render_to_string(template, context()))
    return SafeString(shown.kept[key])


def filters(shown: Shown, chip: str) -> SafeString:
    """The links to every theme, room and language."""

    def context() -> dict[str, Any]:
        slug = shown.event.slug
        return {
            "event": shown.event,
            "chip": chip,
            "rooms": list(shown.rooms.values()),
            "themes": list(shown.themes.values()),
            "spoken": [(lang, paths.language(slug, lang)) for lang in languages_of(shown)],
        }

    return _once(shown, (filters, chip), "programme/_filters.html", context)


def event_view(shown: Shown) -> EventView:
    """The event for the frame of a page, from texts that are read already."""
    return EventView(shown.event, shown.name, shown.readings[shown.event.about_id])


def shell(shown: Shown) -> dict[str, Any]:
    """What every page of the programme needs besides its own."""
    return {
        "event": event_view(shown),
        "release": shown.released.release,
        "release_note": shown.readings[shown.released.release.note_id],
        "zone": shown.zone,
        "other_zone": str(shown.zone) != shown.event.zone,
        "tab": "programme",
    }


def days_of(shown: Shown) -> list[date]:
    """The event's days and any other on which something stands, in the event's zone."""
    if days_of not in shown.kept:
        zone = shown.event.tz
        stands = {stand.begins.astimezone(zone).date() for stand in shown.released.stands}
        shown.kept[days_of] = sorted({*shown.event.days, *stands})
    return list(shown.kept[days_of])


def languages_of(shown: Shown) -> list[str]:
    """Every language in which some session can be followed."""
    return sorted(_grouped(shown, _languages_of))


def _grouped(shown: Shown, of: Callable[[Card], set[Any]]) -> dict[Any, list[Card]]:
    """The cards by each of what they are `of`, grouped once for all lists and calendars."""
    if of not in shown.kept:
        groups: dict[Any, list[Card]] = {}
        for card in shown.cards:
            for key in of(card):
                groups.setdefault(key, []).append(card)
        shown.kept[of] = groups
    found: dict[Any, list[Card]] = shown.kept[of]
    return found


def _day_of(card: Card) -> set[Any]:
    return {card.begins.date()}


def _room_of(card: Card) -> set[Any]:
    return {card.stand.room_id}


def _theme_of(card: Card) -> set[Any]:
    return {card.stand.session.theme_id}


def _languages_of(card: Card) -> set[Any]:
    return {*card.spoken, *card.interpreted}


def day_page(shown: Shown, day: date) -> ListPage:
    cards = _grouped(shown, _day_of).get(day, [])
    return ListPage(shown, _("Programme"), cards, day=day, calendar="programme.ics", chip="all")


def room_page(shown: Shown, pk: int) -> ListPage:
    cards = _grouped(shown, _room_of).get(pk, [])
    room = shown.rooms[pk]
    uid = shown.released.rooms[pk].uid
    return ListPage(
        shown, room.name.body, cards, named=room.name, calendar=f"rooms/{uid}.ics", chip="rooms"
    )


def theme_page(shown: Shown, pk: int) -> ListPage:
    cards = _grouped(shown, _theme_of).get(pk, [])
    theme = shown.themes[pk]
    uid = shown.released.themes[pk].uid
    return ListPage(
        shown,
        theme.name.body,
        cards,
        named=theme.name,
        colour=theme.colour,
        calendar=f"themes/{uid}.ics",
        chip="themes",
    )


def language_page(shown: Shown, lang: str) -> ListPage:
    cards = _grouped(shown, _languages_of).get(lang, [])
    name = tags.name(lang, shown.languages[0])
    return ListPage(shown, name, cards, calendar=f"languages/{lang}.ics", chip="languages")


def session(shown: Shown, card: Card) -> dict[str, Any]:
    """For `programme/_session.html`: nothing of its reader."""
    session, slug = card.stand.session, shown.event.slug
    abstract = shown.readings[session.abstract_id]
    theme = card.theme or Named(NOTHING, "")
    return {
        "code": card.code,
        "colour": card.colour,
        "cancelled": card.cancelled,
        "texts": _untranslated(shown, card.title, abstract),
        **spelt("title", card.title),
        **_versions(shown, "title", card.title, versions.in_full, linebreaks_filter),
        "subtitle": session.subtitle,
        **spelt("organisation", card.organisation),
        "co_hosts": [(each.body, each.lang, each.dir) for each in card.co_hosts],
        "joined": [_joined(shown, *both) for both in card.stand.joined],
        "people": card.people,
        "chips": card.chips,
        **spelt("room", card.room.name),
        "room_path": card.room.path,
        **spelt("venue", card.room.note),
        **spelt("theme", theme.name),
        "theme_path": theme.path,
        **spelt("abstract", abstract),
        "abstract": to_html(abstract.body) if abstract.body else "",
        **_versions(shown, "abstract", abstract, versions.in_prose, to_html),
        "links": [(title or url, url) for title, url in card.stand.links],
        "places": [(label, link.path(slug, card.code)) for label, link in _places(shown)],
        "star_path": card.star_path,
        **_hours(shown, card),
    }


def _versions(
    shown: Shown,
    name: str,
    reading: Reading,
    spell: Callable[[list[Reading]], SafeString],
    html: Callable[[str], SafeString],
) -> dict[str, str]:
    """The other versions of a text, and its original wherever one may come to read another."""
    others = shown.others(reading)
    source = reading.source if reading.origin else reading.body
    return {
        f"{name}_others": spell(others),
        f"{name}_said": versions.said_of(reading),
        f"{name}_source": html(source) if reading.origin or others else "",
        f"{name}_source_lang": reading.source_lang,
        f"{name}_source_dir": reading.source_dir,
    }


def _untranslated(shown: Shown, *readings: Reading) -> str:
    """The keys of texts that somebody could translate for who reads this page."""
    lang = shown.languages[0]
    return " ".join(str(each.text) for each in readings if each.text and is_missing(each, lang))


def _joined(shown: Shown, title: int, abstract: int) -> tuple[str, ...]:
    """What a session holds by a fusion: title and text, each with language and direction."""
    head, body = shown.readings[title], shown.readings[abstract]
    html = to_html(body.body) if body.body else ""
    return head.body, head.lang, head.dir, html, body.lang, body.dir


def whole_abstract(shown: Shown, stand: Stand, own: Reading) -> str:
    """The text of a session with those that it holds by a fusion, each under its title."""
    parts: list[str] = [to_html(own.body)] if own.body else []
    for title, abstract in stand.joined:
        head, body = shown.readings[title], shown.readings[abstract]
        parts.append(f"<h3>{escape(head.body)}</h3>{to_html(body.body) if body.body else ''}")
    return "".join(parts)


def _places(shown: Shown) -> list[tuple[str, SessionLink]]:
    """The pages of upper apps with their names; translated once, for all sessions."""
    if _places not in shown.kept:
        shown.kept[_places] = [(str(link.label), link) for link in session_links]
    return list(shown.kept[_places])


def _hours(shown: Shown, card: Card) -> dict[str, str]:
    zone = shown.event.tz
    day = (card.begins if zone == shown.zone else card.begins.astimezone(zone)).date()
    return {
        "begins": iso(card.begins),
        "ends": iso(card.ends),
        "when": _spelt_out(shown, card.begins),
        "until": hour(card.ends),
        "zone": str(shown.zone),
        "day_path": paths.day(shown.event.slug, day),
        "was_room": card.was_room.body,
        "was_when": _spelt_out(shown, card.was_begins) if card.was_begins else "",
    }


def _spelt_out(shown: Shown, moment: datetime) -> str:
    """Day and hour in the active language; kept with `shown`, which has one language and zone."""
    key = (_spelt_out, moment)
    if key not in shown.kept:
        shown.kept[key] = dateformat.format(moment, "l j F, H:i")
    return str(shown.kept[key])


def now(shown: Shown, moment: datetime) -> dict[str, Any]:
    """For `programme/now.html`: what runs at `moment`, and what begins after it."""
    running = [card for card in shown.cards if card.begins <= moment < card.ends]
    following = [card for card in shown.cards if card.begins > moment]
    return {
        "title": _("Now and next"),
        "moment": moment,
        "running": mark_safe("".join(card_html(card) for card in running if not card.cancelled)),
        "next": hours(following),
        "tab": "now",
        "first_day": paths.programme(shown.event.slug),
    }


@dataclass(frozen=True, slots=True)
class Change:
    """What is different from the release before."""

    card: Card
    kind: str


def changes(shown: Shown) -> dict[str, Any]:
    """For `programme/changes.html`: cancelled, moved, new, in the order of the programme."""
    first = shown.released.release.number == 1
    found = [] if first else [Change(card, kind) for card in shown.cards if (kind := _kind(card))]
    return {
        "title": _("What changed"),
        "cancelled": [change.card for change in found if change.kind == "cancelled"],
        "moved": [change.card for change in found if change.kind == "moved"],
        "new": [change.card for change in found if change.kind == "new"],
        "first": first,
        "any": bool(found),
    }


def _kind(card: Card) -> str:
    if card.cancelled:
        return "cancelled"
    if card.stand.before is None:
        return "new"
    return "moved" if card.stand.moved else ""
