"""Offers of the waiting list: taken, let go, taken back, lapsed; and never too late."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from delegates.actions import offers, quotas, registrations, seating, waiting
from delegates.models import Claim, Quota, Registration
from delegates.refusals import Closed, NotOffered, NotOffTheList, OfferOver
from delegates.tokens import offer_token
from events.models import Event
from tests import factories
from tests.delegates.conftest import enter, quota
from tests.delegates.test_actions import states
from tests.delegates.test_seats import assert_counted

State = Registration.State


@pytest.fixture
def offering(event):
    """An event whose waiting list offers places."""
    seating.set_seating(event=event, by=None, walk="offer")
    return event


def room_for(everyone, size):
    """Raises or lowers the one quota of the event."""
    return quotas.set_quota(
        event=everyone.event, name=everyone.name, size=size, rule=everyone.rule,
        quota=everyone, by=None,
    )  # fmt: skip


def offered(event, size=1):
    """A quota that was full, somebody who waited, and has an offer now."""
    everyone = quota(event, 0)
    late = enter(event)
    room_for(everyone, size)
    waiting.walk(event)
    late.refresh_from_db()
    assert late.state == State.OFFERED
    return everyone, late


def run_out(*registrations):
    """The time of these offers has just run out, by the database's clock of milliseconds too."""
    now = timezone.now() - timedelta(milliseconds=1)
    for each in registrations:
        Registration.objects.filter(pk=each.pk).update(offered_until=now)
        Claim.objects.filter(registration=each).update(expires_at=now)


def test_a_place_that_is_offered_is_held_and_becomes_hers_when_she_takes_it(offering, run_jobs):
    _, late = offered(offering)
    assert Quota.objects.get().used == 1
    mail.outbox.clear()
    run_jobs()
    [sent] = [each for each in mail.outbox if "A place is free for you" in each.subject]
    assert "/offers/" in sent.body
    found = offers.accept(late, by=late.person)
    assert (found.state, found.signature, found.offered_until) == (State.CONFIRMED, "", None)
    assert Claim.objects.get().expires_at is None
    assert_counted()


@pytest.mark.postgres
def test_a_stranger_cannot_take_a_place_that_is_offered_but_its_holder_can(offering):
    _, late = offered(offering)
    assert enter(offering).state == State.WAITING
    assert offers.accept(late, by=late.person).state == State.CONFIRMED


def test_whoever_lets_a_place_go_keeps_her_answers_and_the_next_is_asked(offering, run_jobs):
    _, late = offered(offering)
    next_one = enter(offering)
    offers.decline(late, by=late.person)
    run_jobs("now")
    late.refresh_from_db()
    assert (late.state, late.full_name) == (State.PASSED, "Awa Diop")
    assert states(next_one) == [State.OFFERED]
    assert_counted()


@pytest.mark.postgres
def test_an_offer_that_is_taken_back_goes_to_somebody_else_at_once(offering, run_jobs):
    _, late = offered(offering)
    next_one = enter(offering)
    offers.withdraw_offer(late, by=None)
    run_jobs("now")
    assert states(late, next_one) == [State.PASSED, State.OFFERED]
    offers.decline(next_one, by=None)
    run_jobs("now")
    assert states(late) == [State.PASSED]
    with pytest.raises(NotOffered):
        offers.withdraw_offer(late, by=None)


def test_a_lapsed_offer_goes_once_to_the_back_and_then_off_the_list_as_the_mails_say(
    offering, run_jobs
):
    _, late = offered(offering)
    other = enter(offering)
    run_jobs()
    mail.outbox.clear()
    run_out(late)
    waiting.walk(offering)
    assert states(late, other) == [State.WAITING, State.OFFERED]
    run_jobs()
    assert any("back of the waiting list" in each.body for each in mail.outbox)
    offers.decline(other, by=None)
    run_jobs()
    assert states(late) == [State.OFFERED]
    mail.outbox.clear()
    run_out(late)
    waiting.walk(offering)
    run_jobs()
    assert states(late) == [State.PASSED]
    assert any("off the waiting list" in each.body for each in mail.outbox)
    assert_counted()


def test_an_offer_ends_at_the_moment_of_its_deadline(offering):
    _, late = offered(offering)
    run_out(late)
    with pytest.raises(OfferOver):
        offers.accept(late, by=late.person)


def test_a_lapsed_hold_makes_way_for_a_newcomer_without_the_sweeper(offering):
    _, late = offered(offering)
    Registration.objects.filter(pk=late.pk).update(lapses=1)
    run_out(late)
    assert enter(offering).state == State.CONFIRMED
    assert states(late) == [State.PASSED]
    assert_counted()


def test_a_newcomer_stands_behind_whoever_let_her_first_offer_lapse(offering, run_jobs):
    _, late = offered(offering)
    run_out(late)
    newcomer = enter(offering)
    assert states(late, newcomer) == [State.WAITING, State.WAITING]
    run_jobs("now")
    assert states(late, newcomer) == [State.OFFERED, State.WAITING]


