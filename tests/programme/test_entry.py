"""Released pages and feeds through the ASGI entry: no database, no Django, no reader's own."""

import gzip

import brotli
import pytest
from django.core.handlers.asgi import ASGIHandler
from django.db import connection

from files.shelves import shelf
from programme import paths
from tests.programme.conftest import Programme
from tests.serving.test_entry import ask


class Asked(AssertionError):
    """Somebody asked the database or Django."""


@pytest.fixture
def released(programme: Programme, monkeypatch):
    """The programme, released; from here on neither a query nor Django is to be had."""
    programme.release()

    def no_query(*args):
        raise Asked("a query")

    async def no_django(*args):
        raise Asked("Django")

    monkeypatch.setattr(ASGIHandler, "__call__", no_django)
    with connection.execute_wrapper(no_query):
        yield programme


def test_no_address_of_a_release_asks_the_database_or_django(released: Programme):
    pack = shelf().pack("quebec")
    assert pack
    addresses = [path for path in pack.paths() if path.startswith("/")]
    assert len(addresses) > 20
    for path in addresses:
        assert ask(path, accept_language="fr")[0] == 200, path


def test_what_is_asked_of_the_reader_goes_to_django(released: Programme):
    for query in ("tz=Asia/Tokyo", "q=water", "lang=fr&tz=UTC", "codes=SEEDS"):
        with pytest.raises(Asked, match="Django"):
            ask(paths.programme("quebec"), query=query)


def test_an_address_beside_the_release_goes_to_django(released: Programme):
    for path in ("/quebec/agenda/", "/quebec/programme/now/", "/quebec/../quebec/programme/"):
        with pytest.raises(Asked, match="Django"):
            ask(path)


def test_what_is_written_goes_to_django(released: Programme):
    with pytest.raises(Asked, match="Django"):
        ask(paths.programme("quebec"), method="POST")


def test_the_same_bytes_come_in_every_encoding(released: Programme):
    for path in (paths.programme("quebec"), paths.feed("quebec", "programme.ics")):
        plain = ask(path)[2]
        assert brotli.decompress(ask(path, accept_encoding="gzip, br")[2]) == plain
        assert gzip.decompress(ask(path, accept_encoding="gzip")[2]) == plain


def test_a_known_answer_is_not_sent_again_and_a_head_has_no_body(released: Programme):
    path = paths.session("quebec", "SEEDS")
    _, headers, whole = ask(path)
    etag = headers[b"etag"].decode()
    assert etag.startswith('"')
    status, unchanged, body = ask(path, if_none_match=f'"other", {etag}')
    assert (status, body) == (304, b"")
    assert unchanged[b"etag"].decode() == etag
    assert unchanged[b"vary"] == headers[b"vary"]
    status, headers, body = ask(path, method="HEAD")
    assert (status, body) == (200, b"")
    assert int(headers[b"content-length"]) == len(whole)


@pytest.mark.parametrize(
    ("said", "lang"),
    [
        ({}, "en"),
        ({"accept_language": "pt-BR, fr;q=0.5"}, "pt"),
        ({"accept_language": "fr", "cookie": "lang=ar.es"}, "ar"),
        ({"accept_language": "fr", "cookie": "lang=ar", "query": "lang=es"}, "es"),
        ({"accept_language": "xx, *"}, "en"),
    ],
)
def test_address_cookie_and_browser_choose_the_language_in_this_order(released, said, lang):
    _, headers, body = ask(paths.programme("quebec"), **said)
    assert f'<html lang="{lang}"' in body.decode()
    assert headers[b"content-language"] == lang.encode()
    assert headers[b"vary"] == b"Cookie, Accept-Language, Accept-Encoding"


def test_two_readers_get_the_same_bytes(released: Programme):
    path = paths.programme("quebec")
    one = ask(path, cookie="sessionid=one; csrftoken=a", accept_language="fr")
    other = ask(path, cookie="sessionid=two", accept_language="fr")
    assert one == other
    assert b"csrf" not in one[2]
    assert b"set-cookie" not in one[1]
    assert one[1][b"cache-control"] == b"no-cache"


def test_the_next_release_is_read_at_once(programme: Programme):
    programme.release()
    path = paths.session("quebec", "SEEDS")
    first = ask(path)[1][b"etag"]
    programme.seeds.placement.room = programme.other_room
    programme.seeds.placement.save()
    programme.release()
    assert ask(path)[1][b"etag"] != first
