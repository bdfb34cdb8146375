"""Where no WebSocket passes: the state by GET, updates by POST, each once for its key."""

import base64
import uuid
from typing import Any

import pytest
from django.test import Client

from documents import frames, log
from documents.models import Document
from documents.sending import OFTEN
from tests.cast import Cast
from tests.documents.editors import Editor


def address(document: Document, part: str) -> str:
    return f"/{document.event.slug}/documents/{document.uid}/{part}/"


def post(browser: Client, document: Document, update: bytes, key: str = "") -> Any:
    return browser.post(
        address(document, "updates"),
        update,
        content_type="application/octet-stream",
        headers={"Idempotency-Key": key or str(uuid.uuid4()), "Accept": "application/json"},
    )


def catch_up(browser: Client, document: Document, editor: Editor) -> int:
    """Fetches what the editor misses, and returns the bytes of it."""
    vector = base64.urlsafe_b64encode(editor.vector).decode().rstrip("=")
    body = browser.get(address(document, "state"), {"vector": vector}).content
    assert body[0] == frames.STATE
    end = 13 + int.from_bytes(body[9:13], "big")
    editor.hear(body[end:])
    return len(body) - end


def test_two_who_poll_write_together(cast: Cast, declaration: Document) -> None:
    one, two = Editor(), Editor()
    first, second = cast.client("organiser"), cast.client("translator")
    catch_up(first, declaration, one)
    catch_up(second, declaration, two)
    assert post(first, declaration, one.write("Dear all. ")).status_code == 200
    assert post(second, declaration, two.write("The women ", paragraph=1)).status_code == 200
    catch_up(first, declaration, one)
    catch_up(second, declaration, two)
    assert one.text == two.text == "Dear all. We, gathered in Quebec\nThe women declare"


def test_who_misses_nothing_is_sent_almost_nothing(cast: Cast, declaration: Document) -> None:
    reader, editor = cast.client("stranger"), Editor()
    assert catch_up(reader, declaration, editor) > 20
    assert catch_up(reader, declaration, editor) <= 2


def test_a_retry_with_its_key_writes_once(cast: Cast, declaration: Document) -> None:
    editor = Editor(log.load(declaration.pk).data)
    update, key, browser = editor.write("Once. "), str(uuid.uuid4()), cast.client("organiser")
    answers = [post(browser, declaration, update, key) for _ in range(2)]
    assert [each.json() for each in answers] == [{"seq": 2}, {"seq": 2}]
    assert answers[1]["Idempotent-Replay"] == "true"
    assert Document.objects.get(pk=declaration.pk).seq == 2


def test_a_request_without_a_key_is_refused(cast: Cast, declaration: Document) -> None:
    update = Editor(log.load(declaration.pk).data).write("x")
    assert post(cast.client("organiser"), declaration, update, "no key").status_code == 400


def test_bytes_that_are_no_update_are_refused_in_words(cast: Cast, declaration: Document) -> None:
    answer = post(cast.client("organiser"), declaration, b"nonsense")
    assert (answer.status_code, answer.json()["code"]) == (422, "broken")
    assert answer.json()["say"]


@pytest.mark.parametrize("vector", ["____", "_____w"])
def test_a_vector_that_is_none_is_refused(cast: Cast, declaration: Document, vector: str) -> None:
    answer = cast.client().get(address(declaration, "state"), {"vector": vector})
    assert answer.status_code == 400


@pytest.mark.parametrize("who", ["stranger", "account", "delegate", "neighbour", "suspended"])
def test_who_may_not_write_cannot_post(cast: Cast, declaration: Document, who: str) -> None:
    update = Editor(log.load(declaration.pk).data).write("I may not ")
    assert post(cast.client(who), declaration, update).status_code in {403, 404}
    assert Document.objects.get(pk=declaration.pk).seq == 1


def test_who_sends_too_often_is_asked_to_wait(cast: Cast, declaration: Document) -> None:
    for _ in range(OFTEN.times):
        OFTEN.take(str(cast.organiser.pk))
    update = Editor(log.load(declaration.pk).data).write("x")
    answer = post(cast.client("organiser"), declaration, update)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) <= OFTEN.seconds
