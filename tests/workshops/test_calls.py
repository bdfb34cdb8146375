"""Calls: made, changed, opened and closed by organisers, and read by everybody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Record
from delegates.actions import questions as forms
from events.models import Event
from tests import factories
from tests.delegates.forms import document, question
from tests.workshops.conftest import propose
from workshops.actions import calls as actions
from workshops.actions.calls import first_call
from workshops.models import ActivityKind, Call

LIST = "/quebec/organise/calls/"
CALLS = "/quebec/calls/"


@pytest.fixture
def organises(people):
    return people.client("organiser")


def filled(**given):
    """What the form of a call sends."""
    return {
        "title": "Music",
        "title-lang": "en",
        "title-fr": "Musique",
        "about": "Bring **your own** drum.",
        "about-lang": "en",
        "who": "anybody",
        "readers": "proposers",
        "limit": "",
        "until": "",
        "zone": "",
    } | given


def kind(event, name="Assembly", **fields):
    return ActivityKind.objects.create(event=event, name=factories.text(name), **fields)


def a_call(event, title="Music", **fields):
    return Call.objects.create(event=event, title=factories.text(title), **fields)


def test_an_organiser_makes_a_call_that_takes_nothing_yet(event, organises):
    theme, music = factories.theme(event), kind(event, "Concert")
    sent = filled(kinds=[str(music.uid)], themes=[str(theme.uid)], who="organisations", limit="3")
    assert "The call is saved" in organises.post(f"{LIST}new/", sent, follow=True).text
    call = Call.objects.get()
    assert (call.title.body, call.about.body) == ("Music", "Bring **your own** drum.")
    assert call.title.translations.get().body == "Musique"
    assert (call.state, call.who, call.limit) == ("closed", "organisations", 3)
    assert ([*call.kinds.all()], [*call.themes.all()]) == ([music], [theme])


def test_its_deadline_is_said_on_the_clock_of_its_zone(event, organises, client):
    organises.post(f"{LIST}new/", filled(until="2099-05-01T23:59", zone="Etc/GMT+12"))
    call = Call.objects.get()
    assert f"{call.until:%m-%d %H:%M}" == "05-02 11:59"
    actions.throw(call, to="open", by=None)
    page = client.get(f"{CALLS}{call.uid}/", HTTP_ACCEPT_LANGUAGE="en").text
    assert "Friday, May 1, 2099" in page
    assert "anywhere on Earth, UTC−12" in page
    there = client.get(f"{CALLS}{call.uid}/?tz=Asia/Tokyo", HTTP_ACCEPT_LANGUAGE="en").text
    assert "Saturday, May 2, 2099" in there
    assert "Asia/Tokyo" in there


def test_a_call_is_changed_and_its_deadline_is_moved_by_an_extension_alone(event, organises):
    call = a_call(event, until=timezone.now() + timedelta(days=9), limit=2)
    address = f"{LIST}{call.uid}/"
    page = organises.get(address).text
    assert 'value="2"' in page
    assert 'name="until"' not in page
    organises.post(address, filled(title="Songs", limit="", until="2098-01-01T10:00"))
    changed = Call.objects.get()
    assert (changed.title.body, changed.limit, changed.until) == ("Songs", None, call.until)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("title", ""), ("who", "nobody"), ("readers", ""), ("limit", "0"), ("limit", "x")),
        *(("zone", "Moon/Base"), ("until", "soon"), ("until", "2001-01-01T10:00")),
        *(("themes", ["x"]), ("kinds", ["x"]), ("about", "x" * 5_001)),
    ],
)
def test_what_is_wrong_is_said_at_its_field(event, organises, field, value):
    factories.theme(event), kind(event)
    answer = organises.post(f"{LIST}new/", filled(**{field: value}))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Call.objects.exists()


def test_one_switch_opens_and_closes_a_call(event, organises):
    call = a_call(event, state="closed", until=timezone.now())
    organises.post(f"{LIST}{call.uid}/state/", {"to": "open"})
    opened = Call.objects.get()
    assert (opened.is_open(), opened.until) == (True, None)
    organises.post(f"{LIST}{call.uid}/state/", {"to": "closed"})
    organises.post(f"{LIST}{call.uid}/state/", {"to": "closed"})
    assert not Call.objects.get().is_open()
    assert Record.objects.filter(did="closed a call").count() == 1


def test_nothing_is_open_while_the_events_own_switch_is_closed(event):
    call = first_call(event)
    assert call.is_open()
    Event.objects.update(call="closed")
    assert not Call.objects.select_related("event").get().is_open()


def test_calls_change_places(event, organises):
    a_call(event, "One", position=1)
    last = a_call(event, "Two", position=2)
    organises.post(f"{LIST}{last.uid}/move/", {"to": "up"})
    assert [each.title.body for each in event.calls.all()] == ["Two", "One"]


def test_a_call_goes_with_its_form_as_long_as_nothing_was_proposed(event, organises):
    used, call = propose(event).call, a_call(event, position=9)
    actions.begin_form(call, by=None)
    organises.post(f"{LIST}{call.uid}/delete/")
    assert not event.questionnaires.exists()
    answer = organises.post(f"{LIST}{used.uid}/delete/")
    assert (answer.status_code, Call.objects.get()) == (422, used)
    assert "still in use" in answer.text


def test_a_kind_is_made_and_goes_while_nothing_is_of_it(event, organises):
    words = {"name": "Concert", "name-lang": "en", "minutes": "60"}
    organises.post("/quebec/organise/kinds/add/", words)
    made = ActivityKind.objects.get()
    assert (made.name.body, made.minutes) == ("Concert", 60)
    a_call(event).kinds.add(made)
    page = f"/quebec/organise/kinds/{made.uid}/delete/"
    assert organises.post(page).status_code == 422
    made.calls.clear()
    organises.post(page)
    assert not ActivityKind.objects.exists()


def test_the_forms_builder_keeps_what_a_call_asks(event, organises, client):
    call = a_call(event)
    page = organises.post(f"{LIST}{call.uid}/form/", follow=True)
    assert "Music" in page.text
    form = Call.objects.get().questionnaire
    assert organises.post(f"{LIST}{call.uid}/form/").url.endswith(f"{form.uid}/")
    asked = document(question("Instruments", help={"en": "All of them"}), title={"en": "Music"})
    forms.bring_in(form, document=asked, by=None)
    assert "Instruments" not in client.get(f"{CALLS}{call.uid}/").text
    forms.publish(form, by=None)
    page = client.get(f"{CALLS}{call.uid}/").text
    assert "Instruments" in page
    assert "All of them" in page
    assert "for a call for proposals" in organises.get("/quebec/organise/forms/").text


def test_a_stranger_reads_what_a_call_asks_of_whom_and_until_when(event, client):
    call = a_call(event, who="organisations", limit=2, about=factories.text("Bring **drums**."))
    call.kinds.add(kind(event, "Concert", minutes=45))
    kind(event, "Assembly")
    factories.theme(event, "Water")
    page = client.get(f"{CALLS}{call.uid}/", HTTP_ACCEPT_LANGUAGE="en").text
    for words in ("<strong>drums</strong>", "Concert", "45 minutes", "Water", "2 proposals"):
        assert words in page, words
    assert "Assembly" not in page
    assert "Organisations that are registered" in page
    assert f"/quebec/propose/?call={call.uid}" in page


def test_what_is_prepared_is_the_organisers_alone(event, client, organises, people):
    call = a_call(event, state="closed")
    assert client.get(f"{CALLS}{call.uid}/").status_code == 404
    assert people.client("account").get(f"{CALLS}{call.uid}/").status_code == 404
    assert organises.get(f"{CALLS}{call.uid}/").status_code == 200
    assert "no call for proposals yet" in client.get(CALLS).text


def test_a_call_whose_time_is_over_stays_readable_and_takes_nothing(event, client):
    call = a_call(event, state="closed", until=timezone.now() - timedelta(days=1))
    page = client.get(f"{CALLS}{call.uid}/").text
    assert "closed" in page
    assert "/propose/" not in page
    assert "Music" in client.get(CALLS).text


@pytest.mark.parametrize("name", ["desk", "programmer"])
def test_those_who_enter_proposals_see_the_calls_and_change_none(event, people, name):
    call, client = a_call(event), people.client(name)
    page = client.get(LIST).text
    assert "Music" in page
    assert "/delete/" not in page
    assert client.get(f"{LIST}{call.uid}/").status_code == 404
    assert client.post(f"{LIST}{call.uid}/state/", {"to": "closed"}).status_code == 404


@pytest.mark.parametrize("name", ["account", "delegate", "facilitator", "neighbour"])
def test_nobody_else_sees_the_organisers_page(event, people, name):
    assert people.client(name).get(LIST).status_code == 404


def test_the_lists_take_as_many_queries_for_ten_calls_as_for_one(
    event, organises, client, django_assert_max_num_queries
):
    for n in range(10):
        call = a_call(event, f"Call {n}", about=factories.text("About"))
        factories.proposal(event, call=call)
    for browser, page, most in ((organises, LIST, 12), (client, CALLS, 7)):
        with django_assert_max_num_queries(most):
            assert "Call 9" in browser.get(page).text


def test_a_calls_page_takes_a_constant_number_of_queries(
    event, client, django_assert_max_num_queries
):
    call = a_call(event, about=factories.text("About"))
    for n in range(5):
        call.kinds.add(kind(event, f"Kind {n}"))
        call.themes.add(factories.theme(event, f"Theme {n}"))
    with django_assert_max_num_queries(8):
        client.get(f"{CALLS}{call.uid}/")
