"""The released programme as one reader sees it: in her languages, in one zone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from events.models import Event
from languages.texts import NOTHING, Reading
from programme import paths, versions
from programme.moments import hour, iso
from programme.queries.released import Released, Stand
from programme.shapes import fill, spelt


@dataclass(frozen=True, slots=True)
class Named:
    """A room, theme, day or language with its name and its own page."""

    name: Reading
    path: str
    colour: int = 0
    note: Reading = NOTHING


@dataclass(frozen=True, slots=True)
class Card:
    """One session of the programme, ready for a template."""

    code: str
    title: Reading
    organisation: Reading
    co_hosts: tuple[Reading, ...]
    people: tuple[str, ...]
    path: str
    star_path: str
    begins: datetime
    ends: datetime
    room: Named
    theme: Named | None
    spoken: tuple[str, ...]
    interpreted: tuple[str, ...]
    chips: SafeString
    cancelled: bool
    was_room: Reading
    was_begins: datetime | None
    stand: Stand
    others: SafeString
    """The title's other versions, where none is in the page's language."""

    @property
    def colour(self) -> int:
        return self.theme.colour if self.theme else 0

    @property
    def understood(self) -> str:
        """The languages in which one can follow it, for the filter of the page's script."""
        return " ".join(dict.fromkeys([*self.spoken, *self.interpreted]))


@dataclass(frozen=True, slots=True)
class Hour:
    """What begins together. `html` joins the rendered cards."""

    begins: datetime
    ends: datetime
    html: SafeString


@dataclass(frozen=True)
class Shown:
    """A release for a reader of `languages` in `zone`."""

    released: Released
    languages: tuple[str, ...]
    zone: ZoneInfo
    readings: dict[int | None, Reading]
    rooms: dict[int, Named]
    themes: dict[int, Named]
    cards: list[Card]
    kept: dict[Any, Any] = field(default_factory=dict, compare=False)
    """What is made once and shown on many pages."""

    @property
    def event(self) -> Event:
        return self.released.event

    @property
    def name(self) -> Reading:
        return self.readings[self.event.name_id]

    def others(self, reading: Reading) -> list[Reading]:
        """The versions of a text among which the page's language is missing."""
        return self.released.bank.others(reading, self.languages[0])


def show(released: Released, languages: Sequence[str], zone: ZoneInfo) -> Shown:
    """Puts a release into a reader's languages and zone. No query."""
    readings = released.readings(languages)
    slug = released.event.slug
    rooms = {
        pk: Named(
            readings[room.name_id],
            paths.room(slug, room.uid),
            note=readings[room.venue.name_id if room.venue else None],
        )
        for pk, room in released.rooms.items()
    }
    themes = {
        pk: Named(readings[theme.name_id], paths.theme(slug, theme.uid), theme.colour)
        for pk, theme in released.themes.items()
    }
    shown = Shown(released, tuple(languages), zone, readings, rooms, themes, [])
    moments = {each for stand in released.stands for each in (stand.begins, stand.ends)}
    local = {moment: moment.astimezone(zone) for moment in moments}
    shown.cards.extend(_card(shown, stand, local) for stand in released.stands)
    return shown


def _card(shown: Shown, stand: Stand, local: dict[datetime, datetime]) -> Card:
    session, slug = stand.session, shown.event.slug
    organisation = session.organisation
    before = stand.before if stand.moved and not stand.cancelled else None
    spoken, interpreted = tuple(session.spoken), tuple(session.interpreted)
    moved_room = before is not None and before.room_id != stand.room_id
    moved_hour = before is not None and before.begins != stand.begins
    title = shown.readings[session.title_id]
    return Card(
        code=session.code,
        title=title,
        organisation=shown.readings[organisation.name_id if organisation else None],
        co_hosts=tuple(shown.readings[pk] for pk in stand.co_hosts),
        people=stand.people,
        path=paths.session(slug, session.code),
        star_path=paths.star(slug, session.code),
        begins=local[stand.begins],
        ends=local[stand.ends],
        room=shown.rooms[stand.room_id],
        theme=shown.themes.get(session.theme_id or 0),
        spoken=spoken,
        interpreted=interpreted,
        chips=chips(spoken, interpreted, shown.languages[0]),
        cancelled=stand.cancelled,
        was_room=shown.rooms[before.room_id].name if before and moved_room else NOTHING,
        was_begins=before.begins.astimezone(shown.zone) if before and moved_hour else None,
        stand=stand,
        others=versions.in_list(shown.others(title)),
    )


@lru_cache(maxsize=4_096)
def chips(spoken: tuple[str, ...], interpreted: tuple[str, ...], lang: str) -> SafeString:
    """The boxes of languages, spoken and interpreted into, in the page's language `lang`."""
    context = {"spoken": spoken, "interpreted": interpreted, "into": lang}
    return SafeString(render_to_string("programme/_chips.html", context).strip())


def card_html(card: Card) -> SafeString:
    """The card's HTML, in the active language."""
    theme = card.theme.name if card.theme else NOTHING
    context = {
        "code": card.code,
        "colour": card.colour,
        "cancelled": card.cancelled,
        "understood": card.understood,
        "begins": iso(card.begins),
        "ends": iso(card.ends),
        **spelt("title", card.title),
        "title_mark": versions.mark(card.title),
        "title_others": card.others,
        **spelt("organisation", card.organisation),
        "co_hosts": [(each.body, each.lang, each.dir) for each in card.co_hosts],
        "people": card.people,
        **spelt("room", card.room.name),
        **spelt("theme", theme),
        "chips": card.chips,
        "was_room": card.was_room.body,
        "was_hour": hour(card.was_begins) if card.was_begins else "",
        "path": card.path,
        "star_path": card.star_path,
    }
    return fill("programme/_card.html", context)


def hours(cards: Iterable[Card], html: dict[str, SafeString] | None = None) -> list[Hour]:
    """The cards by the hour at which they begin; `html` gives those already rendered."""
    ordered = sorted(cards, key=lambda card: card.begins)
    return [
        _hour(begins, list(group), html)
        for begins, group in groupby(ordered, key=lambda card: card.begins)
    ]


def _hour(begins: datetime, cards: list[Card], html: dict[str, SafeString] | None) -> Hour:
    known = html if html is not None else {card.code: card_html(card) for card in cards}
    ends = max(card.ends for card in cards)
    return Hour(begins, ends, mark_safe("".join(known[card.code] for card in cards)))


def hours_html(found: Iterable[Hour]) -> SafeString:
    """One section for each hour."""
    sections = (
        fill(
            "programme/_hour.html",
            {
                "begins": iso(each.begins),
                "from": hour(each.begins),
                "until": hour(each.ends),
                "cards": each.html,
            },
        )
        for each in found
    )
    return mark_safe("".join(sections))


def by_day(cards: Iterable[Card]) -> dict[date, list[Card]]:
    """The cards of each day, in the zone in which they are shown."""
    days: dict[date, list[Card]] = {}
    for card in sorted(cards, key=lambda card: card.begins):
        days.setdefault(card.begins.date(), []).append(card)
    return days
