"""The matrix of rights, and the laws above it.

`make matrix` writes tests/matrix.txt anew. A route with a part that nobody explained fails with
the place where to explain it.
"""

import pytest

from tests.cast import ACCOUNT, ALL, FORMER, NEIGHBOUR, OPERATOR, ORGANISER, STRANGER, SUSPENDED
from tests.matrix import (
    Heard,
    Knock,
    expected,
    hear_all,
    is_same_for_all,
    lines,
    methods_of,
    ways,
    write_file,
    written,
)
from tests.world import NEXT_DOOR, PARAMETERS, keys_of_each, meaning_of

# Where a stranger may write, and why.
STRANGERS_WRITE = {
    "/<slug:event>/care/": "to report harassment, with a name or without",
    "/<slug:event>/care/<str:token>/": "to come back to a report by its link",
    "/<slug:event>/contacts/<str:token>/": "to take herself out by the link in her mail",
    "/<slug:event>/desk/pair/<str:token>/": "to make a browser a desk by a link that works once",
    "/<slug:event>/join/<str:token>/": "to answer a personal link",
    "/<slug:event>/offers/<str:token>/": "to answer an offer by the link in its mail",
    "/<slug:event>/seats/<str:token>/": "to answer a personal link",
    "/<slug:event>/take-over/<str:token>/": "to take over what a desk registered, by a link",
    "/account/login/": "to log in",
    "/<slug:event>/letters/outcome/<str:token>/": "to tell by a personal link how it went",
    "/<slug:event>/letters/outcome/<str:token>/afar/": "to take part from afar by that link",
    "/me/card/": "to log in by a card",
    "/demo/": "to enter as one of the demo, on her own machine only",
    "/account/login/code/": "to log in",
    "/account/logout/": "does nothing",
    "/account/signup/": "to sign up",
    "/account/inactive/": "says that the account is suspended, whatever is sent",
}
# Artefacts that Django hands out where no server stands before it: the same for everybody.
ARTEFACTS = {"/<slug:event>/feeds/<path:key>"}
# Where it is noted who read what of somebody.
RECORDS = '"accounts_record"'
# Where opening a thing of one's own marks it as read.
MARKS_AS_READ = {"/me/notices/<uuid:notice>/"}
WAYS = ways()
# Who reads what of somebody else's in this event; nobody does next door.
READERS = {
    "e-mail": {"organiser"},
    "full name": {"organiser", "treasurer", "committee", "letters"},
    "Latin name": {"organiser"},
    "needs": {"organiser"},
    "needs of a workshop": {"organiser", "programmer"},
    "e-mail of a contact": {"organiser", "keeper"},
    "note of a keeper": {"organiser", "keeper"},
}


def names_a_row(route: str) -> bool:
    return any(not keys & NO_ROWS for keys in keys_of_each(route))


# Parts that nobody explained count as rows, so that the test says where to explain them.
NO_ROWS = {name for name, meaning in PARAMETERS.items() if not meaning.row}
WITH_ROWS = [way for way in WAYS if names_a_row(way.route)]
ELSEWHERE = {STRANGER, SUSPENDED, NEIGHBOUR, ACCOUNT, OPERATOR}


@pytest.fixture(scope="session")
def record(request):
    """Collects the lines, and writes the file at the end if it was asked for."""
    collected: dict[Knock, str] = {}
    yield collected.__setitem__
    if request.config.getoption("--write-matrix"):
        write_file(collected)


@pytest.mark.big
@pytest.mark.parametrize("way", WAYS, ids=[way.route for way in WAYS])
def test_a_way_in_answers_each_role_as_written(world, way, request, record):
    known, wrong = expected(), []
    for knock, heard in lines(world, way):
        line = written(knock, heard)
        record(knock, line)
        wrong += broken_laws(knock, heard)
        before = f"{known.get(str(knock), 'nothing (make matrix)')}  {knock}"
        if line != before and not request.config.getoption("--write-matrix"):
            wrong.append(f"is      {line}\nwritten {before}")
    assert not wrong, "\n".join(wrong)


