import asyncio
import json
import threading

import pytest
from django.db import close_old_connections, transaction

from realtime import hub as hub_module
from realtime import lines, log, ports, wake
from realtime.hub import hub
from realtime.models import Entry, Topic
from tests import factories
from tests.realtime.followers import Follower, get, run, session_of
from tests.realtime.readers import in_thread
from tests.wall.source import Wall, write

pytestmark = pytest.mark.django_db(transaction=True)
WAYS = ["socket", "stream"]


@pytest.mark.parametrize("way", WAYS)
def test_a_follower_gets_what_is_written_after_the_commit(way):
    async def main():
        follower = Follower(f"/live/wall:a/{way}?lang=fr")
        await follower.joined()
        await in_thread(write, "wall:a", "bonjour")
        assert await follower.reaches(1) == [1]
        assert follower.log[0]["data"]["words"] == "« bonjour »"
        assert follower.frames[0]["t"] == "hello"
        await follower.leave()
        assert hub().followers == 0

    run(main)


@pytest.mark.parametrize("way", WAYS)
def test_a_follower_resumes_at_every_place_and_then_goes_on_live(way):
    for number in range(6):
        write("wall:a", str(number))

    async def main():
        epoch = await in_thread(log.epoch)
        followers = [Follower(f"/live/wall:a/{way}?after={epoch}:{seq}") for seq in range(7)]
        for follower in followers:
            await follower.until(lambda follower=follower: follower.frames)
        await in_thread(write, "wall:a", "last")
        for seq, follower in enumerate(followers):
            assert await follower.reaches(7) == list(range(seq + 1, 8))
            await follower.leave()

    run(main)


def test_a_stream_resumes_by_the_id_that_the_browser_sends():
    for number in range(4):
        write("wall:a", str(number))

    async def main():
        epoch = await in_thread(log.epoch)
        follower = Follower("/live/wall:a/stream", **{"last-event-id": f"{epoch}:2"})
        assert await follower.reaches(4) == [3, 4]
        await follower.leave()

    run(main)


def test_polling_gives_the_same_frames():
    for number in range(4):
        write("wall:a", str(number))

    async def main():
        epoch = await in_thread(log.epoch)
        status, _, body = await get(f"/live/wall:a/entries?after={epoch}:1")
        found = json.loads(body)
        assert (status, found["seq"], found["epoch"]) == (200, 4, epoch)
        assert [frame["seq"] for frame in found["frames"] if frame["t"] == "entry"] == [2, 3, 4]

    run(main)


def test_nothing_is_lost_or_doubled_while_many_join_and_somebody_writes():
    stop = threading.Event()

    def keep_writing():
        try:
            while not stop.is_set():
                write("wall:a", "x")
        finally:
            close_old_connections()

    async def main():
        writer = threading.Thread(target=keep_writing)
        epoch = await in_thread(log.epoch)
        writer.start()
        followers = []
        try:
            for _ in range(30):
                followers.append(Follower(f"/live/wall:a/socket?after={epoch}:0"))
                await asyncio.sleep(0)
            for follower in followers:
                await follower.reaches(20)
        finally:
            stop.set()
            await asyncio.to_thread(writer.join)
        head = (await in_thread(log.head, "wall:a")).seq
        for follower in followers:
            assert await follower.reaches(head) == list(range(1, head + 1))
            await follower.leave()

    run(main)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "place", ["0123456789ab:1", "{epoch}:99", "{epoch}:1", "nonsense", "{epoch}:-1"]
)
def test_a_place_that_cannot_be_carried_on_from_is_reset(way, place):
    for number in range(4):
        write("wall:a", str(number))
    Entry.objects.filter(seq__lte=2).delete()
    Topic.objects.update(pruned_to=2)

    async def main():
        epoch = await in_thread(log.epoch)
        follower = Follower(f"/live/wall:a/{way}?after={place.format(epoch=epoch)}")
        await follower.until(lambda: follower.ended is not None)
        assert follower.log == []
        assert follower.frames[-1] == {"t": "reset", "epoch": epoch, "seq": 4}
        assert follower.ended == (4902 if way == "socket" else 0)

    run(main)


@pytest.mark.parametrize("way", WAYS)
def test_a_new_epoch_resets_those_who_follow(way, monkeypatch):
    monkeypatch.setattr(hub_module, "POLL_LOCAL", 0.02)
    monkeypatch.setattr(hub_module, "POLL", 0.02)
    write("wall:a", "x")

    async def main():
        follower = Follower(f"/live/wall:a/{way}")
        await follower.joined()
        epoch = await in_thread(log.renew_epoch)
        await follower.until(lambda: follower.ended is not None)
        assert follower.frames[-1] == {"t": "reset", "epoch": epoch, "seq": 1}

    run(main)


def test_what_a_reader_may_not_see_comes_as_a_skip():
    async def main():
        person = await in_thread(factories.person, "ana")
        session = await in_thread(session_of, person)
        stranger = Follower("/live/wall:a/socket")
        moderator = Follower("/live/wall:a/socket", session=session)
        await stranger.until(lambda: stranger.frames)
        await moderator.until(lambda: moderator.frames)
        await in_thread(write, "wall:a", "secret", audience="moderators")
        await in_thread(write, "wall:a", "open")
        assert await stranger.reaches(2) == [1, 2]
        assert await moderator.reaches(2) == [1, 2]
        assert stranger.log[0] == {"t": "skip", "seq": 1}
        assert "secret" not in json.dumps(stranger.frames)
        assert moderator.log[0]["data"]["words"] == "secret"

    run(main)


