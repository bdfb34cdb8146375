"""A board and the hall, as a stranger, a delegate, a moderator and a neighbour get them."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards import actions, topics
from boards.models import Line
from events.models import Event
from programme.actions import set_running
from realtime.visitors import Refused, admit
from tests import factories
from tests.bad_input import bad_words, honest_words
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(cast: Cast):
    found = factories.session(cast.event, code="SEEDS")
    factories.placement(found, factories.room(cast.event))
    factories.released(found)
    return found


BOARD, WRITE = "/quebec/sessions/SEEDS/board/", "/quebec/sessions/SEEDS/board/lines/"
STATE, HALL, ANNOUNCE = f"{BOARD}state/", "/quebec/hall/", "/quebec/hall/announce/"


def fields(body: str = "Bonjour", **more: str) -> dict[str, str]:
    return {"kind": "note", "body": body, "body-lang": "fr", "key": str(uuid.uuid4())} | more


def line(session, body: str = "Bonjour", **more) -> Line:
    plain = {"kind": "note", "lang": "fr", "by": None}
    return actions.write_line(event=session.event, session=session, body=body, **plain | more)


def test_a_stranger_reads_and_is_offered_nothing_to_write(cast, session):
    line(session, translations={"en": "Hello"})
    page = cast.client().get(BOARD).content.decode()
    assert "Hello" in page
    assert "translated from French" in page
    assert "<form" not in page


def test_a_line_has_its_original_in_place_and_the_readers_languages_are_told(cast, session):
    line(session, translations={"es": "Hola"})
    page = cast.client().get(BOARD, headers={"Accept-Language": "ar,es;q=0.5"}).content.decode()
    assert 'data-lang="ar" data-languages="ar.es"' in page
    assert ">Hola</p>" in page
    assert '<div lang="fr" dir="auto">Bonjour</div>' in page


def test_a_line_tells_a_stranger_nothing_of_a_closed_board_or_of_none(cast, session):
    session.released.all().delete()
    heard = []
    for guid in (session.guid, uuid.uuid4()):
        with pytest.raises(Refused) as refused:
            admit(topics.board(guid, cast.event.uid), "")
        heard.append(refused.value.status)
    assert heard == [403, 403]


def test_a_session_that_is_not_released_has_no_board_for_others(cast, session):
    session.released.all().delete()
    assert cast.client().get(BOARD).status_code == 404
    assert cast.client("delegate").get(BOARD).status_code == 404
    assert cast.client("moderator").get(BOARD).status_code == 200


def test_nobody_else_reads_while_the_programme_is_closed(cast, session):
    cast.event.programme = Event.Switch.CLOSED
    cast.event.save()
    answers = {
        who: cast.client(who).get(BOARD).status_code
        for who in ("stranger", "delegate", "neighbour", "moderator")
    }
    assert answers == {"stranger": 404, "delegate": 404, "neighbour": 404, "moderator": 200}


@pytest.mark.parametrize("who", ["delegate", "neighbour", "former", "desk"])
def test_only_who_takes_notes_writes(cast, session, who):
    assert cast.client(who).post(WRITE, fields()).status_code == 404
    assert not Line.objects.exists()


def test_a_note_taker_notes_and_does_not_announce(cast, session):
    client = cast.client("notetaker")
    assert client.post(WRITE, fields()).status_code == 302
    refused = client.post(WRITE, fields("All out", kind="announcement"))
    assert refused.status_code == 422
    assert "Only a moderator announces." in refused.content.decode()
    assert ">All out</textarea>" in refused.content.decode()
    assert client.post(STATE, {"state": "live"}).status_code == 404


def test_a_line_written_twice_with_one_key_stands_once(cast, session):
    client, once = cast.client("moderator"), fields()
    assert client.post(WRITE, once).status_code == 302
    assert client.post(WRITE, once).status_code == 302
    by_script = {"Accept": "application/json", "Idempotency-Key": once["key"]}
    again = client.post(WRITE, once, headers=by_script)
    assert (again.status_code, again["Idempotent-Replay"]) == (201, "true")
    assert Line.objects.count() == 1


def test_a_line_without_a_key_is_refused_and_kept(cast, session):
    page = cast.client("moderator").post(WRITE, fields(key="nonsense"))
    assert page.status_code == 422
    assert ">Bonjour</textarea>" in page.content.decode()


@pytest.mark.parametrize(("why", "words"), bad_words(most=2_000))
def test_bad_words_are_refused_at_their_field_and_kept(cast, session, why, words):
    client = cast.client("moderator")
    assert client.post(WRITE, fields(words)).status_code == 422
    asked = client.post(WRITE, fields(words), headers={"Accept": "application/json"})
    assert asked.status_code == 422
    assert list(asked.json()["errors"]) == ["body"]
    kept = client.post(WRITE, fields("Honest", **{"body-es": words or "x" * 3_000}))
    if words.strip():
        assert kept.status_code == 422
        assert ">Honest</textarea>" in kept.content.decode()


@pytest.mark.parametrize("words", honest_words())
def test_strange_but_honest_words_stand_as_they_were_typed(cast, session, words):
    assert cast.client("moderator").post(WRITE, fields(words)).status_code == 302
    assert Line.objects.get().body.body == words
    assert "<script" not in cast.client().get(BOARD).content.decode().partition("data-lines")[2]


@pytest.mark.parametrize("lang", ["xx", "", "<b>"])
def test_a_line_is_in_a_language_of_the_event(cast, session, lang):
    page = cast.client("moderator").post(WRITE, fields(**{"body-lang": lang or "ar"}))
    assert page.status_code == 422
    assert ">Bonjour</textarea>" in page.content.decode()


def test_a_moderator_says_how_the_session_goes(cast, session):
    room = factories.room(cast.event, "Salle B")
    client = cast.client("moderator")
    said = {"state": "moved", "room": room.pk, "late_minutes": ""}
    assert client.post(STATE, said).status_code == 302
    assert "Salle B" in cast.client().get(BOARD).content.decode()
    for wrong in ({"state": "asleep"}, {"state": "late", "late_minutes": "-3"}, {}):
        assert client.post(STATE, wrong).status_code == 422


def test_a_removed_line_is_gone_and_can_come_back(cast, session):
    found = line(session, "Wrong room")
    client, path = cast.client("moderator"), f"/quebec/lines/{found.uid}/"
    assert client.post(path + "remove/").status_code == 302
    assert "Wrong room" not in cast.client().get(BOARD).content.decode()
    assert client.post(path + "restore/").status_code == 302
    assert "Wrong room" in cast.client().get(BOARD).content.decode()
    assert cast.client("notetaker").post(path + "remove/").status_code == 404
    assert cast.client("neighbour").post(path + "remove/").status_code == 404


def test_a_translator_translates_a_line_and_keeps_what_she_typed(cast, session):
    found = line(session, "Bonjour")
    client, path = cast.client("translator"), f"/quebec/lines/{found.uid}/translate/"
    assert "Bonjour" in client.get(path).content.decode()
    refused = client.post(path, {"lang": "xx", "body": "Hello all"})
    assert refused.status_code == 422
    assert "Hello all" in refused.content.decode()
    assert client.post(path, {"lang": "en", "body": "Hello all"}).status_code == 302
    assert "Hello all" in cast.client().get(BOARD).content.decode()


def test_hours_are_those_of_the_event(cast, session):
    line(session, at=factories.hour(cast.event, 15))
    assert "Oct 9, 15:00" in cast.client().get(BOARD).content.decode()


def test_a_board_asks_the_same_of_the_database_whatever_its_length(cast, session):
    line(session)
    client = cast.client()
    client.get(BOARD)
    few = queries_of(client, BOARD)
    for number in range(20):
        line(session, f"line {number}", translations={"en": "x"})
    assert queries_of(client, BOARD) == few <= 19


def queries_of(client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


class TestTheHall:
    """What is on first, then what changed, then the newest announcements."""

    @pytest.fixture
    def today(self, cast: Cast):
        """Three sessions around this hour, in rooms of an event that is today."""
        now = timezone.now()
        event = cast.event
        event.begins = event.ends = now.date()
        event.zone = "UTC"
        event.save()
        room, found = factories.room(event), {}
        for name, begins in (("over", -3), ("on", -1), ("next", 1)):
            session = factories.session(event, f"Session {name}", code=name.upper())
            where = factories.placement(session, room)
            where.begins = now + timedelta(hours=begins)
            where.ends = where.begins + timedelta(hours=1, minutes=30)
            where.save()
            factories.released(session)
            found[name] = session
        return found

    def hall(self, cast: Cast, who: str = "stranger", query: str = "") -> str:
        answer = cast.client(who).get(HALL + query)
        assert answer.status_code == 200
        return answer.content.decode()

    def test_it_shows_what_is_on_before_what_is_next(self, cast, today):
        page = self.hall(cast)
        on, following = page.partition("data-next")[::2]
        assert "Session on" in on
        assert "Session next" in following
        assert "Session over" not in page

    def test_a_session_that_began_early_is_on_and_an_ended_one_is_gone(self, cast, today):
        by = cast.moderator
        for name, state in (("next", "live"), ("on", "ended")):
            set_running(session=today[name], state=state, late_minutes=0, room=None, by=by)
        page = self.hall(cast)
        assert "Session next" in page.partition("data-next")[0]
        assert "Session on" not in page

    def test_it_tells_who_moved_and_the_newest_announcements_first(self, cast, today):
        room = factories.room(cast.event, "Salle Z")
        set_running(
            session=today["on"], state="moved", late_minutes=0, room=room, by=cast.moderator
        )
        for number in range(7):
            line(today["on"], f"announced {number}", kind="announcement")
        page = self.hall(cast)
        assert page.index("Salle Z") < page.index("announced 6") < page.index("announced 5")
        newest, earlier = page.partition("data-earlier")[::2]
        assert "announced 2" in newest
        assert "announced 1" in earlier

    def test_the_large_screen_has_nothing_but_the_hall(self, cast, today):
        page = self.hall(cast, query="?large")
        assert "Session on" in page
        assert 'class="tabs"' not in page
        assert "<form" not in self.hall(cast, "moderator", "?large")

    def test_a_moderator_announces_to_every_hall_once(self, cast, today):
        client, once = cast.client("moderator"), fields("The bus leaves at six.")
        assert client.post(ANNOUNCE, once).status_code == 302
        assert client.post(ANNOUNCE, once).status_code == 302
        assert self.hall(cast).count("The bus leaves at six.") == 1
        refused = client.post(ANNOUNCE, fields("\u202eevil"))
        assert refused.status_code == 422
        assert "\u202eevil</textarea>" in refused.content.decode()
        for who in ("delegate", "neighbour", "notetaker"):
            assert cast.client(who).post(ANNOUNCE, fields()).status_code == 404

    def test_it_stands_without_a_release(self, cast):
        assert "On now" in self.hall(cast)

    def test_its_questions_to_the_database_do_not_grow(self, cast, today):
        client = cast.client()
        client.get(HALL)
        few = queries_of(client, HALL)
        for number in range(10):
            session = factories.session(cast.event)
            where = factories.placement(session, factories.room(cast.event, f"Room {number}"))
            where.begins, where.ends = timezone.now(), timezone.now() + timedelta(hours=1)
            where.save()
            factories.released(session)
            line(session, kind="announcement")
            set_running(session=session, state="live", late_minutes=0, room=None, by=cast.moderator)
        assert queries_of(client, HALL) <= few + 4  # texts, rooms and states that were not there
