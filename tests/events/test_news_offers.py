"""Each piece of news asks whoever may translate it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.homes import home
from events.models import Event, Role
from languages import texts
from tests import factories

pytestmark = pytest.mark.django_db
ASKS = "Translate this into English"


def told(event: Event, words: str = "Se abre la convocatoria", lang: str = "es") -> None:
    title = texts.create(body=words, lang=lang, home=home(event, "events.news.title"))
    body = texts.create(body=words, lang=lang, home=home(event, "events.news.body"))
    factories.news(event, title=title, body=body)


def test_news_asks_a_translator_and_nobody_else():
    event = factories.event()
    told(event)
    told(event, "It is open", "en")
    reads = Client(headers={"Accept-Language": "en"})
    for path in ("/quebec/news/", "/quebec/"):
        assert ASKS not in reads.get(path).content.decode()
    reads.force_login(factories.person())
    assert ASKS not in reads.get("/quebec/news/").content.decode()
    reads.force_login(factories.member(event, Role.TRANSLATOR))
    for path in ("/quebec/news/", "/quebec/"):
        assert reads.get(path).content.decode().count(ASKS) == 1


def test_news_asks_the_same_of_the_database_whatever_its_length():
    event = factories.event()
    told(event)
    reads = Client(headers={"Accept-Language": "en"})
    reads.force_login(factories.member(event, Role.TRANSLATOR))
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            reads.get("/quebec/news/")
        counts.append(len(asked))
        for _more in range(10):
            told(event)
    assert counts[0] == counts[1]
