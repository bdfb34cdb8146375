"""Delegations on the waiting list: a block that does not fit is waited for, offered, answered."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from delegates.actions import block_offers, delegations, offers, quotas, waiting
from delegates.models import Claim, Delegation, Quota, Registration
from delegates.queries.waiting import wait_of
from delegates.refusals import DecidedBefore, MoreThanTheBlock, NotOffered, OfferOver
from tests import factories
from tests.delegates.conftest import enter, quota
from tests.delegates.test_offers import room_for
from tests.delegates.test_seats import assert_counted

State = Delegation.State


@pytest.fixture
def chief(db):
    return factories.person("chief", languages=["en"])


def block(event, chief, seats=3, *, together="many", **given):
    """A delegation that waits for so many seats."""
    given = {"name": "Réseau", "wanted": seats, "together": together, "by": chief} | given
    asked = delegations.ask(event=event, by_organiser=True, **given)
    return block_offers.wait_for_seats(asked, awaited=seats, by=None)


def now(delegation):
    return Delegation.objects.get(pk=delegation.pk)


def run_out(delegation):
    moment = timezone.now() - timedelta(milliseconds=1)
    Delegation.objects.filter(pk=delegation.pk).update(offered_until=moment)
    Claim.objects.filter(delegation=delegation).update(expires_at=moment)


@pytest.mark.postgres
def test_a_block_that_is_waited_for_is_offered_once_it_fits_and_taken(event, chief, run_jobs):
    everyone = quota(event, 2)
    waits = block(event, chief, together="all")
    waiting.walk(event)
    assert now(waits).state == State.WAITING
    room_for(everyone, 4)
    waiting.walk(event)
    held = now(waits)
    assert (held.state, held.offered) == (State.OFFERED, 3)
    assert Claim.objects.get().expires_at == held.offered_until
    assert Quota.objects.get().used == 3
    run_jobs()
    told = {each.subject.split(":")[0]: each.body for each in mail.outbox}
    assert (
        "“Réseau” is on the waiting list for 3 seats"
        in told["Your delegation is on the waiting list"]
    )
    assert "are kept for “Réseau” until" in told["Seats are free for your delegation"]
    taken = block_offers.take(held, by=chief)
    assert (taken.state, taken.granted, taken.offered) == (State.GRANTED, 3, 0)
    assert Claim.objects.get().expires_at is None
    assert_counted()
    run_jobs()
    assert "“Réseau” has 3 seats" in mail.outbox[-1].body
    delegations.make_link(taken, by=chief, places=3)


def test_seats_that_are_only_offered_have_no_links(event, chief):
    quota(event, 3)
    waits = block(event, chief)
    waiting.walk(event)
    with pytest.raises(MoreThanTheBlock):
        delegations.make_link(now(waits), by=chief)


@pytest.mark.postgres
def test_a_part_is_offered_to_whoever_takes_a_part_and_she_may_wait_for_all(event, chief):
    everyone = quota(event, 2)
    waits = block(event, chief, 5)
    waiting.walk(event)
    assert (now(waits).state, now(waits).offered) == (State.OFFERED, 2)
    block_offers.let_go(now(waits), by=chief, wait_for_all=True)
    waiting.walk(event)
    assert (now(waits).state, now(waits).queued_at) == (State.WAITING, waits.queued_at)
    room_for(everyone, 5)
    waiting.walk(event)
    assert now(waits).offered == 5
    assert_counted()


def test_people_and_delegations_stand_in_one_order(event, chief):
    everyone = quota(event, 0)
    first = enter(event)
    waits = block(event, chief, 2)
    last = enter(event)
    room_for(everyone, 3)
    waiting.walk(event)
    states = [Registration.objects.get(pk=each.pk).state for each in (first, last)]
    assert (states, now(waits).offered) == (["confirmed", "waiting"], 2)
    assert_counted()


def test_a_newcomer_does_not_overtake_a_delegation_that_could_have_her_seat(event, chief):
    everyone = quota(event, 0)
    block(event, chief, 2)
    Quota.objects.filter(pk=everyone.pk).update(size=1)
    assert enter(event).state == Registration.State.WAITING


def test_a_whole_block_lets_smaller_ones_by_until_its_patience_ends(event, chief):
    quota(event, 1)
    waits = block(event, chief, 2, together="all")
    assert enter(event).state == Registration.State.CONFIRMED
    Delegation.objects.filter(pk=waits.pk).update(passed_over=10)
    Quota.objects.update(size=2)
    assert enter(event).state == Registration.State.WAITING


@pytest.mark.postgres
def test_an_offer_that_lapses_goes_to_the_back_and_then_to_the_organisers(event, chief, run_jobs):
    quota(event, 3)
    waits = block(event, chief)
    waiting.walk(event)
    run_out(waits)
    offers.lapse(event)
    assert (now(waits).state, now(waits).lapses) == (State.WAITING, 1)
    with pytest.raises(NotOffered):
        block_offers.take(now(waits), by=chief)
    waiting.walk(event)
    run_out(waits)
    with pytest.raises(OfferOver):
        block_offers.take(now(waits), by=chief)
    offers.lapse(event)
    assert (now(waits).state, Quota.objects.get().used) == (State.ASKED, 0)
    run_jobs()
    assert [each for each in mail.outbox if "off the waiting list" in each.subject]
    assert_counted()


def test_a_newcomer_ends_an_offer_whose_time_is_over(event, chief):
    quota(event, 1)
    waits = block(event, chief, 1)
    waiting.walk(event)
    run_out(waits)
    assert enter(event).state == Registration.State.WAITING
    assert now(waits).state == State.WAITING


def test_nothing_is_offered_once_registration_is_closed(event, chief):
    quota(event, 3)
    event.registration = "closed"
    event.save()
    waits = block(event, chief)
    waiting.walk(event)
    assert now(waits).state == State.WAITING


def test_organisers_may_grant_or_refuse_what_waits_or_is_offered(event, chief):
    everyone = quota(event, 3)
    waits, other = block(event, chief), block(event, chief, 1)
    waiting.walk(event)
    granted = delegations.grant(now(waits), granted=2, by=None)
    assert (granted.state, granted.granted, Quota.objects.get().used) == (State.GRANTED, 2, 2)
    assert Claim.objects.get().expires_at is None
    waiting.walk(event)
    assert now(other).state == State.OFFERED
    assert delegations.refuse(now(other), by=None).state == State.REFUSED
    assert Quota.objects.get(pk=everyone.pk).used == 2
    with pytest.raises(DecidedBefore):
        block_offers.wait_for_seats(now(waits), awaited=9, by=None)
    assert_counted()


def test_a_quota_that_is_made_or_changed_counts_what_is_offered(event, chief):
    everyone = quota(event, 3)
    waits = block(event, chief, country="SN")
    waiting.walk(event)
    quotas.set_quota(event=event, name="Senegal", size=5, rule={"country": ["SN"]}, by=None)
    assert Quota.objects.get(name="Senegal").used == 3
    assert now(waits).signature == f".{everyone.pk}.{everyone.pk + 1}."
    assert_counted()


def test_it_says_why_it_waits_and_how_many_wait_before(event, chief):
    quota(event, 0)
    enter(event)
    waits = block(event, chief, 4)
    late = enter(event)
    wait = wait_of(waits)
    assert (wait.full, wait.before, wait.party) == (["All"], 1, 4)
    assert wait_of(late).before == 2


def test_the_pages_from_the_wish_to_the_seats(event, chief, client):
    everyone = quota(event, 1)
    asked = delegations.ask(event=event, name="Réseau", wanted=3, by=chief, by_organiser=True)
    page = f"/quebec/delegations/{asked.uid}/"
    client.force_login(factories.member(event, "organiser"))
    grant = f"/quebec/organise/delegations/{asked.uid}/grant/"
    shown = client.post(grant, {"granted": 3}, follow=True).content.decode()
    assert "on the waiting list for them" in shown
    client.force_login(chief)
    shown = client.get(page).content.decode()
    assert "As soon as they are free" in shown
    assert "no place is free in All" in shown
    waiting.walk(event)
    shown = client.get(page).content.decode()
    assert "1 seat is kept for your delegation until" in shown
    assert "Wait for all of them" in shown
    client.post(f"{page}offer/", {"to": "wait"})
    room_for(everyone, 3)
    waiting.walk(event)
    shown = client.post(f"{page}offer/", {"to": "take"}, follow=True).content.decode()
    assert "0 of 3 seats have a person" in shown
    shown = client.post(f"{page}offer/", {"to": "take"}, follow=True).content.decode()
    assert "There is no offer" in shown


def test_more_for_a_delegation_that_has_seats_is_granted_or_not(event, chief, client):
    quota(event, 2)
    asked = delegations.ask(event=event, name="Réseau", wanted=3, by=chief, by_organiser=True)
    delegations.grant(asked, granted=1, by=None)
    client.force_login(factories.member(event, "organiser"))
    grant = f"/quebec/organise/delegations/{asked.uid}/grant/"
    shown = client.post(grant, {"granted": 3}, follow=True).content.decode()
    assert "no free place" in shown
    assert (now(asked).state, now(asked).granted) == (State.GRANTED, 1)
