"""What everybody reads of an event."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from lxml import etree

from events.models import Event
from files import atom
from tests import factories
from tests.cast import Cast

LANGUAGES = [code for code, _name in settings.LANGUAGES]
pytestmark = pytest.mark.django_db


def test_a_server_without_events_says_how_to_make_the_first():
    answer = Client().get("/")
    assert answer.status_code == 200
    assert 'href="/new/"' in answer.text


def test_events_stand_by_their_days_and_past_ones_apart(time_machine):
    time_machine.move_to("2001-09-01")
    factories.event("dakar", begins="2005-11-22", ends="2005-11-26")
    factories.event("lima", begins="1997-07-01", ends="1997-07-04")
    factories.event("quebec")
    answer = Client().get("/")
    assert [view.slug for view in answer.context["coming"]] == ["quebec", "dakar"]
    assert [view.slug for view in answer.context["past"]] == ["lima"]


def test_the_list_asks_as_often_for_ten_events_as_for_one(django_assert_num_queries):
    factories.event("one")
    client = Client()
    with django_assert_num_queries(3):
        client.get("/")
    for number in range(9):
        factories.event(f"more-{number}")
    with django_assert_num_queries(3):
        client.get("/")


def test_the_first_page_asks_a_constant_number_of_queries(cast: Cast, django_assert_num_queries):
    client = Client()
    address = f"/{cast.event.slug}/"
    with django_assert_num_queries(6):
        client.get(address)
    for number in range(4):
        factories.page(cast.event, f"page-{number}", position=number)
        factories.news(cast.event)
    with django_assert_num_queries(6):
        client.get(address)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_page_speaks_the_readers_language_in_its_direction(cast: Cast, lang: str):
    factories.page(cast.event)
    for address in ("/", "/quebec/", "/quebec/pages/travel/", "/quebec/news/"):
        answer = Client().get(address, {"lang": lang})
        assert answer.headers["Content-Language"] == lang
        assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}"' in answer.text


def test_a_name_keeps_its_own_language_where_no_translation_is(cast: Cast):
    answer = Client().get("/quebec/?lang=ar")
    assert '<span lang="en" dir="ltr">Globalisation of Solidarity</span>' in answer.text
    answer = Client().get("/quebec/?lang=fr")
    assert '<span lang="fr" dir="ltr">Globalisation de la solidarité</span>' in answer.text


def test_what_one_can_do_now_follows_the_switches(cast: Cast):
    assert 'class="button" href="/quebec/register/"' in Client().get("/quebec/").text
    Event.objects.update(registration="closed", call="open", programme="closed")
    page = Client().get("/quebec/").text
    assert "Propose a workshop" in page
    assert "/quebec/register/" not in page
    assert "Read the programme" not in page
    Event.objects.update(call="closed")
    assert "are not open at the moment" in Client().get("/quebec/").text


def test_drafts_are_for_the_team_only(cast: Cast):
    factories.page(cast.event, "secret", state="draft", title=factories.text("Not yet told"))
    factories.news(cast.event, state="draft", title=factories.text("Not yet news"))
    for who in ("stranger", "account", "neighbour", "former"):
        client = cast.client(who)
        assert client.get("/quebec/pages/secret/").status_code in {302, 404}
        assert "Not yet" not in client.get("/quebec/").text
        assert "Not yet" not in client.get("/quebec/news/").text
    assert "Not yet told" in cast.client("organiser").get("/quebec/pages/secret/").text


def test_markdown_becomes_safe_html_below_the_title(cast: Cast):
    body = "# Come\n\n**by train**\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))"
    factories.page(cast.event, body=factories.text(body))
    page = Client().get("/quebec/pages/travel/").text
    assert "<h2>Come</h2>" in page
    assert "<strong>by train</strong>" in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_news_are_read_in_a_feed_reader(cast: Cast, django_assert_num_queries):
    piece = factories.news(
        cast.event,
        title=factories.text("Rooms have changed", "en", {"ar": "تغيرت القاعات"}),
        body=factories.text("**Hall B** instead of <script>alert(1)</script>"),
    )
    factories.news(cast.event, state="draft", title=factories.text("Not yet news"))
    with django_assert_num_queries(6):
        answer = Client().get("/quebec/news.atom?lang=ar")
    assert answer["Content-Type"] == atom.CONTENT_TYPE
    feed = etree.fromstring(answer.content)
    entry = feed.find("a:entry", {"a": atom.SPACE})
    words = {child.tag.split("}")[1]: child.text for child in entry}
    assert words["id"] == piece.uid.urn
    assert words["title"] == "تغيرت القاعات"
    assert entry.get(atom.XML_LANG) == "ar"
    assert "<strong>Hall B</strong>" in words["content"]
    assert "<script>" not in words["content"]
    assert "Not yet" not in answer.text
    assert "news.atom?lang=ar" in Client().get("/quebec/news/?lang=ar").text
    again = Client().get("/quebec/news.atom?lang=ar", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_feed_without_news_is_whole(cast: Cast):
    feed = etree.fromstring(Client().get("/quebec/news.atom").content)
    assert feed.find("a:updated", {"a": atom.SPACE}).text
    assert feed.find("a:entry", {"a": atom.SPACE}) is None


def test_a_series_shows_its_editions_the_latest_first(django_assert_num_queries):
    series = factories.series()
    factories.event("lima", begins="1997-07-01", ends="1997-07-04", series=series)
    factories.event("quebec", series=series)
    with django_assert_num_queries(4):
        answer = Client().get("/s/solidarity/")
    assert [view.slug for view in answer.context["editions"]] == ["quebec", "lima"]
    assert "/s/solidarity/" in Client().get("/quebec/").text


@pytest.mark.parametrize(
    "address", ["/nowhere/", "/quebec/pages/nothing/", "/s/nothing/", "/nowhere/news/"]
)
def test_what_is_not_there_is_not_found(cast: Cast, address: str):
    assert cast.event
    assert Client().get(address).status_code == 404


def test_pages_are_only_read(cast: Cast):
    assert cast.event
    assert Client().post("/quebec/").status_code == 405


def test_dates_are_written_as_the_language_writes_them(cast: Cast):
    assert "9–11 oct. 2001" in Client().get("/quebec/?lang=fr").text
    with translation.override("fr"):
        assert "9–11 oct. 2001" in Client().get("/?lang=fr").text