def test_what_was_removed_is_skipped_for_those_who_come_later():
    first = write("wall:a", "a name")
    with transaction.atomic():
        log.remove("wall:a", first)

    async def main():
        epoch = await in_thread(log.epoch)
        follower = Follower(f"/live/wall:a/socket?after={epoch}:0")
        await follower.reaches(2)
        assert follower.log[0] == {"t": "skip", "seq": 1}
        assert (follower.log[1]["kind"], follower.log[1]["data"]["of"]) == ("removed", 1)

    run(main)


def test_each_entry_is_rendered_once_for_each_language_and_audience():
    class Counting(Wall):
        rendered: list = []

        def render(self, entry, lang, audience):
            self.rendered.append((entry.seq, lang, audience))
            return super().render(entry, lang, audience)

    ports.register("wall", Counting())

    async def main():
        followers = [Follower(f"/live/wall:a/socket?lang={lang}") for lang in ["en", "fr"] * 20]
        for follower in followers:
            await follower.until(lambda follower=follower: follower.frames)
        await in_thread(write, "wall:a", "x")
        for follower in followers:
            await follower.reaches(1)
        assert sorted(Counting.rendered) == [(1, "en", "everyone"), (1, "fr", "everyone")]

    run(main)


@pytest.mark.parametrize("way", WAYS)
def test_a_slow_follower_is_asked_to_come_back_and_the_others_do_not_wait(way, monkeypatch):
    monkeypatch.setattr(lines, "MOST_WAITING", 2_000)
    monkeypatch.setattr("realtime.reader.MOST_WAITING", 2_000)
    monkeypatch.setattr(lines, "GRACE", 0.1)

    async def main():
        slow, quick = Follower(f"/live/wall:a/{way}"), Follower(f"/live/wall:a/{way}")
        await slow.until(lambda: slow.frames)
        await quick.until(lambda: quick.frames)
        await slow.joined()
        slow.take_nothing()
        for _ in range(10):
            await in_thread(write, "wall:a", "x" * 200)
        assert await quick.reaches(10) == list(range(1, 11))
        assert hub().followers == 1
        slow.open.set()
        if way == "socket":
            await slow.until(lambda: slow.ended is not None)
            assert slow.ended == 4901
        seen = [frame["seq"] for frame in slow.log]
        assert seen == list(range(1, len(seen) + 1))

    run(main)


def test_the_head_is_told_by_a_beat(monkeypatch):
    monkeypatch.setattr(hub_module, "BEAT", 0.02)
    write("wall:a", "x")

    async def main():
        follower = Follower("/live/wall:a/stream")
        await follower.until(lambda: any(frame["t"] == "beat" for frame in follower.frames))
        beat = next(frame for frame in follower.frames if frame["t"] == "beat")
        assert beat["seq"] == 1

    run(main)


def test_counters_come_beside_the_log_and_together(monkeypatch):
    monkeypatch.setattr(hub_module, "COUNT", 0.3)

    async def main():
        follower = Follower("/live/wall:a/socket")
        await follower.joined()
        await follower.until(lambda: len(follower.frames) >= 2)
        for _ in range(5):
            await in_thread(write, "wall:a", "x")
        await in_thread(touch)
        await follower.until(lambda: follower.frames[-1].get("counters") == {"lines": 5})
        counts = [frame for frame in follower.frames if frame["t"] == "counters"]
        assert len(counts) < 5
        assert all("seq" not in frame for frame in counts)

    run(main)


def touch():
    with transaction.atomic():
        log.touch("wall:a")


@pytest.mark.parametrize("way", WAYS)
def test_a_right_that_ended_closes_the_line(way):
    async def main():
        person = await in_thread(factories.person, "ana")
        session = await in_thread(session_of, person)
        follower = Follower(f"/live/wall:closed/{way}", session=session)
        await follower.joined()
        person.state = "suspended"
        await in_thread(person.save)
        await in_thread(wake.look_again, person.pk)
        await follower.until(lambda: follower.ended is not None)
        assert follower.ended == (4403 if way == "socket" else 0)
        assert hub().followers == 0

    run(main)


def test_one_who_logged_out_reads_the_snapshot_of_strangers():
    async def main():
        person = await in_thread(factories.person, "ana")
        session = await in_thread(session_of, person)
        follower = Follower("/live/wall:a/socket", session=session)
        await follower.joined()
        person.state = "suspended"
        await in_thread(person.save)
        await in_thread(wake.look_again, person.pk)
        await follower.until(lambda: follower.ended is not None)
        assert (follower.frames[-1]["t"], follower.ended) == ("reset", 4902)

    run(main)


def test_draining_sends_everybody_away_and_lets_nobody_in():
    async def main():
        socket, stream = Follower("/live/wall:a/socket"), Follower("/live/wall:a/stream")
        await socket.until(lambda: len(socket.frames) > 1)
        await stream.until(lambda: len(stream.frames) > 1)
        await hub().drain(0.05)
        await socket.until(lambda: socket.ended == 4900)
        await stream.until(lambda: stream.ended == 0)
        assert (await get("/live/wall:a/stream"))[0] == 503

    run(main)


def test_a_follower_who_talks_too_much_is_closed():
    async def main():
        loud, often = Follower("/live/wall:a/socket"), Follower("/live/wall:a/socket")
        loud.say({"type": "websocket.receive", "text": "x" * 70_000})
        for _ in range(100):
            often.say({"type": "websocket.receive", "text": "x"})
        await loud.until(lambda: loud.ended == 1009)
        await often.until(lambda: often.ended == 1008)

    run(main)
