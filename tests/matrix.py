"""Who may do what: every way in, by every role, knocked at and written down as letters."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.checks import all_ways_in
from access.ports import WayIn
from tests.cast import ALL, ORGANISER
from tests.world import CANARIES, NEXT_DOOR, OTHER, OWN, World, meanings, sent_to

FILE = Path(__file__).with_name("matrix.txt")
LETTERS = {
    "r": "reads",
    "w": "may write (also when what was sent is wrong)",
    "l": "is sent to log in",
    "-": "is told that there is nothing (404)",
    "x": "is refused (403)",
    "!": "the server failed",
}
REFUSALS = "l-x"
WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE")
# A visit's own: its session, and the counters of tries.
OF_THE_VISIT = ('"django_session"', '"access_cache"', '"access_tries"')


@dataclass(frozen=True)
class Knock:
    """One line of the matrix: a route, a method, whose object."""

    route: str
    method: str
    target: str

    def __str__(self) -> str:
        return f"{self.method:5}{self.route}  {self.target}"


# How a line about reading one's own begins in the file.
OWN_LINE = f"{'GET':5}{{route}}  {OWN}"


@dataclass(frozen=True)
class Heard:
    """What one role got: the letter, and what laws are about."""

    letter: str
    writes: list[str]
    caching: str
    trouble: str
    canaries: frozenset[str]

    @property
    def refused(self) -> bool:
        return self.letter in REFUSALS


def ways() -> list[WayIn]:
    """What answers plain requests; sockets and streams are tested where they are made."""
    return sorted((way for way in all_ways_in() if way.kind == "http"), key=lambda way: way.route)


def methods_of(way: WayIn) -> list[str]:
    return [name for name in (way.door.methods if way.door else ("GET",)) if name != "HEAD"]


def knocks(way: WayIn) -> list[Knock]:
    """The lines of one way in: its methods, times the targets that make a difference."""
    parts = [meaning for _, meaning in meanings(way.route)]
    targets = [OWN]
    if any(part.owned for part in parts):
        targets.append(OTHER)
    if parts:
        targets.append(NEXT_DOOR)
    return [Knock(way.route, method, target) for method in methods_of(way) for target in targets]


def hear_all(
    world: World, knock: Knock, clients: dict[str, Client], event: str | None = None
) -> dict[str, Heard]:
    """What each role hears; what came of it is undone."""
    if not is_same_for_all(knock):
        return {
            role: hear_alone(world, knock, role, client, event) for role, client in clients.items()
        }
    with undone():
        address = world.address(knock.route, ORGANISER, knock.target, event)
        return {role: hear(knock, client, address) for role, client in clients.items()}


def is_same_for_all(knock: Knock) -> bool:
    """Whether one address serves all roles, which spares making its objects for each."""
    return knock.target != OWN or all(meaning.same for _, meaning in meanings(knock.route))


def hear_alone(world: World, knock: Knock, role: str, client: Client, event: str | None) -> Heard:
    with undone():
        return hear(knock, client, world.address(knock.route, role, knock.target, event))


def hear(knock: Knock, client: Client, address: str) -> Heard:
    """Knocks at an address, and undoes what came of it."""
    ask = getattr(client, knock.method.lower())
    with undone(), CaptureQueriesContext(connection) as asked:
        answer = ask(address, sent_to(knock.route, knock.method))
    trouble = getattr(answer, "exc_info", None)
    return Heard(
        letter=letter_of(answer, knock.method),
        writes=writes_in(asked),
        caching=answer.headers.get("Cache-Control", ""),
        trouble=repr(trouble[1]) if trouble else "",
        canaries=frozenset() if trouble else canaries_in(answer, address),
    )


@contextmanager
def undone() -> Iterator[None]:
    """What is written within is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def writes_in(asked: CaptureQueriesContext) -> list[str]:
    queries = [query["sql"] for query in asked.captured_queries]
    return [
        sql
        for sql in queries
        if sql.startswith(WRITING) and not any(table in sql for table in OF_THE_VISIT)
    ]


def canaries_in(answer: HttpResponseBase, address: str) -> frozenset[str]:
    """Which of somebody's private values stand in the answer, other than as asked for."""
    content = b"".join(answer) if answer.streaming else answer.content
    said = unescape(content.decode(errors="replace")) + str(answer.headers)
    found = {name for name, value in CANARIES.items() if value in said.replace(address, "")}
    return frozenset(found)


def letter_of(answer: HttpResponseBase, method: str) -> str:
    """See LETTERS. What was written wrongly (400, 409, 422) was still allowed to be written."""
    if answer.status_code in {302, 303} and "/account/login/" in answer.headers["Location"]:
        return "l"
    if answer.status_code >= 500:
        return "!"
    refused = {404: "-", 410: "-", 403: "x", 401: "x"}
    return refused.get(answer.status_code, "r" if method == "GET" else "w")


def lines(world: World, way: WayIn) -> Iterator[tuple[Knock, dict[str, Heard]]]:
    """What each role hears at each line of a way in."""
    if "/programme/" in way.route or "/feeds/" in way.route:
        world.release()
    clients = world.clients()
    for knock in knocks(way):
        yield knock, hear_all(world, knock, clients)


def written(knock: Knock, heard: dict[str, Heard]) -> str:
    """A line as it stands in the file: letters first, so that they stand in columns."""
    return f"{'  '.join(heard[role].letter for role in ALL)}  {knock}"


def head() -> list[str]:
    """What the letters mean, and the names of the roles written downward over their columns."""
    tallest = max(map(len, ALL))
    names = [role.rjust(tallest) for role in ALL]
    return [
        "# Who may do what. Written by `make matrix`; read it in the diff.",
        *(f"# {letter}  {meaning}" for letter, meaning in LETTERS.items()),
        "",
        *("  ".join(name[row] for name in names).rstrip() for row in range(tallest)),
        "",
    ]


def expected() -> dict[str, str]:
    """The file's lines: what was knocked at, and the letters."""
    if not FILE.exists():
        return {}
    width = 3 * len(ALL) - 2
    body = FILE.read_text(encoding="utf-8").splitlines()
    lines = [line for line in body if "/" in line[width:] and not line.startswith("#")]
    return {line[width + 2 :]: line[:width] for line in lines}


def write_file(collected: dict[Knock, str]) -> None:
    """Writes the lines that were collected; those of routes that were not knocked at stay."""
    knocked = {knock.route for knock in collected}
    routes = {way.route for way in ways()} - knocked
    kept = [
        (line.split()[1], f"{letters}  {line}")
        for line, letters in expected().items()
        # A line of a time with fewer roles is cut in the wrong place, and written anew.
        if line.split()[1:2] and line.split()[1] in routes
    ]
    new = [(knock.route, line) for knock, line in collected.items()]
    body = [line for _, line in sorted(kept + new, key=lambda each: each[0])]
    FILE.write_text("\n".join([*head(), *body, ""]), encoding="utf-8")
