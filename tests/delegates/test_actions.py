"""Registering, changing, withdrawing, and moving up."""

import pytest
from django.core import mail

from accounts.models import Record
from delegates import refusals
from delegates.actions import quotas, registrations, waiting
from delegates.models import Organisation, Registration
from events.models import Event
from tests import factories
from tests.delegates.conftest import answers, enter, quota

State = Registration.State


def test_whoever_registers_is_confirmed_and_noted(event):
    registration = enter(event)
    assert registration.state == State.CONFIRMED
    assert Record.objects.get(did="registered").person == registration.person


@pytest.mark.postgres
def test_whoever_finds_it_full_waits_with_all_her_answers(event):
    quota(event, 1)
    enter(event)
    late = enter(event, needs="a ramp", speaks=["wo", "fr"])
    late.refresh_from_db()
    assert (late.state, late.needs, late.speaks) == (State.WAITING, "a ramp", ["wo", "fr"])


def test_nobody_registers_twice_not_even_from_the_waiting_list(event):
    quota(event, 0)
    first = enter(event)
    with pytest.raises(refusals.RegisteredAlready):
        enter(event, who=first.person)
    assert Registration.objects.count() == 1


def test_whoever_withdrew_may_register_again(event):
    first = enter(event)
    registrations.withdraw(first, by=first.person)
    assert enter(event, who=first.person).state == State.CONFIRMED


def test_whoever_withdraws_takes_her_answers_back(event):
    registration = enter(event, public_name="Zora", needs="A ramp", speaks=["wo"])
    registrations.withdraw(registration, by=registration.person)
    left = Registration.objects.get()
    assert (left.needs, left.country, left.speaks) == ("", "", [])
    assert (left.full_name, left.shown_name) == ("Awa Diop", "Zora")


def test_a_withdrawn_registration_is_not_changed_any_more(event):
    first = registrations.withdraw(enter(event), by=None)
    with pytest.raises(refusals.NotThere):
        registrations.change(first, answers=answers(), by=None)
    with pytest.raises(refusals.NotThere):
        registrations.withdraw(first, by=None)


def test_registration_that_is_closed_takes_nobody_but_at_the_desk(event):
    Event.objects.update(registration="closed")
    with pytest.raises(refusals.Closed):
        enter(event)
    who = factories.person()
    registrations.register(event=event, person=who, answers=answers(), by=None, at_the_desk=True)
    assert Registration.objects.get().person == who


def test_the_country_says_the_constituency_unless_she_does(event):
    africa = event.constituencies.create(name=factories.text("Africa"), countries=["SN"])
    asia = event.constituencies.create(name=factories.text("Asia"), countries=["IN"])
    assert enter(event, country="SN").constituency == africa
    assert enter(event, country="SN", constituency=asia).constituency == asia


def test_an_organisation_is_found_by_its_name_whatever_the_accents(event):
    known = factories.organisation(event, "Réseau Économie Solidaire", acronym="RÉS")
    assert enter(event, organisation_name="reseau economie  SOLIDAIRE").organisation == known
    assert enter(event, organisation_name="res").organisation == known
    assert enter(event, organisation_name="Nijera Kori").organisation != known
    assert Organisation.objects.count() == 2


def test_organisations_of_another_event_are_not_found(event):
    factories.organisation(factories.event("elsewhere"), "Caritas")
    enter(event, organisation_name="Caritas")
    assert Organisation.objects.count() == 2


@pytest.mark.postgres
@pytest.mark.parametrize(
    "name",
    ["van der Berg", "McDonald", "Ñandú", "Sukarno", "فاطمة الزهراء", "X", "Łó" * 40, "O’Connor-Ĝ"],
)
def test_a_name_stays_as_it_was_written(event, name):
    assert Registration.objects.get(pk=enter(event, full_name=name).pk).full_name == name


def test_a_waiting_delegate_moves_up_when_a_seat_is_freed(event, run_jobs):
    quota(event, 1)
    first, second = enter(event), enter(event)
    registrations.withdraw(first, by=first.person)
    run_jobs("now")
    second.refresh_from_db()
    assert (second.state, second.signature) == (State.CONFIRMED, "")