def broken_laws(knock: Knock, heard: dict[str, Heard]) -> list[str]:
    """What may not be, whatever the file says."""
    broken = [law for law, holds in laws_of_letters(knock, heard).items() if not holds]
    for role, each in heard.items():
        laws = laws_of_one(knock, each) | laws_of_fields(knock, role, each)
        broken += [f"{law} ({role})" for law, holds in laws.items() if not holds]
    return [f"{knock}: {law}" for law in broken]


def laws_of_letters(knock: Knock, heard: dict[str, Heard]) -> dict[str, bool]:
    letter = {role: each.letter for role, each in heard.items()}
    inside = [letter[role] for role in ALL if role not in ELSEWHERE]
    next_door = knock.target == NEXT_DOOR
    return {
        "a stranger writes only to sign up, log in or answer a personal link": (
            letter[STRANGER] != "w" or knock.route in STRANGERS_WRITE
        ),
        # Where the address itself opens, as a calendar's does, hers opens no longer.
        "a suspended account is a stranger": (
            letter[SUSPENDED] == letter[STRANGER] or heard[SUSPENDED].refused
        ),
        "whose role ended has an account and no more": letter[FORMER] == letter[ACCOUNT],
        "the neighbour has nothing to seek here": next_door or letter[NEIGHBOUR] == letter[ACCOUNT],
        "nobody here has anything to seek next door": (
            not next_door or set(inside) == {letter[ACCOUNT]}
        ),
    }


def laws_of_one(knock: Knock, heard: Heard) -> dict[str, bool]:
    return {
        f"the server does not fail: {heard.trouble}": heard.letter != "!",
        f"reading writes nothing but who read: {heard.writes}": (
            knock.method != "GET"
            or knock.route in MARKS_AS_READ
            or all(RECORDS in each for each in heard.writes)
        ),
        f"what is refused leaves nothing: {heard.writes}": not heard.refused or not heard.writes,
        f"every answer is private: {heard.caching}": (
            "private" in heard.caching.split(", ") or knock.route in ARTEFACTS
        ),
    }


def laws_of_fields(knock: Knock, role: str, heard: Heard) -> dict[str, bool]:
    if knock.target == NEXT_DOOR:
        may = set(READERS) if role == NEIGHBOUR else set()
    else:
        may = {name for name, roles in READERS.items() if role in roles}
    if not is_same_for_all(knock):
        # Of an object of her own, these are her own words.
        may |= {"needs of a workshop"}
    found = heard.canaries - may
    return {f"nobody reads somebody's {', '.join(sorted(found))}": not found}


@pytest.mark.big
@pytest.mark.parametrize("way", WITH_ROWS, ids=[way.route for way in WITH_ROWS])
def test_what_lies_next_door_is_not_found_here(world, way):
    """The organiser of this event, with the address of a row of the other one."""
    here, clients = world.cast.event.slug, {ORGANISER: world.clients()[ORGANISER]}
    for method in methods_of(way):
        knock = Knock(way.route, method, NEXT_DOOR)
        assert hear_all(world, knock, clients, event=here)[ORGANISER].letter == "-", knock


def test_the_file_names_no_way_in_that_is_gone():
    routes = {way.route for way in WAYS}
    assert [line for line in expected() if line.split()[1] not in routes] == []


def test_every_exception_for_strangers_is_needed():
    width = ALL.index(STRANGER) * 3
    written_by = {line.split()[1] for line, letters in expected().items() if letters[width] == "w"}
    assert set(STRANGERS_WRITE) == written_by


def test_a_part_that_nobody_explained_is_named_with_its_remedy():
    with pytest.raises(LookupError, match="«proposals/thing» or «thing» to PARAMETERS"):
        meaning_of("/<event>/proposals/<thing>/", "proposals", "thing")


def test_every_explained_part_is_used():
    used = set().union(*(keys for way in WAYS for keys in keys_of_each(way.route)))
    assert set(PARAMETERS) <= used
