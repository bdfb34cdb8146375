"""What is said to wrong input, in every language: no word of the source is left over."""

from typing import Any

import pytest
from django.conf import settings
from lxml import html

from access.ports import WayIn
from tests.cast import ALL, ORGANISER
from tests.leftovers import pieces, said_as_json, suspicious, without_data
from tests.matrix import expected, undone, ways
from tests.world import OWN
from tests.wrong_input import Fields, wrong_ways

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
WAYS = [way for way in ways() if way.door and "POST" in way.door.methods]
WRITING = f"{'POST':5}{{route}}  {OWN}"


def writer_of(way: WayIn) -> str:
    """Who may write there: an organiser where she may, else the first who may."""
    letters = expected().get(WRITING.format(route=way.route), "").split()
    writers = [role for role, letter in zip(ALL, letters, strict=False) if letter == "w"]
    return ORGANISER if ORGANISER in writers or not writers else writers[0]


@pytest.mark.big
@pytest.mark.parametrize("way", WAYS, ids=[way.route for way in WAYS])
def test_an_answer_to_wrong_input_leaves_no_word_of_the_source(world: Any, way: WayIn):
    role, found = writer_of(way), set()
    with undone():
        address, client = world.address(way.route, role, OWN), world.clients()[role]
        for sent in wrong_ways(form_of(client, address), address):
            english = answer(client, address, sent, "en")
            for lang in languages_for(way) if english else ():
                other = answer(client, address, sent, lang)
                found |= {(lang, piece) for piece in suspicious(english, other, lang)}
        left = sorted(without_data(found))
    assert not left, "\n".join(f"{lang}: {piece}" for lang, piece in left)


def languages_for(way: WayIn) -> list[str]:
    """Two in turn: what is not marked to be translated is left over in each, and whether all that
    is marked is translated, the catalogues' own check says.
    """
    place = WAYS.index(way)
    return [LANGUAGES[(place + turn) % len(LANGUAGES)] for turn in (0, 3)]


def form_of(client: Any, address: str) -> bytes:
    """The page on which one fills in what is sent to the same address."""
    with undone():
        got = client.get(address)
        content = b"".join(got) if got.streaming else got.content
    is_page = got.headers.get("Content-Type", "").startswith("text/html")
    return bytes(content) if got.status_code == 200 and is_page else b""


def answer(client: Any, address: str, sent: Fields, lang: str) -> set[str]:
    """What is said, on a page or to a script; where it leads elsewhere, what is told there."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = lang
    with undone():
        got = client.post(address, sent, follow=True)
        content = b"".join(got) if got.streaming else got.content
    kind = got.headers.get("Content-Type", "")
    if kind.startswith("application/json"):
        return said_as_json(content)
    if got.redirect_chain and kind.startswith("text/html"):
        content = messages_of(content, lang)
    return pieces(content, lang) if kind.startswith("text/html") and content.strip() else set()


def messages_of(page: bytes, lang: str) -> bytes:
    """Other words of the page were walked where it is read, and show what was written here."""
    told = html.fromstring(page).xpath("//*[contains(@class, 'messages')]")
    return b"".join(
        f'<div lang="{lang}">'.encode() + html.tostring(each) + b"</div>" for each in told
    )
