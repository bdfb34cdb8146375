"""The programme's dynamic pages: own zone, search, agenda, stars, editor; who gets which."""

import json

import pytest
from django.test import Client

from events.models import Event, Role
from programme.models import CalendarAddress, Placement, Release, Slot, Star
from tests import factories
from tests.bad_input import bad_words
from tests.programme.conftest import Programme

pytestmark = pytest.mark.django_db
EDITOR = "/quebec/organise/programme/"


@pytest.fixture
def released(programme: Programme) -> Programme:
    programme.release()
    return programme


@pytest.fixture
def visitor() -> Client:
    return Client()


def client_of(who) -> Client:
    client = Client()
    client.force_login(who)
    return client


@pytest.fixture
def organiser(programme: Programme) -> Client:
    factories.slot(programme.event, clock=9, hours=2)
    factories.slot(programme.event, clock=11, hours=2)
    return client_of(factories.member(programme.event, Role.PROGRAMME))


def body(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


class TestReading:
    def test_before_the_first_release_a_page_says_so(self, programme, visitor):
        assert "not published yet" in body(visitor, "/quebec/programme/")

    def test_a_closed_programme_is_nobodys_but_the_teams(self, released, visitor):
        released.event.programme = Event.Switch.CLOSED
        released.event.save()
        assert "not published yet" in body(visitor, "/quebec/programme/")
        assert visitor.get("/quebec/programme/search/?q=seeds").status_code == 404
        neighbour = client_of(factories.member(factories.event("dakar"), Role.ORGANISER))
        assert neighbour.get("/quebec/programme/2001-10-09/").status_code == 404
        for path in ("now/", ""):
            assert "not published yet" in body(neighbour, f"/quebec/programme/{path}")
        assert "not published yet" in body(visitor, "/quebec/feeds/")

    def test_hours_are_those_of_the_zone_asked_for(self, released, visitor):
        page = body(visitor, "/quebec/programme/2001-10-09/?tz=Africa/Dakar")
        assert ">13:00</time>" in page
        assert "hours of Africa/Dakar" in page
        assert ">09:00</time>" in body(visitor, "/quebec/programme/2001-10-09/?tz=Nowhere/At_All")

    @pytest.mark.parametrize("path", ["2001-02-30", "2001-13-01"])
    def test_a_day_that_is_none_is_not_found(self, released, visitor, path):
        assert visitor.get(f"/quebec/programme/{path}/").status_code == 404

    @pytest.mark.parametrize("key", ["xx", "a" * 5_000, "-", "fr_"])
    def test_a_language_that_nobody_speaks_is_not_found(self, released, visitor, key):
        assert visitor.get(f"/quebec/programme/languages/{key}/").status_code == 404
        assert visitor.get("/quebec/programme/languages/ar/?tz=UTC").status_code == 200

    @pytest.mark.parametrize("query", ["semences", "SEEDS peasant", "awa diop", "بذور"])
    def test_a_session_is_found_in_every_language_it_has(self, released, visitor, query):
        assert "/quebec/sessions/SEEDS/" in body(visitor, f"/quebec/programme/search/?q={query}")

    @pytest.mark.parametrize("query", ["", "   ", "%", "'; --", "x" * 5_000, "<script>", "\x00"])
    def test_a_search_for_anything_is_answered(self, released, visitor, query):
        page = visitor.get("/quebec/programme/search/", {"q": query})
        assert page.status_code in {200, 400}
        assert "<script>alert" not in page.content.decode()

    def test_a_session_shows_its_abstract_as_text_and_not_as_a_program(self, released, visitor):
        page = body(visitor, "/quebec/sessions/SEEDS/?tz=Africa/Dakar")
        assert "<strong>keeps</strong>" in page
        assert "<script>alert" not in page

    def test_what_begins_next_is_no_secret_and_an_unknown_session_none(self, released, visitor):
        assert "Nothing runs at this moment" in body(visitor, "/quebec/programme/now/")
        assert visitor.get("/quebec/sessions/NOPE/").status_code == 404


class TestStars:
    def test_a_stranger_brings_the_codes_that_her_browser_keeps(self, released, visitor):
        page = body(visitor, "/quebec/agenda/?codes=SEEDS,CREDIT,NOPE")
        assert page.count("<article") == 2
        assert "At the same time" in page
        assert "<html" not in page

    def test_a_star_tells_nobody_what_is_not_released(self, released):
        hidden = factories.session(released.event, code="SECRET")
        client = client_of(factories.person())
        path = f"/quebec/sessions/{hidden.code}/star/"
        assert client.get(path).status_code == 404
        assert client.post(path, {"on": "yes"}).status_code == 404
        assert client.get("/quebec/sessions/SEEDS/star/").status_code == 200
        type(released.event).objects.update(programme="closed")
        assert client.get("/quebec/sessions/SEEDS/star/").status_code == 404

    def test_stars_are_merged_once_and_unknown_codes_left_out(self, released):
        who = factories.person()
        client = client_of(who)
        for _ in range(2):
            answer = client.post(
                "/quebec/stars/",
                json.dumps({"codes": ["SEEDS", "NOPE"]}),
                content_type="application/json",
            )
            assert answer.json() == {"codes": ["SEEDS"]}
        assert Star.objects.count() == 1

    @pytest.mark.parametrize(
        "said",
        [
            *("", "[]", "null", "{", '{"codes": "SEEDS"}', '{"codes": [1]}', '{"code": "SEEDS"}'),
            *('{"code": "NOPE", "on": true}', '{"code": "SEEDS", "on": "yes"}', "[" * 100_000),
        ],
    )
    def test_a_wrong_list_of_stars_is_refused_and_changes_nothing(self, released, said):
        client = client_of(factories.person())
        answer = client.post("/quebec/stars/", said, content_type="application/json")
        assert answer.status_code == 422
        assert answer.json()["error"]
        assert not Star.objects.exists()

    def test_a_stranger_is_sent_to_log_in_for_what_needs_an_account(self, released, visitor):
        for path in ("agenda/calendar/", "sessions/SEEDS/star/"):
            assert "/account/login/" in visitor.get(f"/quebec/{path}")["Location"]
        answer = visitor.get("/quebec/stars/", headers={"Accept": "application/json"})
        assert answer.status_code == 403

    def test_a_renewed_address_ends_the_old_one(self, released):
        client = client_of(factories.person())
        client.post("/quebec/agenda/calendar/")
        first = CalendarAddress.objects.get().token
        assert client.get(f"/quebec/feeds/agenda/{first}.ics").status_code == 200
        client.post("/quebec/agenda/calendar/")
        assert client.get(f"/quebec/feeds/agenda/{first}.ics").status_code == 404
        assert CalendarAddress.objects.get().token != first


class TestTheEditor:
    @pytest.mark.parametrize("path", ["", "slots/", "release/", "progress/"])
    def test_it_is_the_programme_teams_alone(self, programme, organiser, visitor, path):
        assert visitor.get(EDITOR + path).status_code == 302
        others = [
            factories.registration(programme.event).person,
            factories.member(programme.event, Role.MODERATOR),
            factories.member(factories.event("dakar"), Role.ORGANISER),
        ]
        for who in others:
            assert client_of(who).get(EDITOR + path).status_code == 404
        assert organiser.get(EDITOR + path).status_code in {200, 286}

    def test_its_hours_are_the_events_and_a_session_lands_where_the_form_says(
        self, programme, organiser
    ):
        page = body(organiser, EDITOR + "?session=SEEDS")
        assert 'name="begins" value="2001-10-09T11:00"' in page
        sent = {"session": "SEEDS", "room": programme.other_room.pk, "begins": "2001-10-09T11:00"}
        answer = organiser.post(EDITOR + "place/", sent | {"version": version_of(page)})
        assert answer.status_code == 302
        placed = Placement.objects.get(session__code="SEEDS")
        assert placed.room == programme.other_room
        assert placed.begins == factories.hour(programme.event, 11)

    def test_it_says_what_speaks_against_each_place(self, programme, organiser):
        page = body(organiser, EDITOR + "?session=SEEDS")
        assert "Salle B is taken twice" in page
        assert page.count("data-drop") == 4

    @pytest.mark.parametrize(
        "wrong",
        [
            {"session": "NOPE"},
            {"room": "999999"},
            {"room": "x"},
            {"begins": "tomorrow"},
            {"version": "-1"},
            {"version": "77"},
        ],
    )
    def test_a_wrong_or_outdated_move_is_refused_in_words(self, programme, organiser, wrong):
        sent = {"session": "SEEDS", "room": programme.room.pk, "begins": "2001-10-09T11:00"}
        answer = organiser.post(EDITOR + "place/", sent | {"version": "0"} | wrong)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()
        where = Placement.objects.get(session__code="SEEDS")
        assert where.begins == factories.hour(programme.event, 9)

    def test_a_slot_is_made_for_each_day_and_removed(self, programme, organiser):
        sent = {
            "days": ["2001-10-10", "2001-10-11"],
            "begins": "09:00",
            "ends": "10:30",
            "kind": "sessions",
        }
        assert organiser.post(EDITOR + "slots/", sent).status_code == 302
        made = Slot.objects.filter(begins=factories.hour(programme.event, 9, day=1)).get()
        assert organiser.post(f"{EDITOR}slots/{made.uid}/remove/").status_code == 302
        assert not Slot.objects.filter(pk=made.pk).exists()

    @pytest.mark.parametrize(
        "wrong", [{"ends": "08:00"}, {"ends": "x"}, {"days": ["1999-01-01"]}, {"kind": "party"}]
    )
    def test_a_wrong_slot_is_refused_and_what_was_typed_is_kept(self, programme, organiser, wrong):
        sent = {"days": ["2001-10-10"], "begins": "09:15", "ends": "10:30", "kind": "sessions"}
        answer = organiser.post(EDITOR + "slots/", sent | wrong)
        assert answer.status_code == 422
        assert 'value="09:15"' in answer.content.decode()

    @pytest.mark.parametrize(("why", "words"), bad_words(most=2_000, required=False))
    def test_bad_words_on_a_release_are_refused_and_kept(self, programme, organiser, why, words):
        answer = organiser.post(EDITOR + "release/", {"words": words})
        assert answer.status_code == 422
        assert not Release.objects.exists()

    def test_it_asks_the_same_of_the_database_whatever_the_programme(
        self, programme, organiser, django_assert_max_num_queries
    ):
        for number in range(10):
            session = factories.session(programme.event)
            factories.placement(session, factories.room(programme.event, f"R{number}"), clock=9)
        with django_assert_max_num_queries(25):
            body(organiser, EDITOR + "?session=SEEDS")


def version_of(page: str) -> str:
    return page.partition('name="version" value="')[2].partition('"')[0]
