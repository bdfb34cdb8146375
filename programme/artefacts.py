"""Everything that a release publishes: pages in each language, feeds, calendars, each once."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString

from events.models import Event
from files.packs import Piece
from files.presses import Work
from languages.reader import interface_language
from programme import feeds, pages, paths
from programme.queries.released import Released
from programme.shapes import Frame, fill, stand_in
from programme.shown import Card, Shown, card_html, show

HTML = "text/html; charset=utf-8"
# Letters of other versions on one list; so many are 7 kB where they are compressed.
MOST_OTHERS = 50_000


def new_mark() -> str:
    """Tells two packs of one release apart."""
    return secrets.token_hex(4)


def languages_of(event: Event) -> tuple[list[str], list[str]]:
    """The languages of the interface: those that the event speaks, in its order, and the others."""
    own = list(dict.fromkeys(interface_language([lang]) for lang in event.languages))
    own = own or [interface_language([event.lang])]
    return own, [code for code, _ in settings.LANGUAGES if code not in own]


def works(released: Released, languages: Iterable[str]) -> list[Work]:
    """Every artefact of a release: the pages of each language, then its feeds."""
    return [
        partial(_work, make, released, lang)
        for lang in languages
        for make in (_pages, feeds.pieces)
    ]


def _work(
    make: Callable[[Shown, str], Iterator[Piece]], released: Released, lang: str
) -> Iterator[Piece]:
    event = released.event
    with translation.override(lang), timezone.override(event.tz):
        yield from make(show(released, [lang, *event.languages], event.tz), lang)


def _pages(shown: Shown, lang: str) -> Iterator[Piece]:
    cards = {card.code: card_html(card) for card in shown.cards}
    slug = shown.event.slug
    frame = _frame("programme/list.html", shown)
    for addresses, page in lists(shown):
        html = frame.filled(title=page.title, main=page.main(_light(page.cards, cards)))
        yield from (_piece(path, lang, html) for path in addresses)
    changes = pages.changes(shown)
    yield _piece(paths.changes(slug), lang, _render("programme/changes.html", shown, changes))
    frame = _frame("programme/session.html", shown)
    for card in shown.cards:
        main = session_html(shown, card)
        yield _piece(card.path, lang, frame.filled(title=card.title.body, main=main))


def _light(cards: list[Card], html: dict[str, SafeString]) -> dict[str, SafeString]:
    """The cards of a list, without the titles' other versions where these weigh too much."""
    if sum(len(card.others) for card in cards) <= MOST_OTHERS:
        return html
    heavy = {card.code: card.others for card in cards if card.others}
    return html | {
        code: SafeString(html[code].replace(others, "")) for code, others in heavy.items()
    }


def lists(shown: Shown) -> Iterator[tuple[list[str], pages.ListPage]]:
    """Every list of sessions with its addresses: days, rooms, themes, languages."""
    slug = shown.event.slug
    for place, day in enumerate(pages.days_of(shown)):
        first = [] if place else [paths.programme(slug)]
        yield [paths.day(slug, day), *first], pages.day_page(shown, day)
    for pk, room in shown.released.rooms.items():
        yield [paths.room(slug, room.uid)], pages.room_page(shown, pk)
    for pk, theme in shown.released.themes.items():
        yield [paths.theme(slug, theme.uid)], pages.theme_page(shown, pk)
    for spoken in pages.languages_of(shown):
        yield [paths.language(slug, spoken)], pages.language_page(shown, spoken)


def session_html(shown: Shown, card: Card) -> SafeString:
    """The middle of a session's page."""
    return fill("programme/_session.html", pages.session(shown, card))


def _frame(template: str, shown: Shown) -> Frame:
    """What is around the middle of many pages."""
    return Frame(_render(template, shown, {name: stand_in(name) for name in ("title", "main")}))


def _piece(path: str, lang: str, body: str) -> Piece:
    return Piece(path, lang, HTML, body.encode())


def _render(template: str, shown: Shown, context: dict[str, Any]) -> str:
    return render_to_string(template, {**pages.shell(shown), "artefact": True, **context})
