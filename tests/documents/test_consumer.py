"""Sockets of a document, over the real ASGI application."""

import asyncio
import json
from typing import Any

import pytest
from channels.testing import WebsocketCommunicator
from django.conf import settings

from accounts.actions import delete_account, suspend
from convoca.asgi import application
from documents import frames, log
from documents.actions import create_document
from documents.models import Document
from documents.rooms import house
from events.actions.team import end_role
from events.models import Membership
from realtime import places, wake
from tests.cast import Cast
from tests.documents.editors import Editor
from tests.realtime.readers import in_thread

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("transactional_db"),
]


class Line:
    """One browser's socket with its editor."""

    def __init__(self, cast: Cast, document: Document, who: str, origin: str = "") -> None:
        path = f"/{document.event.slug}/documents/{document.uid}/socket"
        headers = [(b"host", b"localhost"), (b"origin", (origin or "http://localhost").encode())]
        if who != "stranger":
            key = cast.client(who).cookies[settings.SESSION_COOKIE_NAME].value
            headers.append((b"cookie", f"{settings.SESSION_COOKIE_NAME}={key}".encode()))
        self.socket = WebsocketCommunicator(application, path, headers=headers)
        self.editor = Editor()
        self.seq = 0
        self.frames = 0
        self.kept: set[int] = set()
        self.said: list[dict[str, Any]] = []

    async def open(self) -> "Line":
        connected, _ = await self.socket.connect(timeout=5)
        assert connected
        await self.socket.send_to(bytes_data=bytes([frames.STAND]) + self.editor.vector)
        await self.hear()
        return self

    async def hear(self) -> None:
        """Takes the next frame."""
        answer = await self.socket.receive_output(timeout=5)
        assert answer["type"] == "websocket.send", answer
        self.frames += 1
        self.take(answer.get("bytes"), answer.get("text"))

    def take(self, data: bytes | None, text: str | None) -> None:
        if data is None:
            self.said.append(json.loads(text or ""))
        elif data[0] == frames.STATE:
            length = int.from_bytes(data[9:13], "big")
            self.seq = int.from_bytes(data[1:9], "big")
            self.editor.hear(data[13 + length :])
        elif data[0] == frames.CHANGES:
            self.seq = int.from_bytes(data[1:9], "big")
            self.editor.hear(data[9:])
        else:
            self.kept.add(int.from_bytes(data[1:5], "big"))

    async def send(self, update: bytes, number: int = 1, kind: int = frames.CHANGE) -> None:
        message = bytes([kind]) + number.to_bytes(4, "big") + update
        await self.socket.send_to(bytes_data=message)

    async def until(self, ready: Any) -> None:
        while not ready():
            await self.hear()

    async def closed(self) -> int:
        answer = await self.socket.receive_output(timeout=5)
        while answer["type"] == "websocket.send":
            answer = await self.socket.receive_output(timeout=5)
        return int(answer["code"])

    async def close(self) -> None:
        await self.socket.disconnect()


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return Cast()


def stored(document: Document) -> str:
    return Editor(log.load(document.pk).data).text


def test_two_writers_see_each_other_and_both_are_kept(cast: Cast, declaration: Document) -> None:
    async def scene() -> tuple[str, str]:
        one = await (await line(cast, declaration, "organiser")).open()
        two = await (await line(cast, declaration, "translator")).open()
        await one.send(one.editor.write("Dear all. "), 1)
        await two.send(two.editor.write("The women ", paragraph=1), 7)
        await one.until(lambda: "women" in one.editor.text and one.kept == {1})
        await two.until(lambda: "Dear" in two.editor.text and two.kept == {7})
        await one.close()
        await two.close()
        return one.editor.text, two.editor.text

    first, second = asyncio.run(scene())
    assert first == second == stored(declaration)
    assert first == "Dear all. We, gathered in Quebec\nThe women declare"


def test_forty_who_join_get_two_frames_each_at_most(cast: Cast, declaration: Document) -> None:
    editor = Editor(log.load(declaration.pk).data)
    log.append(declaration.pk, editor.write("word " * 1_600), by=None)

    async def scene() -> list[Line]:
        lines = [await line(cast, declaration, "stranger") for _ in range(40)]
        await asyncio.gather(*(each.open() for each in lines))
        await asyncio.sleep(0)
        for each in lines:
            while not each.socket.output_queue.empty():
                await each.hear()
        assert len(house().rooms) == 1
        for each in lines:
            await each.close()
        assert not house().rooms
        return lines

    lines = asyncio.run(scene())
    assert all(1 <= each.frames <= 2 for each in lines)
    assert {each.editor.text for each in lines} == {stored(declaration)}


def test_a_reader_who_writes_is_sent_away_and_nothing_is_kept(
    cast: Cast, declaration: Document
) -> None:
    async def scene() -> int:
        reader = await (await line(cast, declaration, "account")).open()
        await reader.send(reader.editor.write("I may not "))
        return await reader.closed()

    assert asyncio.run(scene()) == frames.FORBIDDEN
    assert "I may not" not in stored(declaration)


@pytest.mark.parametrize("who", ["stranger", "account", "neighbour", "former", "suspended"])
def test_who_may_not_read_is_not_let_in(cast: Cast, who: str) -> None:
    paper = create_document(by=None, event=cast.event, title="Draft", language="en", readers="team")

    async def scene() -> int:
        visitor = await line(cast, paper, who)
        await visitor.socket.connect()
        return await visitor.closed()

    assert asyncio.run(scene()) == (
        frames.FORBIDDEN if who in {"stranger", "suspended"} else frames.MISSING
    )


