"""Every page in every language of the interface: no word of the source is left over."""

from typing import Any

import pytest
from django.conf import settings

from access.ports import WayIn
from tests.cast import ALL, ORGANISER
from tests.leftovers import pieces, suspicious, without_data
from tests.matrix import OWN_LINE, expected, undone, ways
from tests.world import OWN

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
WAYS = [way for way in ways() if way.door is None or "GET" in way.door.methods]


def reader_of(way: WayIn) -> str:
    """Who reads the page: an organiser where she may, else the first who may."""
    letters = expected().get(OWN_LINE.format(route=way.route), "").split()
    readers = [role for role, letter in zip(ALL, letters, strict=False) if letter == "r"]
    return ORGANISER if ORGANISER in readers or not readers else readers[0]


@pytest.mark.big
@pytest.mark.parametrize("way", WAYS, ids=[way.route for way in WAYS])
def test_a_page_leaves_no_word_of_the_source_in_another_language(world: Any, way: WayIn):
    if "/programme/" in way.route or "/feeds/" in way.route:
        world.release()
    role = reader_of(way)
    with undone():
        address, client = world.address(way.route, role, OWN), world.clients()[role]
        english = said(client, address, "en")
        found = {
            (lang, piece)
            for lang in LANGUAGES
            if english
            for piece in suspicious(english, said(client, address, lang), lang)
        }
        left = sorted(without_data(found))
    assert not left, "\n".join(f"{lang}: {piece}" for lang, piece in left)


def said(client: Any, address: str, lang: str) -> set[str]:
    """What the page says; nothing where it is no page or leads elsewhere."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = lang
    with undone():
        answer = client.get(address)
        # Read to its end, which closes what it is read from.
        content = b"".join(answer) if answer.streaming else answer.content
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    wanted = answer.status_code == 200 and is_page and content.strip()
    return pieces(content, lang) if wanted else set()
