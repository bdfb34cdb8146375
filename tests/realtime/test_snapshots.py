import asyncio
import json

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from realtime import log, ports
from tests import factories
from tests.realtime.followers import get, run, session_of
from tests.realtime.readers import in_thread
from tests.wall.source import Wall, apply, write

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_snapshot_names_its_place():
    write("wall:a", "x")
    status, headers, body = run(lambda: get("/live/wall:a/snapshot?lang=fr"))
    assert status == 200
    assert json.loads(body) == {"epoch": log.epoch(), "seq": 1, "state": {"1": "« x »"}}
    assert headers["cache-control"] == "private, no-cache"


def test_a_snapshot_that_is_known_is_not_sent_again():
    write("wall:a", "x")

    async def main():
        _, headers, _ = await get("/live/wall:a/snapshot")
        etag = headers["etag"]
        assert etag.startswith('"')
        assert etag.endswith('"')
        assert (await get("/live/wall:a/snapshot", if_none_match=etag))[0] == 304
        await in_thread(write, "wall:a", "y")
        assert (await get("/live/wall:a/snapshot", if_none_match=etag))[0] == 200

    run(main)


def test_languages_and_audiences_have_tags_of_their_own():
    write("wall:a", "x")
    session = session_of(factories.person("ana"))

    async def main():
        answers = [
            await get("/live/wall:a/snapshot?lang=en"),
            await get("/live/wall:a/snapshot?lang=fr"),
            await get("/live/wall:a/snapshot?lang=en", session=session),
        ]
        assert len({headers["etag"] for _, headers, _ in answers}) == 3

    run(main)


def test_many_who_ask_at_once_cause_one_reading():
    class Counting(Wall):
        read = 0

        def state(self, name, lang, audience):
            Counting.read += 1
            return super().state(name, lang, audience)

    ports.register("wall", Counting())
    write("wall:a", "x")

    async def main():
        await asyncio.gather(*(get("/live/wall:a/snapshot") for _ in range(30)))
        await get("/live/wall:a/snapshot")

    run(main)
    assert Counting.read == 1


def test_a_snapshot_after_a_write_holds_it():
    async def main():
        for number in range(1, 6):
            await in_thread(write, "wall:a", "x")
            _, _, body = await get("/live/wall:a/snapshot")
            assert json.loads(body)["seq"] == number

    run(main)


def test_a_long_snapshot_is_compressed_for_those_who_read_it():
    for _ in range(50):
        write("wall:a", "the same words again")

    async def main():
        _, _, plain = await get("/live/wall:a/snapshot")
        _, headers, body = await get("/live/wall:a/snapshot", accept_encoding="gzip, br")
        assert headers["content-encoding"] == "br"
        assert brotli.decompress(body) == plain
        assert len(body) < len(plain) / 4

    run(main)


steps = st.lists(
    st.tuples(
        st.sampled_from(["line", "change", "removed"]),
        st.integers(1, 8),
        st.sampled_from(["everyone", "moderators"]),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=steps, cut=st.integers(0, 8))
def test_a_snapshot_and_the_entries_after_it_make_the_next_snapshot(steps, cut, request):
    """For every audience and language, wherever the line was cut."""
    name = f"wall:{request.node.name[:20].replace('[', '-')}-{id(steps)}-{log.renew_epoch()}"
    for kind, of, audience in steps[:cut]:
        write(name, f"{kind} {of}", kind=kind, audience=audience, of=of)

    async def snapshot(query, session):
        return json.loads((await get(f"/live/{name}/snapshot{query}", session=session))[2])

    async def main():
        person = await in_thread(factories.person)
        session = await in_thread(session_of, person)
        readers = [(f"?lang={lang}", who) for lang in ("en", "fr") for who in ("", session)]
        before = [await snapshot(*reader) for reader in readers]
        for kind, of, audience in steps[cut:]:
            await in_thread(write, name, f"{kind} {of}", kind=kind, audience=audience, of=of)
        for (query, who), start in zip(readers, before, strict=True):
            after = f"&after={start['epoch']}:{start['seq']}"
            _, _, body = await get(f"/live/{name}/entries{query}{after}", session=who)
            state = start["state"]
            for frame in json.loads(body)["frames"]:
                if frame["t"] == "entry":
                    apply(state, frame["kind"], frame["seq"], frame["data"])
            assert state == (await snapshot(query, who))["state"]

    run(main)
