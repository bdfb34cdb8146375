"""An emergency reaches every page, the halls, running boards and every mailbox in one step."""

import pytest
from django.test import Client

from boards.models import Line
from events.actions import end_alert, sound_alert
from events.models import Event, Role
from languages.forms import Written
from programme.models import Running
from tests import factories

pytestmark = pytest.mark.django_db
WORDS = Written("Fire in hall B. Leave by the south gate.", "en", {"fr": "Feu dans la salle B."})


@pytest.fixture
def event(db):
    return factories.event()


@pytest.fixture
def organiser(event):
    return factories.member(event, Role.ORGANISER)


def test_its_words_stand_on_every_page_in_the_readers_language(event, organiser):
    sound_alert(event=event, words=WORDS, by=organiser)
    for path in ("/quebec/", "/quebec/register/", "/quebec/news/", "/quebec/hall/"):
        assert "south gate" in Client().get(path).content.decode(), path
    assert "Feu dans la salle B." in Client().get("/quebec/?lang=fr").content.decode()
    end_alert(event=Event.objects.get(), by=organiser)
    assert "south gate" not in Client().get("/quebec/").content.decode()


def test_a_page_asks_no_more_queries_while_nothing_happens(event, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as quiet:
        Client().get("/quebec/news/")
    assert not any("alert" in each["sql"].split("WHERE")[-1] for each in quiet.captured_queries)


def test_halls_and_running_boards_hear_it(event, organiser):
    running, other = factories.session(event), factories.session(event)
    Running.objects.create(session=running, state=Running.State.LIVE)
    sound_alert(event=event, words=WORDS, by=organiser)
    assert set(Line.objects.values_list("session", flat=True)) == {None, running.pk}
    assert not other.lines.exists()


def test_everybody_who_is_registered_gets_one_mail(
    event, organiser, run_jobs, mailoutbox, monkeypatch
):
    from delegates.tasks import care as care_tasks

    monkeypatch.setattr(care_tasks, "BATCH", 2)
    people = [factories.person(languages=["fr"]) for _ in range(5)]
    for who in people:
        factories.registration(event, who)
    factories.registration(event, factories.person("gone"), state="withdrawn")
    sound_alert(event=event, words=WORDS, by=organiser)
    for _ in range(8):
        run_jobs("mail")
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(who.email for who in people)
    assert all("Feu dans la salle B." in mail.body for mail in mailoutbox)


def test_one_button_does_it_for_organisers_and_the_care_team(event, organiser):
    browser = Client()
    browser.force_login(factories.member(event, Role.CARE))
    assert browser.post("/quebec/organise/alert/", {"words": ""}).status_code == 422
    browser.post("/quebec/organise/alert/", {"words": "Storm tonight", "words-lang": "en"})
    assert "Storm tonight" in Client().get("/quebec/").content.decode()
    browser.post("/quebec/organise/alert/end/")
    assert "Storm tonight" not in Client().get("/quebec/").content.decode()
    desk = Client()
    desk.force_login(factories.member(event, Role.DESK))
    assert desk.get("/quebec/organise/alert/").status_code == 404
