"""Waiting to change what one is: the old seat is kept until the other one is taken."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from delegates import holdings
from delegates.actions import doubles, offers, quotas, registrations, seating, waiting, wishes
from delegates.answers import Filled
from delegates.models import Claim, Quota, Registration, Wish
from delegates.queries.registrations import wait_of
from delegates.questions.document import Company
from delegates.refusals import Closed, Full, NotConfirmed, NotThere, NoWish, OfferOver
from delegates.tasks.registrations import move_all_waiting_up
from events.models import Event
from tests import factories
from tests.delegates.conftest import answers, enter, quota
from tests.delegates.forms import publish, question
from tests.delegates.test_actions import states
from tests.delegates.test_delegations import block, free, named
from tests.delegates.test_offers import room_for
from tests.delegates.test_seats import assert_counted, used

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
State = Registration.State


@pytest.fixture
def press(event):
    """A full quota, beside one for everybody that has room."""
    quota(event, 20)
    return quota(event, 0, "Press", category=["press"])


def wishing(event, **given):
    """Somebody confirmed who waits to be of the press."""
    hers = enter(event)
    assert hers.state == State.CONFIRMED
    wish = answers(**{"category": "press"} | given)
    with pytest.raises(Full):
        registrations.change(hers, answers=wish, by=hers.person)
    wishes.wait_to_change(hers, answers=wish, by=hers.person)
    return hers


def offered(press, **given):
    hers = wishing(press.event, **given)
    room_for(press, 1)
    waiting.walk(press.event)
    assert Wish.objects.get(registration=hers).state == Wish.State.OFFERED
    return hers


def run_out(registration):
    now = timezone.now() - timedelta(milliseconds=1)
    Wish.objects.filter(registration=registration).update(offered_until=now)
    Claim.objects.filter(wish__registration=registration).update(expires_at=now)


def category(registration):
    registration.refresh_from_db()
    return registration.category


def test_she_keeps_her_seat_while_she_waits_and_is_told_why(event, press, run_jobs):
    hers = wishing(event)
    wish = Wish.objects.get()
    assert (category(hers), hers.state) == ("delegate", State.CONFIRMED)
    assert (wish.changes, wish.signature) == ({"category": "press"}, f".{press.pk}x1.")
    wait = wait_of(wish)
    assert (wait.full, wait.before, [each.name for each in wait.needs]) == (["Press"], 0, ["Press"])
    run_jobs("mail")
    assert "You wait for a change" in [each.subject.split(":")[0] for each in mail.outbox]
    assert_counted()


def test_a_seat_for_her_is_held_and_nothing_changes_before_she_takes_it(event, press, run_jobs):
    hers = offered(press)
    assert (category(hers), used(*Quota.objects.order_by("pk"))) == ("delegate", [1, 1])
    mail.outbox.clear()
    run_jobs()
    [sent] = [each for each in mail.outbox if "change is possible" in each.subject]
    assert "/offers/" in sent.body
    wishes.accept(hers, by=hers.person)
    assert (category(hers), Wish.objects.count()) == ("press", 0)
    assert Claim.objects.filter(expires_at=None).count() == 2
    assert used(*Quota.objects.order_by("pk")) == [1, 1]
    run_jobs()
    assert any("is changed" in each.subject for each in mail.outbox)
    assert_counted()


def test_her_old_seat_goes_to_whoever_waits_for_it(event, run_jobs):
    delegates = quota(event, 1, "Delegates", category=["delegate"])
    press = quota(event, 0, "Press", category=["press"])
    hers = offered(press)
    late = enter(event)
    wishes.accept(hers, by=None)
    run_jobs("now")
    assert states(late) == [State.CONFIRMED]
    assert used(delegates, press) == [1, 1]
    assert_counted()


def test_what_she_lets_go_goes_to_the_next_and_she_keeps_what_she_has(event, press, run_jobs):
    hers, next_one = offered(press), wishing(event)
    wishes.give_up(hers, by=hers.person)
    run_jobs("now")
    assert Wish.objects.get().registration == next_one
    assert Wish.objects.get().state == Wish.State.OFFERED
    assert (category(hers), hers.state) == ("delegate", State.CONFIRMED)
    with pytest.raises(NoWish):
        wishes.accept(hers, by=hers.person)
    assert_counted()


def test_a_lapsed_offer_goes_once_to_the_back_and_then_ends_as_the_mails_say(
    event, press, run_jobs
):
    hers, other = offered(press), wishing(event)
    run_jobs()
    run_out(hers)
    with pytest.raises(OfferOver):
        wishes.accept(hers, by=None)
    mail.outbox.clear()
    waiting.walk(event)
    assert Wish.objects.get(registration=hers).state == Wish.State.WAITING
    assert Wish.objects.get(registration=other).state == Wish.State.OFFERED
    run_jobs()
    assert any("time for your change" in each.subject for each in mail.outbox)
    wishes.give_up(other, by=None)
    run_jobs()
    run_out(hers)
    mail.outbox.clear()
    move_all_waiting_up.call()
    run_jobs()
    assert (Wish.objects.count(), category(hers)) == (0, "delegate")
    assert any("no longer wait" in each.subject for each in mail.outbox)
    assert_counted()


def test_she_stands_in_one_row_with_those_who_wait_to_come(event, press):
    first, hers, last = enter(event, category="press"), wishing(event), enter(
        event, category="press"
    )  # fmt: skip
    assert wait_of(Wish.objects.get()).before == 1
    assert wait_of(last).before == 2
    room_for(press, 2)
    waiting.walk(event)
    assert states(first, last) == [State.CONFIRMED, State.WAITING]
    assert Wish.objects.get(registration=hers).state == Wish.State.OFFERED
    assert_counted()


def test_newcomers_and_changes_of_others_do_not_pass_by_her(event, press):
    wishing(event)
    other = enter(event)
    Quota.objects.filter(pk=press.pk).update(size=1)
    assert enter(event, category="press").state == State.WAITING
    with pytest.raises(Full):
        registrations.change(other, answers=answers(category="press"), by=None)
    assert enter(event).state == State.CONFIRMED


def test_whoever_waits_herself_is_not_in_her_own_way(event, press):
    hers = wishing(event)
    Quota.objects.filter(pk=press.pk).update(size=1)
    registrations.change(hers, answers=answers(category="press"), by=None)
    assert (category(hers), Wish.objects.count()) == ("press", 0)
    assert_counted()


def test_who_asks_for_what_is_held_for_her_gets_it(event, press):
    hers = offered(press)
    wishing(event)
    registrations.change(hers, answers=answers(category="press", needs="Light"), by=None)
    assert (category(hers), hers.needs, used(press)) == ("press", "Light", [1])
    assert_counted()


def test_a_change_to_something_else_ends_the_wish_and_another_name_does_not(event, press):
    hers = wishing(event)
    registrations.change(hers, answers=answers(full_name="Awa Ba"), by=None)
    assert Wish.objects.count() == 1
    room_for(press, 1)
    waiting.walk(event)
    registrations.change(hers, answers=answers(full_name="Awa Sy"), by=None)
    assert Wish.objects.get().state == Wish.State.OFFERED
    registrations.change(hers, answers=answers(category="observer"), by=None)
    assert (Wish.objects.count(), used(press)) == (0, [0])
    assert_counted()


def test_an_offer_of_seats_that_she_needs_no_more_is_an_offer_no_more(event):
    quota(event, 9, "Africa", country=["SN"])
    abroad = quota(event, 0, "Press from afar", category=["press"], country=["SN"])
    hers = offered(abroad)
    quota(event, 0, "Press from France", category=["press"], country=["FR"])
    registrations.change(hers, answers=answers(country="FR"), by=None)
    wish = Wish.objects.get()
    assert (wish.state, used(abroad)) == (Wish.State.WAITING, [0])
    assert wish.signature == f".{Quota.objects.get(name='Press from France').pk}x1."
    assert_counted()


def test_what_else_she_wrote_comes_with_the_change_and_what_changed_since_stays(event, press):
    hers = wishing(event, needs="Much light", organisation_name="Caritas")
    registrations.change(hers, answers=answers(called="Awa"), by=None)
    room_for(press, 1)
    waiting.walk(event)
    wishes.accept(hers, by=None)
    hers.refresh_from_db()
    assert (hers.called, hers.needs, hers.category) == ("Awa", "Much light", "press")
    assert hers.organisation.search.startswith("|caritas")


def test_more_companions_need_only_the_seats_that_she_lacks(event):
    everyone = quota(event, 2)
    version = publish(event, question("Since when?"), companions=Company.COUNTED)
    hers = enter(event)
    two = answers(filled=Filled(version=version, companions=[("Bineta", 9), ("Cheikh", None)]))
    with pytest.raises(Full):
        registrations.change(hers, answers=two, by=None)
    wishes.wait_to_change(hers, answers=two, by=None)
    assert Wish.objects.get().signature == f".{everyone.pk}x2."
    room_for(everyone, 3)
    waiting.walk(event)
    assert used(everyone) == [3]
    wishes.accept(hers, by=None)
    hers.refresh_from_db()
    assert (hers.party, hers.companions.count(), used(everyone)) == (3, 2, [3])
    assert_counted()


def test_a_wish_for_several_seats_is_passed_over_until_they_are_saved_up(event):
    seating.set_seating(event=event, by=None, patience=1)
    press = quota(event, 0, "Press", category=["press"])
    hers = enter(event)
    Registration.objects.filter(pk=hers.pk).update(party=2)
    wishes.wait_to_change(hers, answers=answers(category="press"), by=None)
    single, second = enter(event, category="press"), enter(event, category="press")
    room_for(press, 1)
    waiting.walk(event)
    room_for(press, 2)
    waiting.walk(event)
    assert states(single, second) == [State.CONFIRMED, State.WAITING]
    assert wait_of(Wish.objects.get()).saved
    room_for(press, 3)
    waiting.walk(event)
    assert (Wish.objects.get().state, used(press)) == (Wish.State.OFFERED, [3])
    assert_counted()


def test_she_may_wait_for_something_else_instead_and_keeps_her_turn_for_the_same(event, press):
    quota(event, 0, "Africa", country=["ML"])
    hers = wishing(event)
    since = Wish.objects.get().queued_at
    wishes.wait_to_change(hers, answers=answers(category="press", needs="x"), by=None)
    assert (Wish.objects.get().queued_at, Wish.objects.get().changes["needs"]) == (since, "x")
    wishes.wait_to_change(hers, answers=answers(country="ML"), by=None)
    assert Wish.objects.get().queued_at > since
    assert "category" not in Wish.objects.get().changes


def test_nothing_is_offered_nor_waited_for_once_registration_closes(event, press):
    hers = wishing(event)
    room_for(press, 1)
    closes = datetime(2099, 10, 1, 12, tzinfo=UTC)
    Event.objects.filter(pk=event.pk).update(registration_until=closes)
    assert waiting.walk(event, now=closes - timedelta(hours=5)) == []
    assert waiting.walk(event, now=closes + timedelta(hours=1)) == []
    [found] = waiting.walk(event, now=closes - timedelta(hours=10))
    assert found.offered_until == closes
    wishes.give_up(hers, by=None)
    Event.objects.filter(pk=event.pk).update(registration="closed")
    with pytest.raises(Closed):
        wishes.wait_to_change(hers, answers=answers(category="press"), by=None)


def test_only_whoever_has_a_place_waits_to_change_it(event, press):
    late = enter(event, category="press")
    with pytest.raises(NotConfirmed):
        wishes.wait_to_change(late, answers=answers(category="press"), by=None)


def test_withdrawing_gives_back_both_the_seat_and_what_is_held(event, press):
    hers = offered(press)
    registrations.withdraw(hers, by=None)
    assert (Wish.objects.count(), Claim.objects.count()) == (0, 0)
    with pytest.raises(NotThere):
        wishes.accept(hers, by=None)
    assert_counted()


def test_erasing_takes_the_wish_and_her_data_show_it(event, press):
    hers = offered(press, needs="Much light")
    [shown] = holdings.show(hers.person)
    assert shown["waits_to_change"]["needs"] == "Much light"
    holdings.erase(hers.person)
    assert (Wish.objects.count(), Claim.objects.count()) == (0, 0)
    assert_counted()


def test_an_organiser_ends_it_and_she_is_told(event, press, run_jobs):
    hers = offered(press)
    wishes.take_back(hers, by=None)
    mail.outbox.clear()
    run_jobs()
    assert any("no longer wait" in each.subject for each in mail.outbox)
    assert (Wish.objects.count(), used(press)) == (0, [0])
    assert_counted()


def test_the_wish_follows_when_two_registrations_become_one_and_goes_back(event, press):
    hers = offered(press)
    other = enter(event, full_name="DIOP Awa")
    double = doubles.join(kept=other, gone=hers, by=None)
    wish = Wish.objects.get()
    assert (wish.registration, wish.state, used(press)) == (other, Wish.State.WAITING, [0])
    assert_counted()
    doubles.part(double, by=None)
    assert Wish.objects.get().registration == hers
    assert_counted()


def test_a_wish_ends_where_the_other_registration_has_one(event, press):
    hers, other = offered(press), wishing(event)
    doubles.join(kept=other, gone=hers, by=None)
    assert Wish.objects.get().registration == other
    assert_counted()


def test_other_quotas_are_seen_by_those_who_wait_and_by_what_is_held(event, press):
    hers = offered(press)
    later = wishing(event)
    light = quota(event, 5, "Light", category=["press"])
    assert light.used == 1
    assert Wish.objects.get(registration=later).signature == f".{press.pk}x1.{light.pk}x1."
    quotas.set_quota(event=event, name="Press", size=None, quota=press, by=None)
    assert Wish.objects.get(registration=later).signature == f".{light.pk}x1."
    waiting.walk(event)
    for each in (hers, later):
        wishes.accept(each, by=None)
    assert used(light) == [2]
    assert_counted()


def test_a_seat_of_a_delegation_goes_back_to_it_with_what_was_held(event, press):
    found = block(event, factories.person(), 2, by_organiser=True)
    hers = named(found)
    wishes.wait_to_change(hers, answers=answers(category="press"), by=None)
    room_for(press, 1)
    waiting.walk(event)
    assert used(press) == [1]
    registrations.withdraw(hers, by=None)
    assert (free(found), used(press)) == (2, [0])
    assert_counted()


def test_the_first_offer_of_a_newcomer_stands_while_a_wish_lapses(event, press):
    """Both kinds of offers run out in one go."""
    seating.set_seating(event=event, by=None, walk="offer")
    hers = offered(press)
    late = enter(event, category="press")
    run_out(hers)
    waiting.walk(event)
    assert states(late) == [State.OFFERED]
    offers.accept(late, by=None)
    assert_counted()
