"""Pages of the programme that Django answers: as many queries for 60 sessions as for 3."""

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from programme.actions import star
from tests import factories
from tests.programme.conftest import Programme

MOST = 10
PAGES = [
    "search",
    "now",
    "agenda",
    "zone",
    "room",
    "theme",
    "language",
    "changes",
    "session",
    "feeds",
]


def addresses(programme: Programme) -> dict[str, str]:
    day = programme.event.begins
    codes = ",".join(session.code for session in programme.event.sessions.all())
    return {
        "search": "/quebec/programme/search/?q=e",
        "now": "/quebec/programme/now/",
        "agenda": f"/quebec/agenda/?codes={codes}",
        "zone": f"/quebec/programme/{day}/?tz=Asia/Tokyo",
        "room": f"/quebec/programme/rooms/{programme.room.uid}/?tz=Asia/Tokyo",
        "theme": f"/quebec/programme/themes/{programme.theme.uid}/?tz=Asia/Tokyo",
        "language": "/quebec/programme/languages/fr/?tz=Asia/Tokyo",
        "changes": "/quebec/programme/changes/?tz=Asia/Tokyo",
        "session": "/quebec/sessions/SEEDS/?tz=Asia/Tokyo",
        "feeds": "/quebec/feeds/",
    }


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def more_sessions(programme: Programme, count: int) -> None:
    for number in range(count):
        session = factories.session(
            programme.event,
            f"One more {number}",
            theme=programme.theme,
            organisation=factories.organisation(programme.event, f"Réseau {number}"),
            interpreted=["ar"],
        )
        factories.speaker(session, f"Awa Diop {number}")
        factories.placement(session, programme.room, clock=8 + number % 8, day=number % 3)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_as_often_for_60_sessions_as_for_3(programme: Programme, client, page):
    with time_machine.travel(factories.hour(programme.event, 9), tick=False):
        programme.release()
        few = queries(client, addresses(programme)[page])
        more_sessions(programme, 57)
        programme.release()
        assert queries(client, addresses(programme)[page]) <= few
        assert few <= MOST


def test_an_agenda_of_stars_asks_as_often_for_40_as_for_1(programme: Programme, client):
    person = factories.person("awa")
    client.force_login(person)
    star(person=person, session=programme.seeds, on=True)
    programme.release()
    few = queries(client, "/quebec/agenda/")
    more_sessions(programme, 40)
    for session in programme.event.sessions.all():
        star(person=person, session=session, on=True)
    programme.release()
    assert queries(client, "/quebec/agenda/") <= few


def test_the_page_of_another_zone_names_it_and_shows_its_hours(programme: Programme, client):
    programme.release()
    page = client.get(f"/quebec/programme/{programme.event.begins}/?tz=Africa/Dakar")
    assert "Africa/Dakar" in page.text
    assert ">13:00<" in page.text


def test_now_shows_what_runs_and_what_begins_next(programme: Programme, client):
    programme.release()
    with time_machine.travel(factories.hour(programme.event, 9), tick=False):
        page = client.get("/quebec/programme/now/").text
    assert "Peasant seeds" in page
    assert "Agua de todos" not in page
    with time_machine.travel(factories.hour(programme.event, 8, day=1), tick=False):
        page = client.get("/quebec/programme/now/").text
    assert "Nothing runs at this moment." in page
    assert "Agua de todos" in page


def test_a_search_finds_by_title_person_and_room_in_any_language(programme: Programme, client):
    programme.release()
    for words in ("semences", "SÉEDS peasant", "diop", "بذور", "salle peasant"):
        page = client.get("/quebec/programme/search/", {"q": words}).text
        assert "Peasant seeds" in page
        assert "Agua de todos" not in page
    nothing = client.get("/quebec/programme/search/", {"q": "<b>nothing"}).text
    assert "No session holds all of these words" in nothing
    assert 'value="&lt;b&gt;nothing"' in nothing


def test_the_feeds_name_every_room_theme_and_language(programme: Programme, client):
    programme.release()
    page = client.get("/quebec/feeds/").text
    for name in (f"rooms/{programme.room.uid}.ics", f"themes/{programme.theme.uid}.ics"):
        assert name in page
    for lang in ("fr", "ar"):
        assert f"languages/{lang}.ics" in page


def test_a_session_has_its_hours_in_each_zone_that_is_asked_for(programme: Programme, client):
    programme.release()
    for zone, hour in (("Africa/Dakar", "13:00"), ("Asia/Tokyo", "22:00")):
        page = client.get(f"/quebec/sessions/SEEDS/?tz={zone}").text
        assert f", {hour}</time>" in page