@pytest.mark.postgres
def test_nobody_is_told_it_is_sold_out_while_only_her_own_offer_holds_the_seat(offering):
    _, late = offered(offering)
    hers = Client()
    hers.force_login(late.person)
    page = hers.get("/quebec/registration/").content.decode()
    assert "A place is kept for you" in page
    assert "no place is free" not in page
    hers.post("/quebec/registration/offer/", {"to": "take"})
    assert states(late) == [State.CONFIRMED]


@pytest.mark.postgres
def test_the_sweeper_returns_the_seats_of_whoever_went_away(offering, run_jobs):
    from delegates.tasks.registrations import move_all_waiting_up

    _, late = offered(offering)
    next_one = enter(offering)
    run_out(late)
    move_all_waiting_up.call()
    run_jobs("now")
    assert states(next_one) == [State.OFFERED]


def test_the_link_in_the_mail_answers_without_logging_in_and_only_once(offering):
    _, late = offered(offering)
    address = f"/quebec/offers/{offer_token(late)}/"
    page = Client().get(address)
    assert page.status_code == 200
    assert "Awa" not in page.content.decode()
    assert "The place is yours" in Client().post(address, {"to": "take"}).content.decode()
    assert Client().get(address).status_code == 410
    assert Client().post(address, {"to": "let_go"}).status_code == 410
    assert states(late) == [State.CONFIRMED]
    assert Client().get("/quebec/offers/guessed/").status_code == 404


def test_no_deadline_lies_beyond_the_close_of_registration(offering):
    closes = datetime(2099, 10, 1, 12, tzinfo=UTC)
    Event.objects.filter(pk=offering.pk).update(registration_until=closes)
    offering.refresh_from_db()
    everyone, late = quota(offering, 0), enter(offering)
    room_for(everyone, 1)
    waiting.walk(offering, now=closes - timedelta(hours=10))
    late.refresh_from_db()
    assert late.offered_until == closes


@pytest.mark.postgres
@pytest.mark.parametrize("left", [5, -1])
def test_nothing_is_offered_when_too_little_time_is_left(offering, left):
    closes = datetime(2099, 10, 1, 12, tzinfo=UTC)
    Event.objects.filter(pk=offering.pk).update(registration_until=closes)
    offering.refresh_from_db()
    everyone, late = quota(offering, 0), enter(offering)
    room_for(everyone, 1)
    assert waiting.walk(offering, now=closes - timedelta(hours=left)) == []
    assert states(late) == [State.WAITING]


@pytest.mark.postgres
def test_whoever_is_off_the_list_can_come_back_with_all_her_answers(offering):
    _everyone, late = offered(offering)
    offers.decline(late, by=late.person)
    again = registrations.ask_again(late, by=late.person)
    assert (again.state, again.full_name) == (State.CONFIRMED, "Awa Diop")
    with pytest.raises(NotOffTheList):
        registrations.ask_again(late, by=late.person)
    assert_counted()


def test_whoever_comes_back_when_it_is_full_stands_at_the_back(offering):
    _, late = offered(offering)
    enter(offering)
    offers.decline(late, by=late.person)
    again = registrations.ask_again(late, by=None, at_the_desk=True)
    assert again.state == State.WAITING


@pytest.mark.postgres
def test_only_organisers_revive_once_registration_is_closed(offering):
    _, late = offered(offering)
    offers.decline(late, by=late.person)
    Event.objects.update(registration="closed")
    with pytest.raises(Closed):
        registrations.ask_again(late, by=late.person)
    organiser = Client()
    organiser.force_login(factories.member(offering, "organiser"))
    page = organiser.post(
        f"/quebec/organise/registrations/{late.uid}/revive/", follow=True
    ).content.decode()
    assert "stands again" in page
    assert states(late) == [State.CONFIRMED]


def test_an_organiser_takes_an_offer_back_from_its_page(offering):
    _, late = offered(offering)
    organiser = Client()
    organiser.force_login(factories.member(offering, "organiser"))
    address = f"/quebec/organise/registrations/{late.uid}/"
    assert "Take the offer back" in organiser.get(address).content.decode()
    organiser.post(f"{address}offer/take-back/")
    assert states(late) == [State.PASSED]


def test_whoever_withdraws_or_changes_with_an_offer_keeps_the_counters_true(offering):
    _, late = offered(offering)
    quota(offering, 1, "Press", category=["press"])
    from tests.delegates.conftest import answers

    registrations.change(late, answers=answers(category="press"), by=None)
    assert Claim.objects.filter(expires_at=None).count() == 0
    assert_counted()
    registrations.withdraw(late, by=None)
    assert_counted()
    assert Claim.objects.count() == 0


@pytest.mark.postgres
def test_a_free_registration_hears_of_no_deadline(event, run_jobs):
    quota(event, 1)
    enter(event)
    run_jobs()
    assert all("until" not in each.body for each in mail.outbox)


@pytest.mark.postgres
def test_an_event_that_has_begun_offers_nothing(offering):
    everyone, _late = quota(offering, 0), enter(offering)
    Event.objects.update(begins=date(2001, 10, 9))
    room_for(everyone, 1)
    assert waiting.walk(offering) == []


def test_a_quota_that_loses_its_bounds_keeps_offers_answerable(offering):
    everyone, late = offered(offering)
    room_for(everyone, None)
    assert offers.accept(late, by=late.person).state == State.CONFIRMED
    assert_counted()
