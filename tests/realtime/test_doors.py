import asyncio
import json

import pytest

from access.checks import every_way_in_names_its_rule
from realtime import places, ports
from realtime.hub import hub
from tests import factories
from tests.realtime.followers import Follower, get, run, session_of
from tests.wall.source import Wall, write

pytestmark = pytest.mark.django_db(transaction=True)


def status(path: str, **more) -> int:
    return run(lambda: get(path, **more))[0]


def close_code(path: str, **more) -> int:
    async def main():
        follower = Follower(path, **more)
        await follower.until(lambda: follower.ended is not None)
        return follower.ended

    return run(main)


@pytest.mark.parametrize("what", ["snapshot", "entries", "stream"])
def test_without_any_source_every_topic_is_unknown(what):
    ports.sources.clear()
    assert status(f"/live/wall:a/{what}") == 404


def test_without_any_source_a_socket_is_closed_as_missing():
    ports.sources.clear()
    assert close_code("/live/wall:a/socket") == 4404


@pytest.mark.parametrize("name", ["other:a", "wall", "wall:", "wall:%2e%2e%2fx", "wall:a b"])
@pytest.mark.parametrize("what", ["snapshot", "entries", "stream"])
def test_what_is_not_there_is_not_found(name, what):
    assert status(f"/live/{name}/{what}") == 404


@pytest.mark.parametrize("name", ["closed", "missing"])
@pytest.mark.parametrize("what", ["snapshot", "entries", "stream"])
def test_a_stranger_hears_the_same_of_a_closed_topic_and_of_a_missing_one(what, name):
    assert status(f"/live/wall:{name}/{what}") == 403
    assert close_code(f"/live/wall:{name}/socket") == 4403


def test_a_missing_topic_is_not_found_by_whoever_has_an_account():
    session = session_of(factories.person("ana"))
    assert status("/live/wall:missing/snapshot", session=session) == 404


def test_a_person_who_may_follow_a_closed_topic_does():
    session = session_of(factories.person("ana"))
    assert status("/live/wall:closed/snapshot", session=session) == 200


def test_a_session_that_is_unknown_is_a_strangers():
    assert status("/live/wall:closed/snapshot", session="x" * 32) == 403


@pytest.mark.parametrize(
    "path", ["/live/", "/live/wall:a", "/live/wall:a/other", "/live/a/b/stream"]
)
def test_other_addresses_are_not_found(path):
    assert status(path) == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_is_written_here(method):
    assert status("/live/wall:a/snapshot", method=method) == 405


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("http://localhost:8000", True),
        ("https://localhost:8000", True),
        ("http://evil.example", False),
        ("http://localhost:9", False),
        ("null", False),
    ],
)
def test_only_pages_of_this_site_may_follow(origin, allowed):
    assert (status("/live/wall:a/snapshot", origin=origin) == 200) is allowed
    if not allowed:
        assert close_code("/live/wall:a/socket", origin=origin) == 4403


def test_a_foreign_host_does_not_make_its_origin_ours():
    more = {"origin": "http://evil.example", "host": "evil.example"}
    assert status("/live/wall:a/snapshot", **more) == 403


def test_strangers_share_one_look_at_the_door():
    class Counting(Wall):
        asked = 0

        def find(self, name):
            Counting.asked += 1
            return super().find(name)

    ports.register("wall", Counting())

    async def main():
        await asyncio.gather(*(get("/live/wall:a/snapshot") for _ in range(50)))

    run(main)
    assert Counting.asked == 1


def test_a_source_without_a_known_rule_fails_at_start():
    class Open(Wall):
        rule = "wall.nothing"

    before = len(every_way_in_names_its_rule())
    ports.register("open", Open())
    new = every_way_in_names_its_rule()[before:]
    assert [error.id for error in new] == ["access.E002"] * 4


def test_a_language_that_is_none_falls_back():
    write("wall:a", "x")

    async def main():
        for lang in ["", "xx-" + "y" * 90, "<script>", "../.."]:
            _, _, body = await get(f"/live/wall:a/snapshot?lang={lang}")
            assert json.loads(body)["state"] == {"1": "x"}

    run(main)


def test_nobody_makes_us_render_for_hundreds_of_languages():
    async def main():
        for first in "abcdefghij":
            for second in "abcdefghijklmnop":
                await get(f"/live/wall:a/entries?lang={first}{second}&after=x:0")
                hub().readers["wall:a"].group((first + second, "everyone"))
        assert len(hub().readers["wall:a"].groups) >= 80
        follower = Follower("/live/wall:a/socket?lang=zz")
        await follower.joined()
        assert ("zz", "everyone") not in hub().readers["wall:a"].groups

    run(main)


@pytest.mark.parametrize("way", ["socket", "stream"])
def test_a_session_has_so_many_lines_and_one_that_ends_makes_room(way, monkeypatch):
    monkeypatch.setattr(places, "MOST", 2)
    session = session_of(factories.person("ana"))

    async def main():
        held = [Follower(f"/live/wall:a/{way}", session=session) for _ in range(2)]
        for number, each in enumerate(held, 1):
            await each.joined(number)
        # Of whatever kind the next one is; polling needs no line, and another session has its own.
        over = Follower("/live/wall:a/socket", session=session)
        await over.until(lambda: over.ended is not None)
        stream = await get("/live/wall:a/stream", session=session)
        polled = await get("/live/wall:a/entries", session=session)
        other = Follower(f"/live/wall:a/{way}")
        await other.joined(3)
        await held[0].leave()
        again = Follower(f"/live/wall:a/{way}", session=session)
        await again.joined(3)
        for each in (other, again, held[1]):
            await each.leave()
        return over.ended, stream[0], polled[0]

    assert run(main) == (4429, 429, 200)
    assert not places._held