@pytest.mark.postgres
def test_seats_of_europe_go_to_whoever_waits_for_europe(event, run_jobs):
    quota(event, 0, "Africa", country=["SN"])
    quota(event, 1, "Europe", country=["FR"])
    european = enter(event, country="FR")
    african, next_european = enter(event), enter(event, country="FR")
    registrations.withdraw(european, by=None)
    run_jobs("now")
    assert states(african, next_european) == [State.WAITING, State.CONFIRMED]


def test_a_raised_size_lets_the_oldest_in_first(event, run_jobs):
    everyone = quota(event, 0)
    waiting = [enter(event) for _ in range(4)]
    quotas.set_quota(event=event, name="All", size=2, quota=everyone, by=None)
    run_jobs("now")
    assert states(*waiting) == [State.CONFIRMED] * 2 + [State.WAITING] * 2


def test_a_newcomer_stands_behind_those_who_wait_for_the_same_seats(event):
    everyone = quota(event, 0)
    enter(event)
    quotas.set_quota(event=event, name="All", size=1, quota=everyone, by=None)
    assert enter(event).state == State.WAITING


def test_a_newcomer_passes_those_who_wait_for_other_seats(event):
    quota(event, 5)
    quota(event, 0, "Africa", country=["SN"])
    enter(event)
    assert enter(event, country="FR").state == State.CONFIRMED


@pytest.mark.postgres
@pytest.mark.parametrize("reason", ["closed", "begun"])
def test_nobody_moves_up_once_registration_closed_or_the_event_began(event, run_jobs, reason):
    everyone = quota(event, 0)
    late = enter(event)
    changed = {"registration": "closed"} if reason == "closed" else {"begins": "2001-10-09"}
    Event.objects.update(**changed)
    quotas.set_quota(event=event, name="All", size=5, quota=everyone, by=None)
    run_jobs("now")
    assert states(late) == [State.WAITING]


def test_a_change_of_category_frees_the_seat_for_who_waits(event, run_jobs):
    quota(event, 1, "Press", category=["press"])
    first, late = enter(event, category="press"), enter(event, category="press")
    registrations.change(first, answers=answers(category="observer"), by=None)
    run_jobs("now")
    assert states(late) == [State.CONFIRMED]


def test_the_walk_asks_little_however_many_wait(event, django_assert_max_num_queries):
    quota(event, 0)
    for _ in range(30):
        enter(event)
    with django_assert_max_num_queries(14):
        assert waiting.walk(event) == []


def test_she_gets_the_event_for_her_calendar_in_her_language(event, run_jobs):
    who = factories.person(languages=["fr"])
    registration = registrations.register(
        event=event, person=who, answers=answers(), by=who, lang="fr"
    )
    run_jobs("mail")
    [sent] = mail.outbox
    assert "Globalisation de la solidarité" in sent.subject
    [(name, content, kind)] = sent.attachments
    text = content if isinstance(content, str) else content.decode()
    assert (name, kind) == ("quebec.ics", "text/calendar")
    assert f"UID:{registration.uid}" in text
    assert "DTSTART;VALUE=DATE:20991009" in text
    assert "DTEND;VALUE=DATE:20991012" in text


def test_a_withdrawal_takes_the_entry_out_of_her_calendar(event, run_jobs):
    registration = registrations.withdraw(enter(event), by=None)
    run_jobs("mail")
    [sent] = mail.outbox
    text = str(sent.attachments[0][1])
    assert "STATUS:CANCELLED" in text
    assert "SEQUENCE:1" in text
    assert registration.sequence == 1


def test_a_waiting_person_is_told_so_without_an_entry(event, run_jobs):
    quota(event, 0)
    enter(event)
    run_jobs("mail")
    [sent] = mail.outbox
    assert "waiting list" in sent.subject
    assert sent.attachments == []


def states(*registrations):
    return [Registration.objects.get(pk=each.pk).state for each in registrations]
