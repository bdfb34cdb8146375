"""The machine's page, and its line at the translators' desk."""

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import Record
from events.homes import home
from events.models import Role
from languages import machines, texts
from languages.actions import wishes
from languages.finders import Piece
from languages.machines import state
from languages.models import MachineWish, Space, Translation
from languages.queries.machines import overview
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_is_known_of_the_machine():
    cache.clear()


def written(event, body="L’eau", kind="events.page.body", by=None):
    return texts.create(body=body, lang="fr", by=by or factories.person(), home=home(event, kind))


def organiser_of(event, client):
    who = factories.member(event, Role.ORGANISER)
    client.force_login(who)
    return who


def address(event, rest=""):
    return f"/translate/{event.space_id}/machine/{rest}"


def test_without_a_machine_the_page_says_so_and_offers_nothing(client):
    event = factories.event()
    organiser_of(event, client)
    page = client.get(address(event)).content.decode()
    assert "No machine is set up on this server" in page
    assert 'value="readers"' not in page
    answer = client.post(address(event), {"machine": "readers", "letters": "5000"})
    assert answer.status_code == 422
    assert Space.objects.get(pk=event.space_id).machine == "none"


def test_an_organiser_switches_it_on_and_it_is_recorded(client, libre):
    event = factories.event()
    who = organiser_of(event, client)
    assert "LibreTranslate at 127.0.0.1" in client.get(address(event)).content.decode()
    client.post(address(event), {"machine": "drafts", "letters": "5000"})
    space = Space.objects.get(pk=event.space_id)
    assert (space.machine, space.machine_letters) == ("drafts", 5000)
    record = Record.objects.get(object=f"languages.space:{space.pk}")
    assert (record.person, record.did) == (who, "let a machine translate: drafts")
    assert "Never sent" in client.get(address(event)).content.decode()


@pytest.mark.parametrize("letters", ["", "10", "x", "999999999999"])
def test_a_wrong_number_of_letters_is_said_and_kept(client, libre, letters):
    event = factories.event()
    organiser_of(event, client)
    answer = client.post(address(event), {"machine": "drafts", "letters": letters})
    assert answer.status_code == 422
    assert f'value="{letters}"' in answer.content.decode() or not letters


def test_translators_and_strangers_do_not_come_here(client, libre):
    event = factories.event()
    assert client.get(address(event)).status_code == 302
    client.force_login(factories.member(event, Role.TRANSLATOR))
    for rest in ("", "drafts/", "pause/", "go-on/", "again/", "take-away/"):
        assert client.post(address(event, rest)).status_code == 404


def machined(event, machine="drafts"):
    Space.objects.filter(pk=event.space_id).update(machine=machine)
    event.space.machine = machine
    return event.space


def test_the_page_shows_progress_faults_and_lets_one_try_again(client, libre):
    event = factories.event()
    organiser_of(event, client)
    space, text = machined(event), written(event)
    written(event, "La terre", by=text.written_by)
    wishes.work()
    MachineWish.objects.create(
        text=text, space=space, lang="es", next_at=timezone.now(), state="failed", fault="answer"
    )
    page = client.get(address(event)).content.decode()
    assert "2 drafted" in page
    assert "1 failed" in page
    assert "no good translation" in page
    client.post(address(event, "again/"))
    assert MachineWish.objects.get().state == "waits"


def test_a_machine_that_is_away_is_said_in_plain_words(client, libre):
    event = factories.event()
    organiser_of(event, client)
    machined(event)
    written(event)
    libre.mood = "down"
    wishes.work()
    assert "did not answer" in client.get(address(event)).content.decode()


def test_one_pauses_and_goes_on(client, libre):
    event = factories.event()
    organiser_of(event, client)
    machined(event)
    client.post(address(event, "pause/"))
    assert "Paused since" in client.get(address(event)).content.decode()
    client.post(address(event, "go-on/"))
    assert "Paused since" not in client.get(address(event)).content.decode()


def test_drafts_of_a_kind_are_brought_forward(client, libre):
    event = factories.event()
    organiser_of(event, client)
    sent = {"drafts-kind": "events.room", "drafts-lang": "en"}
    machined(event)
    state.remember_offers(machines.chosen())
    written(event, "Salle", "events.room")
    written(event)
    answer = client.post(address(event, "drafts/"), sent, follow=True)
    assert "1 text is in line." in answer.content.decode()
    assert MachineWish.objects.get().priority == wishes.BULK
    wrong = client.post(address(event, "drafts/"), {"drafts-lang": "xx"})
    assert wrong.status_code == 422


def test_what_it_wrote_is_taken_away_in_one_click(client, libre, run_jobs):
    event = factories.event()
    organiser_of(event, client)
    machined(event, "readers")
    text = written(event)
    wishes.work()
    assert "translated by a machine and marked so" in client.get(address(event)).content.decode()
    client.post(address(event, "take-away/"))
    run_jobs("now")
    assert not Translation.objects.filter(text=text).exists()
    assert Space.objects.get(pk=event.space_id).machine == "none"


def beside(text, lang="en") -> str:
    text.refresh_from_db()
    return render_to_string("languages/_machine.html", {"piece": Piece(text, lang)})


def test_a_translator_asks_for_one_draft_and_sees_where_the_words_go(client, libre):
    event = factories.event()
    text = written(event)
    assert beside(text).strip() == ""
    machined(event)
    said = beside(text)
    assert "Draft by a machine" in said
    assert "LibreTranslate at 127.0.0.1" in said
    client.force_login(factories.member(event, Role.TRANSLATOR))
    client.post(f"/translate/{event.space_id}/{text.pk}/en/machine/")
    assert MachineWish.objects.get().priority == wishes.ASKED
    assert "in line" in beside(text)
    wishes.work()
    page = client.get(f"/translate/{event.space_id}/{text.pk}/en/").content.decode()
    assert "These are a machine’s words" in page
    assert "LibreTranslate at 127.0.0.1" in page
    assert "Draft by a machine" not in page


def test_a_text_that_is_not_sent_says_so(client, libre):
    event = factories.event()
    machined(event)
    awa = factories.person()
    factories.registration(event, awa, public_name="Rosa")
    text = written(event, by=awa)
    assert "is not sent to a machine" in beside(text)
    client.force_login(factories.member(event, Role.TRANSLATOR))
    client.post(f"/translate/{event.space_id}/{text.pk}/en/machine/")
    assert not MachineWish.objects.exists()


def test_what_is_typed_when_one_asks_the_machine_is_kept(client, libre):
    event = factories.event()
    machined(event)
    text = written(event)
    client.force_login(factories.member(event, Role.TRANSLATOR))
    typed = {"body": "Water is", "made_from": 1, "shown": 1, "seen": ""}
    client.post(f"/translate/{event.space_id}/{text.pk}/en/machine/", typed)
    assert text.translations.get().body == "Water is"
    assert not text.machine_wishes.exists()


def test_the_page_asks_a_constant_number_of_queries(libre, django_assert_max_num_queries):
    event = factories.event()
    space = machined(event)
    for many in (1, 20):
        for number in range(many):
            written(event, f"Texte {many} {number}")
        wishes.top_up(space, machines.chosen(), timezone.now())
        with django_assert_max_num_queries(7):
            overview(space)
