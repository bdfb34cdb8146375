"""Deadlines close by themselves, are extended in one step, and remind whom they concern."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Mail, Notice, Record
from events.actions import extend, set_deadline, throw_switch
from events.closing import RegistrationCloses
from events.models import Event, News
from events.refusals import MomentIsOver, NotLonger, SayWhy
from events.tasks import keep_deadlines
from languages.forms import Written
from tests import factories
from tests.cast import Cast
from workshops.actions.calls import first_call
from workshops.closing import CallCloses
from workshops.models import Call

pytestmark = pytest.mark.django_db
PAGE = "/quebec/organise/deadlines/{}/"
WORDS = {"title": Written("Two weeks more", "en", {"fr": "Deux semaines de plus"}),
         "body": Written("Many asked.", "en", {"fr": "Beaucoup l’ont demandé."})}  # fmt: skip


@pytest.fixture
def event():
    return factories.event()


def soon(**more):
    return timezone.now() + timedelta(**more or {"days": 10})


def drafting(event, name="awa", **fields):
    who = factories.person(name, **fields)
    factories.proposal(event, who, state="draft")
    return who


def closes(event):
    return CallCloses(Call.objects.select_related("event").get(pk=first_call(event).pk))


def page_of(event):
    return PAGE.format(first_call(event).uid)


def is_open(event):
    return closes(event).is_open()


def test_a_deadline_closes_by_itself(event):
    set_deadline(closing=closes(event), until=soon(), by=None)
    Call.objects.update(until=timezone.now())
    assert not is_open(event)
    assert event.is_open("registration")
    keep_deadlines.call()
    assert Call.objects.get().state == "closed"
    assert Event.objects.get().call == "open"
    assert Record.objects.filter(did="closed a call", person=None).exists()


def test_a_registration_closes_by_itself_and_leaves_the_calls_alone(event):
    set_deadline(closing=RegistrationCloses(event), until=soon(), by=None)
    Event.objects.update(registration_until=timezone.now())
    keep_deadlines.call()
    event.refresh_from_db()
    assert event.registration == "closed"
    assert is_open(event)
    assert Record.objects.filter(did="closed registration", person=None).exists()


def test_what_is_opened_by_hand_after_its_deadline_has_none(event):
    Event.objects.update(registration_until=timezone.now(), registration="closed")
    event.refresh_from_db()
    throw_switch(event=event, switch="registration", to="open", by=None)
    event.refresh_from_db()
    assert event.is_open("registration")
    assert event.registration_until is None


def test_what_is_opened_without_a_call_gets_its_first(event):
    throw_switch(event=event, switch="call", to="closed", by=None)
    assert not Call.objects.exists()
    throw_switch(event=event, switch="call", to="open", by=None)
    throw_switch(event=event, switch="call", to="open", by=None)
    assert Call.objects.get().is_open()


def test_an_extension_opens_publishes_its_words_and_writes_to_each_once(event, run_jobs):
    awa = drafting(event, languages=["fr"])
    factories.proposal(event, awa, state="draft")
    factories.proposal(event, factories.person("done"), state="submitted")
    Event.objects.update(call="closed")
    Call.objects.update(state="closed", until=timezone.now())
    extend(closing=closes(event), until=soon(), audience=["drafts"], by=None, **WORDS)
    assert is_open(event)
    assert News.objects.get().title.body == "Two weeks more"
    run_jobs("mail")
    mail = Mail.objects.get(template="accounts/mail/notices")
    assert mail.address == awa.email
    assert "Deux semaines de plus" in mail.subject
    assert "Beaucoup l’ont demandé." in Notice.objects.get().values["words"].values()


def test_a_call_writes_to_those_of_its_own_drafts(event):
    awa, other = drafting(event), Call.objects.create(event=event, title=factories.text("Music"))
    factories.proposal(event, factories.person("plays"), state="draft", call=other)
    extend(closing=closes(event), until=soon(), audience=["drafts"], by=None, **WORDS)
    assert Notice.objects.get().person == awa


def test_nobody_is_written_to_whom_no_one_chose(event, run_jobs):
    drafting(event)
    extend(closing=closes(event), until=soon(), audience=[], by=None, **WORDS)
    assert not Notice.objects.exists()


def test_an_extension_is_longer_to_come_and_has_words(event):
    given = {"closing": closes(event), "audience": [], "by": None}
    with pytest.raises(MomentIsOver):
        extend(until=timezone.now(), **given, **WORDS)
    set_deadline(closing=closes(event), until=soon(), by=None)
    with pytest.raises(NotLonger):
        extend(until=soon(days=9), **given, **WORDS)
    with pytest.raises(SayWhy):
        extend(until=soon(days=20), **given, **WORDS | {"title": Written("", "en", {})})
    assert not News.objects.exists()


def test_only_those_who_have_not_finished_are_reminded_and_once(event, run_jobs):
    awa = drafting(event)
    factories.proposal(event, factories.person("done"), state="submitted")
    factories.registration(event, factories.person("comes"))
    set_deadline(closing=closes(event), until=soon(days=4), by=None)
    keep_deadlines.call()
    assert not Notice.objects.exists()
    Call.objects.update(until=soon(days=2))
    keep_deadlines.call()
    keep_deadlines.call()
    assert list(Notice.objects.values_list("person", "kind")) == [(awa.pk, "events.call_closes")]
    Call.objects.update(state="closed", until=soon(days=1))
    keep_deadlines.call()
    assert Notice.objects.count() == 1


def test_an_organiser_sets_and_extends_a_deadline(event):
    desk, page = Cast(event).client("organiser"), page_of(event)
    desk.post(page, {"until": "2099-05-01T23:59"})
    until = Call.objects.get().until
    assert until.astimezone(event.tz).strftime("%d %H:%M") == "01 23:59"
    assert "2099-05-01 23:59 (America/Toronto)" in desk.get("/quebec/organise/").content.decode()
    words = {"title": "More time", "title-lang": "fr", "body": "", "body-lang": "fr"}
    desk.post(page, {"until": "2099-06-01T12:00", "audience": ["drafts"]} | words)
    assert Call.objects.get().until.month == 6
    assert "More time" in desk.get("/quebec/news/").content.decode()


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("until", {"until": "2099-04-01T12:00"}),
        ("until", {"until": "tomorrow"}),
        ("title", {"title": ""}),
        ("audience", {"audience": ["everyone"]}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(event, field, given):
    desk, page = Cast(event).client("organiser"), page_of(event)
    desk.post(page, {"until": "2099-05-01T23:59"})
    words = {"title": "More", "title-lang": "fr", "body": "", "body-lang": "fr"}
    answer = desk.post(page, {"until": "2099-06-01T12:00"} | words | given)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


@pytest.mark.parametrize("name", ["account", "desk", "programmer", "neighbour", "former"])
def test_nobody_else_moves_a_deadline(event, name):
    assert Cast(event).client(name).get(page_of(event)).status_code == 404


def test_a_deadline_is_said_on_the_clock_of_its_zone(event):
    Call.objects.filter(pk=first_call(event).pk).update(zone="Etc/GMT+12")
    desk, page = Cast(event).client("organiser"), page_of(event)
    desk.post(page, {"until": "2099-05-01T23:59"})
    assert f"{Call.objects.get().until:%m-%d %H:%M}" == "05-02 11:59"
    assert "2099-05-01 23:59 (AoE, UTC−12)" in desk.get(page).content.decode()


def test_the_programme_and_the_calls_next_door_have_no_deadline_here(event):
    cast = Cast(event)
    for key in ("programme", "call", first_call(cast.other_event).uid):
        assert cast.client("organiser").get(PAGE.format(key)).status_code == 404
