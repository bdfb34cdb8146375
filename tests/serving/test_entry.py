"""What the ASGI entry answers before Django, and what it adds to Django's answers."""

import asyncio
import gzip
from pathlib import Path

import brotli
import pytest

from convoca import artefacts, asgi, health, statics
from files import shelves
from files.packs import Piece, Shelf, write
from realtime.reading import threads

# Seconds: on a busy machine reading the migrations takes more than one.
PATIENCE = 60.0
HEADERS = {b"content-security-policy", b"x-content-type-options", b"permissions-policy"}


def ask(path: str, *, query: str = "", method: str = "GET", **headers: str):
    """Status, headers and body of the application's answer."""
    sent: list[dict] = []
    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "scheme": "http",
        "query_string": query.encode(),
        "headers": [(b"host", b"localhost"), *given],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }

    async def main() -> None:
        waiting: asyncio.Queue = asyncio.Queue()
        waiting.put_nowait({"type": "http.request", "body": b"", "more_body": False})

        async def send(message):
            sent.append(message)

        await asgi.application(scope, waiting.get, send)

    asyncio.run(main())
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], dict(sent[0]["headers"]), body


@pytest.fixture
def files(tmp_path: Path, monkeypatch) -> Path:
    """A built front end."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "app-B3xk9_aZ.js").write_text("let words = 1;\n" * 200)
    (tmp_path / "worker.js").write_text("// worker\n" * 200)
    (tmp_path / "mark.png").write_bytes(b"\x89PNG" * 100)
    monkeypatch.setattr(asgi, "FILES", statics.read(tmp_path))
    return tmp_path


def test_a_file_with_a_hash_is_kept_for_ever(files):
    status, headers, body = ask("/static/assets/app-B3xk9_aZ.js")
    assert status == 200
    assert headers[b"cache-control"] == b"public, max-age=31536000, immutable"
    assert headers[b"content-type"] == b"text/javascript; charset=utf-8"
    assert headers.keys() >= HEADERS
    assert body == (files / "assets" / "app-B3xk9_aZ.js").read_bytes()


def test_a_file_without_one_is_asked_for_again(files):
    _, headers, _ = ask("/static/worker.js")
    assert headers[b"cache-control"] == b"public, no-cache"
    assert ask("/static/worker.js", if_none_match=headers[b"etag"].decode())[0] == 304


@pytest.mark.parametrize(
    ("accepted", "encoding", "read"),
    [("gzip, br", b"br", brotli.decompress), ("gzip", b"gzip", gzip.decompress)],
)
def test_text_is_sent_compressed(files, accepted, encoding, read):
    _, headers, body = ask("/static/worker.js", accept_encoding=accepted)
    assert headers[b"content-encoding"] == encoding
    assert read(body) == (files / "worker.js").read_bytes()
    assert headers[b"content-length"] == str(len(body)).encode()


def test_pictures_are_sent_as_they_are(files):
    _, headers, _ = ask("/static/mark.png", accept_encoding="gzip, br")
    assert b"content-encoding" not in headers


@pytest.mark.parametrize("path", ["../settings.py", "none.js", "assets", "", "%2e%2e/x"])
def test_nothing_else_is_there(files, path):
    assert ask(f"/static/{path}")[0] == 404


@pytest.fixture
def released(tmp_path: Path, monkeypatch) -> None:
    """A released page in two languages, and a feed in none."""
    shelf = Shelf(tmp_path, look_again=0)
    pieces = [
        Piece("/quebec/programme/", "en", "text/html; charset=utf-8", b"<p>Programme</p>" * 50),
        Piece("/quebec/programme/", "fr", "text/html; charset=utf-8", b"<p>Le programme</p>" * 50),
        Piece("/quebec/feeds/all.ics", "", "text/calendar", b"BEGIN:VCALENDAR"),
    ]
    write(tmp_path / "quebec" / "1.pack", pieces)
    shelf.show("quebec", "1.pack")
    monkeypatch.setattr(shelves, "shelf", lambda: shelf)


@pytest.mark.usefixtures("released")
class TestReleasedPages:
    """No database fixture: a query here would fail the test."""

    def test_come_in_the_readers_language(self):
        for given, words in (
            ({"accept_language": "fr-CA, en;q=0.5"}, b"<p>Le programme"),
            ({"accept_language": "en"}, b"<p>Programme"),
            ({"cookie": "a=b; lang=fr.en", "accept_language": "en"}, b"<p>Le programme"),
        ):
            status, headers, body = ask("/quebec/programme/", **given)
            assert status == 200
            assert body.startswith(words)
            assert headers[b"vary"] == b"Cookie, Accept-Language, Accept-Encoding"
            assert headers.keys() >= HEADERS

    def test_are_not_sent_again(self):
        _, headers, _ = ask("/quebec/programme/")
        assert headers[b"cache-control"] == b"no-cache"
        status, _, body = ask("/quebec/programme/", if_none_match=headers[b"etag"].decode())
        assert (status, body) == (304, b"")

    def test_come_compressed(self):
        _, headers, body = ask("/quebec/programme/", accept_encoding="gzip, br")
        assert headers[b"content-encoding"] == b"br"
        assert brotli.decompress(body).startswith(b"<p>Programme")

    def test_remember_a_language_that_was_chosen(self):
        _, headers, body = ask("/quebec/programme/", query="lang=fr", cookie="lang=en")
        assert body.startswith(b"<p>Le programme")
        assert headers[b"set-cookie"].startswith(b"lang=fr.en; Max-Age=")

    def test_that_set_a_cookie_are_kept_by_no_cache_on_the_way(self):
        _, headers, _ = ask("/quebec/programme/", query="lang=fr")
        assert headers[b"cache-control"] == b"private, no-cache"
        assert b"set-cookie" not in ask("/quebec/programme/", accept_language="fr")[1]

    def test_are_kept_once_however_many_ways_of_asking_there_are(self):
        pack = shelves.pack_of("/quebec/programme/")
        for number in range(50):
            odd = {"accept_language": f"fr;q=0.9, xx-{number:04}", "cookie": f"lang=fr.zz-{number}"}
            for query in ("", f"lang=fr-{number:04}"):
                assert ask("/quebec/programme/", query=query, accept_encoding="br", **odd)[0] == 200
            assert ask("/quebec/programme/", **odd)[0] == 200
        assert list(pack.answers) == [("/quebec/programme/", "fr", b"br")]

    def test_say_nothing_back_that_was_not_a_language(self):
        _, headers, _ = ask("/quebec/programme/", query="lang=%0d%0aset-cookie:x", cookie="lang=;x")
        assert headers[b"set-cookie"].startswith(b"lang=en; Max-Age=")

    def test_answer_a_head_without_a_body(self):
        status, headers, body = ask("/quebec/feeds/all.ics", method="HEAD")
        assert (status, body) == (200, b"")
        assert headers[b"content-length"] == b"15"

    def test_leave_other_questions_to_django(self):
        scope = {"path": "/quebec/programme/", "headers": []}
        for query in (b"tz=Asia/Tokyo", b"lang=fr&tz=UTC", b"page=2"):
            assert artefacts.respond(scope | {"query_string": query}) is None
        assert artefacts.respond(scope | {"query_string": b""}) is not None


def test_it_lives_without_a_database():
    status, headers, body = ask("/health/live")
    assert (status, body) == (200, b'{"live":true}')
    assert headers.keys() >= HEADERS


@pytest.mark.django_db(transaction=True)
def test_it_is_ready_with_its_database_migrated(monkeypatch):
    monkeypatch.setattr(health, "SECONDS", PATIENCE)
    assert ask("/health/ready")[::2] == (200, b'{"ready":true}')


@pytest.mark.django_db(transaction=True)
def test_it_is_not_ready_on_a_full_disk(monkeypatch):
    monkeypatch.setattr(health, "SECONDS", PATIENCE)
    monkeypatch.setattr(health, "LEAST_FREE", 1 << 60)
    assert ask("/health/ready")[::2] == (503, b'{"ready":false,"because":"disk"}')


@pytest.mark.django_db(transaction=True)
def test_it_is_not_ready_while_its_database_does_not_answer(monkeypatch):
    monkeypatch.setattr(health, "SECONDS", 0.0)
    status, _, body = ask("/health/ready")
    threads.submit(int).result()
    assert (status, body) == (503, b'{"ready":false,"because":"database"}')


@pytest.mark.django_db(transaction=True)
def test_djangos_answers_carry_the_headers_too():
    status, headers, _ = ask("/there/is/nothing/here/")
    assert status == 404
    assert headers.keys() >= HEADERS