def test_a_session_with_too_many_sockets_is_told_so_and_another_is_let_in(
    cast: Cast, declaration: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "MOST", 1)

    async def scene() -> int:
        first = await (await line(cast, declaration, "organiser")).open()
        second = await line(cast, declaration, "organiser")
        second.socket.scope["headers"] = first.socket.scope["headers"]
        await second.socket.connect()
        elsewhere = await (await line(cast, declaration, "organiser")).open()
        code = await second.closed()
        await elsewhere.socket.disconnect()
        await first.socket.disconnect()
        return code

    assert asyncio.run(scene()) == frames.FULL
    assert not places._held


def test_another_site_and_another_event_reach_nothing(cast: Cast, declaration: Document) -> None:
    async def scene() -> None:
        elsewhere = await line(cast, declaration, "organiser", "https://evil.example")
        connected, code = await elsewhere.socket.connect()
        assert (connected, code) == (False, 4404)
        declaration.event = await in_thread(lambda: cast.other_event)
        astray = await line(cast, declaration, "organiser")
        await astray.socket.connect()
        assert await astray.closed() == frames.MISSING

    asyncio.run(scene())


def test_a_right_that_is_withdrawn_closes_the_socket(cast: Cast, declaration: Document) -> None:
    async def scene() -> int:
        writer = await (await line(cast, declaration, "translator")).open()
        await in_thread(withdraw)
        return await writer.closed()

    def withdraw() -> None:
        Membership.objects.filter(person=cast.translator).delete()
        wake.look_again(cast.translator.pk)

    assert asyncio.run(scene()) == frames.FORBIDDEN


@pytest.mark.parametrize("end", ["role", "account", "suspension"])
def test_who_loses_her_role_or_her_account_is_sent_away_at_once(
    cast: Cast, declaration: Document, end: str
) -> None:
    person, organiser = cast.translator, cast.organiser
    ends = {
        "role": lambda: end_role(membership=person.memberships.get(), by=organiser),
        "account": lambda: delete_account(person=person, by=person),
        "suspension": lambda: suspend(person=person, by=organiser),
    }

    async def scene() -> int:
        writer = await (await line(cast, declaration, "translator")).open()
        await in_thread(ends[end])
        return await writer.closed()

    assert asyncio.run(scene()) == frames.FORBIDDEN


def test_what_another_process_wrote_is_found_without_a_wake_up(
    cast: Cast, declaration: Document
) -> None:
    async def scene() -> str:
        reader = await (await line(cast, declaration, "stranger")).open()
        wake.listeners.discard(house().heard_in_thread)
        await in_thread(elsewhere)
        await reader.until(lambda: "From elsewhere" in reader.editor.text)
        await reader.close()
        return reader.editor.text

    def elsewhere() -> None:
        editor = Editor(log.load(declaration.pk).data)
        log.append(declaration.pk, editor.write("From elsewhere "), by=None)

    assert asyncio.run(scene()) == stored(declaration)


def test_one_who_comes_back_sends_all_that_she_wrote_alone(
    cast: Cast, declaration: Document
) -> None:
    async def scene() -> None:
        writer = await (await line(cast, declaration, "organiser")).open()
        await writer.close()
        back = await line(cast, declaration, "organiser")
        back.editor = writer.editor
        back.editor.write("Offline ")
        await back.open()
        everything = back.editor.doc.get_update()
        await back.send(everything, 1, frames.MERGE)
        await back.send(everything, 2, frames.MERGE)
        await back.until(lambda: back.kept == {1, 2})
        await back.close()

    asyncio.run(scene())
    assert stored(declaration).startswith("Offline We")
    assert Document.objects.get(pk=declaration.pk).seq == 2


def test_after_a_refusal_nothing_is_taken_but_a_merge(cast: Cast, declaration: Document) -> None:
    async def scene() -> list[dict[str, Any]]:
        writer = await (await line(cast, declaration, "organiser")).open()
        await writer.send(writer.editor.write("x" * (log.MOST_UPDATE + 1)), 1)
        await writer.send(writer.editor.write("lost ", at=3), 2)
        await writer.send(Editor(log.State(0, b"").data).doc.get_update(), 3, frames.MERGE)
        await writer.until(lambda: writer.kept)
        await writer.close()
        assert writer.kept == {3}
        return writer.said

    assert asyncio.run(scene()) == [{"t": "refused", "n": 1, "code": "large"}]
    assert Document.objects.get(pk=declaration.pk).seq == 1


def test_cursors_carry_the_public_name_whatever_is_claimed(
    cast: Cast, declaration: Document
) -> None:
    async def scene() -> list[dict[str, Any]]:
        reader = await (await line(cast, declaration, "stranger")).open()
        writer = await (await line(cast, declaration, "organiser")).open()
        claim = {"t": "cursor", "at": {"anchor": 1}, "name": "The President"}
        await writer.socket.send_to(text_data=json.dumps(claim))
        await reader.until(lambda: reader.said)
        await writer.socket.send_to(text_data="{not json")
        await writer.close()
        await reader.until(lambda: len(reader.said) > 1)
        await reader.close()
        return [dict(each["of"]) for each in reader.said]

    shown, gone = asyncio.run(scene())
    assert list(shown.values()) == [{"name": "Organiser", "at": {"anchor": 1}}]
    assert list(gone.values()) == [None]
    assert cast.organiser.email not in json.dumps(shown)


async def line(cast: Cast, document: Document, who: str, origin: str = "") -> Line:
    return await in_thread(Line, cast, document, who, origin)
