"""To a stranger a thing that she may not see and one that is not there look alike, everywhere."""

import re
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client

from access.doors import is_open_to_strangers
from access.ports import WayIn
from tests.cast import STRANGER
from tests.matrix import letter_of, methods_of, ways
from tests.world import OWN, World, meanings

# What nobody and nothing is called, by the converter of the part.
NOTHING = {
    "slug": "no-such-thing",
    "str": "no-such-thing",
    "path": "no/such/thing",
    "int": "999999999",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "code": "ZZZZZZ",
    "day": "1999-01-01",
    None: "no-such-thing",
}
CHANCE = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
WITH_PARTS = [way for way in ways() if any(meanings(way.route))]


def made_up(route: str, address: str) -> list[str]:
    """The address with each of its parts, and then with all of them, put as nothing is called."""
    found = list(meanings(route))
    literal = r"([^/]+?)" if "<path:" not in route else r"(.+?)"
    pattern = re.escape(re.sub(r"<[^>]+>", "\0", route)).replace("\0", literal)
    values = re.fullmatch(pattern, address).groups()
    nothing = [NOTHING.get(part[1], "no-such-thing") for part, _ in found]
    choices = [
        [nothing[at] if at == place else value for at, value in enumerate(values)]
        for place in range(len(values))
    ]
    return [filled(route, each) for each in [*choices, nothing]]


def filled(route: str, values: list[str]) -> str:
    given = iter(values)
    return re.sub(r"<[^>]+>", lambda _: next(given), route)


def heard(address: str, method: str) -> tuple[str, int, str, str]:
    """The letter, the status, where to, and the words, without the address itself."""
    client = Client(raise_request_exception=False)
    with transaction.atomic():
        answer = getattr(client, method.lower())(address)
        transaction.set_rollback(True)
    content = b"" if answer.streaming else answer.content
    said = CHANCE.sub("", content.decode(errors="replace"))
    to = answer.headers.get("Location", "")
    for written in (quote(address, safe=""), quote(address), address):
        said, to = said.replace(written, "…"), to.replace(written, "…")
    return letter_of(answer, method), answer.status_code, to, said


@pytest.mark.django_db
@pytest.mark.parametrize("way", WITH_PARTS, ids=[way.route for way in WITH_PARTS])
def test_what_is_refused_and_what_is_missing_are_answered_alike(way: WayIn):
    world = World()
    address = world.address(way.route, STRANGER, OWN)
    for method in methods_of(way):
        there = heard(address, method)
        for nowhere in made_up(way.route, address):
            gone = heard(nowhere, method)
            if not is_open_to_strangers(way.door.rule):
                assert there[0] in "lx", (method, address)
                assert gone == there, (method, nowhere)
            elif there[0] == "-":
                assert gone[:3] == there[:3], (method, nowhere)
            else:
                assert gone[0] != "l", (method, nowhere)
