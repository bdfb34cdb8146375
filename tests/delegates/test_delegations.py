"""Delegations: seats first, names later; and never a seat too many."""

from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from delegates import refusals
from delegates.actions import delegations, quotas, registrations, seating, sitting
from delegates.models import Claim, Coordinator, Delegation, Quota, Registration, Seat, SeatLink
from delegates.queries.delegations import covered, delegates_covered, delegation_view
from events.models import Event
from tests import factories
from tests.delegates.conftest import answers, enter, quota
from tests.delegates.test_actions import states
from tests.delegates.test_seats import assert_counted, used

State = Registration.State


@pytest.fixture
def coordinator(event):
    seating.set_seating(event=event, by=None, asking="open")
    return factories.person("coordinator", languages=["en"])


def block(event, coordinator, granted=3, **given):
    """A delegation with seats."""
    asked = delegations.ask(
        event=event, name="Réseau", wanted=granted, by=coordinator, country="SN", **given
    )
    return delegations.grant(asked, granted=granted, by=None)


def named(delegation, who=None, places=1, **given):
    """Somebody who registers by a link of her own."""
    _, token = delegations.make_link(delegation, by=None, places=places)
    return by_link(delegation.event, token, who, **given)


def by_link(event, token, who=None, **given):
    who = who or factories.person()
    return registrations.register(
        event=event, person=who, answers=answers(**given), by=who, seat=token
    )


def free(delegation):
    return Delegation.objects.get(pk=delegation.pk).free


def test_a_block_takes_its_seats_at_once_and_naming_takes_none(event, coordinator):
    everyone = quota(event, 3)
    found = block(event, coordinator, 3)
    assert used(everyone) == [3]
    assert enter(event).state == State.WAITING
    made = named(found)
    assert (made.state, free(found), used(everyone)) == (State.CONFIRMED, 2, [3])
    assert_counted()


@pytest.mark.postgres
def test_a_delegation_whose_sum_is_too_large_is_told_which_quota_is_full(event, coordinator):
    everyone = quota(event, 10, "Africa", country=["SN"])
    asked = delegations.ask(event=event, name="R", wanted=20, by=coordinator, country="SN")
    with pytest.raises(refusals.Full) as refused:
        delegations.grant(asked, granted=20, by=None)
    assert "Africa" in str(refused.value)
    assert used(everyone) == [0]


def test_somebody_named_needs_what_only_she_is(event, coordinator):
    everyone, europe = quota(event, 5), quota(event, 1, "Europe", country=["FR"])
    africa = quota(event, 5, "Africa", country=["SN"])
    found = block(event, coordinator, 2)
    assert used(everyone, europe, africa) == [2, 0, 2]
    named(found, country="FR")
    assert used(everyone, europe, africa) == [2, 1, 1]
    with pytest.raises(refusals.Full):
        named(found, country="FR")
    assert (free(found), used(everyone, europe, africa)) == (1, [2, 1, 1])
    assert_counted()


@pytest.mark.postgres
def test_an_eleventh_who_uses_a_group_link_for_ten_is_refused_and_it_shows_who_came(
    event, coordinator
):
    found = block(event, coordinator, 3)
    link, token = delegations.make_link(found, by=coordinator, places=2)
    first = by_link(event, token)
    by_link(event, token)
    with pytest.raises(refusals.LinkSpent):
        by_link(event, token)
    with pytest.raises(refusals.LinkSpent):
        sitting.move_to_a_seat(event=event, token=token, person=factories.person(), by=None)
    people = delegation_view(found).people.rows
    assert people[0].registration == first
    assert {each.seat.link for each in people} == {link}
    assert Registration.objects.count() == 2


def test_links_never_stand_for_more_seats_than_there_are(event, coordinator):
    found = block(event, coordinator, 2)
    delegations.make_link(found, by=None, places=2)
    with pytest.raises(refusals.MoreThanTheBlock):
        delegations.make_link(found, by=None)
    with pytest.raises(refusals.MoreThanTheBlock):
        delegations.grant(found, granted=1, by=None)


@pytest.mark.postgres
def test_a_link_bound_to_an_address_is_mailed_there_and_refuses_others(
    event, coordinator, run_jobs
):
    found = block(event, coordinator)
    link, token = delegations.make_link(found, by=coordinator, address="awa@example.org")
    run_jobs("mail")
    assert any(token in each.body for each in mail.outbox if each.to == ["awa@example.org"])
    with pytest.raises(refusals.LinkOfSomebodyElse):
        by_link(event, token, factories.person("friend"))
    cheat = factories.person("cheat")
    EmailAddress.objects.create(user=cheat, email="awa@example.org", verified=False)
    with pytest.raises(refusals.LinkOfSomebodyElse):
        by_link(event, token, cheat)
    assert by_link(event, token, factories.person("awa")).state == State.CONFIRMED
    assert SeatLink.objects.get(pk=link.pk).token_hash != token


def test_a_revoked_link_is_useless_and_frees_what_it_stood_for(event, coordinator):
    found = block(event, coordinator, 1)
    link, token = delegations.make_link(found, by=None)
    delegations.revoke(link, by=None)
    with pytest.raises(refusals.LinkGone):
        by_link(event, token)
    assert named(found).state == State.CONFIRMED


@pytest.mark.postgres
def test_names_are_swapped_in_a_sold_out_event_without_a_new_seat(event, coordinator):
    everyone = quota(event, 1)
    found = block(event, coordinator, 1)
    first = named(found)
    assert enter(event).state == State.WAITING
    _, token = delegations.swap(Seat.objects.get(), by=coordinator)
    assert by_link(event, token, full_name="Fatou Ndiaye").state == State.CONFIRMED
    assert states(first) == [State.WITHDRAWN]
    assert used(everyone) == [1]
    assert_counted()


def test_names_are_swapped_until_a_day(event, coordinator):
    seating.set_seating(event=event, by=None, swaps_until=date(2001, 1, 1))
    found = block(event, coordinator)
    named(found)
    with pytest.raises(refusals.TooLateToSwap):
        delegations.swap(Seat.objects.get(), by=coordinator)
    delegations.swap(Seat.objects.get(), by=None, by_organiser=True)
    assert free(found) == 3


def test_whoever_withdraws_gives_her_seat_back_to_the_block(event, coordinator):
    everyone = quota(event, 2)
    found = block(event, coordinator, 2)
    made = named(found)
    registrations.withdraw(made, by=made.person)
    assert (free(found), used(everyone)) == (2, [2])
    assert_counted()


def test_a_block_shrinks_where_what_its_seat_needs_is_gone(event, coordinator):
    quota(event, 2, "Africa", country=["SN"])
    found = block(event, coordinator, 2)
    made = named(found, country="FR")
    quotas.set_quota(
        event=event, name="Africa", size=1, rule={"country": ["SN"]}, quota=Quota.objects.get(),
        by=None,
    )  # fmt: skip
    registrations.withdraw(made, by=None)
    assert Delegation.objects.get().granted == 1
    assert_counted()


@pytest.mark.postgres
def test_somebody_who_waits_moves_onto_a_seat_of_the_block_at_once(event, coordinator):
    everyone = quota(event, 1)
    found = block(event, coordinator, 1)
    late = enter(event)
    _, token = delegations.make_link(found, by=None)
    moved = sitting.move_to_a_seat(event=event, token=token, person=late.person, by=late.person)
    assert (moved.state, used(everyone)) == (State.CONFIRMED, [1])
    with pytest.raises(refusals.RegisteredAlready):
        sitting.move_to_a_seat(event=event, token=token, person=late.person, by=late.person)
    assert_counted()


def test_somebody_with_a_seat_of_her_own_gives_it_to_the_others(event, coordinator, run_jobs):
    quota(event, 3)
    found = block(event, coordinator, 2)
    first, late = enter(event), enter(event)
    _, token = delegations.make_link(found, by=None)
    sitting.move_to_a_seat(event=event, token=token, person=first.person, by=None)
    run_jobs("now")
    assert states(first, late) == [State.CONFIRMED, State.CONFIRMED]
    assert_counted()


def test_a_block_can_be_filled_after_registration_has_closed(event, coordinator):
    found = block(event, coordinator)
    _, token = delegations.make_link(found, by=None)
    Event.objects.update(registration="closed")
    assert by_link(event, token).state == State.CONFIRMED


def test_a_quota_made_late_counts_the_block_and_its_people(event, coordinator):
    found = block(event, coordinator, 3)
    named(found)
    assert quota(event, 5, "Africa", country=["SN"]).used == 3
    assert_counted()


def test_fewer_or_more_seats_move_the_counter(event, coordinator):
    everyone = quota(event, 5)
    found = block(event, coordinator, 2)
    named(found)
    delegations.grant(found, granted=5, by=None)
    assert used(everyone) == [5]
    delegations.grant(found, granted=1, by=None)
    assert used(everyone) == [1]
    with pytest.raises(refusals.MoreThanTheBlock):
        delegations.grant(found, granted=0, by=None)
    assert_counted()
    assert Claim.objects.filter(delegation=found).count() == 0


def test_the_role_is_handed_over_and_somebody_always_holds_it(event, coordinator):
    found = block(event, coordinator)
    only = Coordinator.objects.get()
    with pytest.raises(refusals.NeedsACoordinator):
        delegations.step_back(only, by=coordinator)
    link, _ = delegations.make_link(
        found, by=coordinator, kind="coordinator", address="second@example.org"
    )
    with pytest.raises(refusals.LinkOfSomebodyElse):
        delegations.take_role(link, by=factories.person("third"))
    second = factories.person("second")
    delegations.take_role(link, by=second)
    delegations.step_back(only, by=coordinator)
    assert [each.person for each in found.coordinators.all()] == [second]
    assert free(found) == 3


def test_a_link_into_the_role_is_no_seat(event, coordinator):
    found = block(event, coordinator)
    _, token = delegations.make_link(found, by=None, kind="coordinator")
    with pytest.raises(refusals.LinkGone):
        by_link(event, token)


def test_nobody_asks_while_asking_is_closed_but_organisers_enter_delegations(event):
    who = factories.person()
    with pytest.raises(refusals.AskingClosed):
        delegations.ask(event=event, name="R", wanted=1, by=who)
    assert delegations.ask(event=event, name="R", wanted=1, by=who, by_organiser=True)


def test_a_refused_delegation_is_told_and_has_no_seats(event, coordinator, run_jobs):
    asked = delegations.ask(event=event, name="R", wanted=5, by=coordinator)
    delegations.refuse(asked, by=None)
    with pytest.raises(refusals.DecidedBefore):
        delegations.refuse(asked, by=None)
    run_jobs("mail")
    assert "No seats for your delegation" in mail.outbox[-1].subject


def test_the_fee_covers_those_who_sat_down_first(event, coordinator):
    seating.set_seating(event=event, by=None, fee_covers=2)
    found = block(event, coordinator, 3)
    people = [named(found) for _ in range(3)]
    assert list(covered(found).order_by("pk")) == people[:2]
    assert delegates_covered(event) == {each.pk: found.pk for each in people[:2]}


def test_the_coordinator_sees_what_is_missing_and_no_answers(event, coordinator):
    found = block(event, coordinator)
    named(found, full_name="Awa Diop", needs="a ramp", country="")
    hers = Client()
    hers.force_login(coordinator)
    page = hers.get(f"/quebec/delegations/{found.uid}/").content.decode()
    assert "Awa Diop" in page
    assert "missing" in page
    assert "a ramp" not in page


def test_the_page_of_a_delegation_asks_little_however_many_sit_in_it(
    event, coordinator, django_assert_max_num_queries
):
    found = block(event, coordinator, 30)
    for _ in range(25):
        named(found)
    with django_assert_max_num_queries(9):
        assert len(delegation_view(found).people.rows) == 25


def test_what_is_kept_of_a_coordinator_is_shown_and_erased(event, coordinator):
    from delegates.joining.blocks import erase, show

    found = block(event, coordinator, words="We come from far.")
    delegations.make_link(found, by=None, address=coordinator.email)
    assert show(coordinator)[0]["words"] == "We come from far."
    erase(coordinator)
    assert SeatLink.objects.get().address == ""


def test_an_erased_person_leaves_her_seat_to_the_block(event, coordinator):
    from delegates.holdings import erase

    found = block(event, coordinator)
    made = named(found)
    erase(made.person)
    assert free(found) == 3


def test_a_coordinator_asks_an_organiser_grants_and_a_person_comes_by_a_link(event, coordinator):
    hers, theirs, guest = Client(), Client(), Client()
    hers.force_login(coordinator)
    theirs.force_login(factories.member(event, "organiser"))
    guest.force_login(factories.person("guest"))
    given = {"name": "Réseau", "wanted": 2, "category": "delegate", "country": "SN"}
    assert hers.post("/quebec/delegations/", given).status_code == 302
    found = Delegation.objects.get()
    address = f"/quebec/delegations/{found.uid}/"
    assert "not answered yet" in hers.get(address).content.decode()
    assert "Réseau" in theirs.get("/quebec/organise/delegations/?state=asked").content.decode()
    grant = f"/quebec/organise/delegations/{found.uid}/grant/"
    assert theirs.post(grant, {"granted": 2}).status_code == 302
    page = hers.post(f"{address}links/", {"link-places": 1})
    token = page.context["link"].rstrip("/").rpartition("/")[2]
    assert Client().get(f"/quebec/seats/{token}/").status_code == 200
    answer = guest.post(f"/quebec/seats/{token}/")
    assert answer.url == f"/quebec/register/form/?seat={token}"
    from tests.delegates.test_own_pages import filled

    guest.post(answer.url, filled())
    assert Seat.objects.get().registration.person.called == "Guest"
    assert guest.get(f"/quebec/seats/{token}/").status_code == 410
    assert Client().get("/quebec/seats/guessed/").status_code == 404


def test_wrong_numbers_are_refused_at_their_field_and_nothing_is_lost(event, coordinator):
    hers = Client()
    hers.force_login(coordinator)
    given = {"name": "Réseau", "wanted": "many", "category": "queen", "words": "Kept"}
    response = hers.post("/quebec/delegations/", given)
    assert (response.status_code, sorted(response.context["form"].errors)) == (
        422,
        ["category", "wanted"],
    )
    assert "Kept" in response.content.decode()
    found = block(event, coordinator, 1)
    address = f"/quebec/delegations/{found.uid}/"
    for given in ({"link-places": 2}, {"link-places": "x"}, {"link-address": "no"}):
        assert hers.post(f"{address}links/", given).status_code == 422
    assert hers.post(f"{address}coordinators/", {"role-address": "no"}).status_code == 422


def test_a_coordinator_revokes_swaps_and_hands_over_on_her_page(event, coordinator):
    hers = Client()
    hers.force_login(coordinator)
    found = block(event, coordinator, 3)
    made = named(found)
    address = f"/quebec/delegations/{found.uid}/"
    page = hers.post(f"{address}people/{made.uid}/swap/")
    assert "/seats/" in page.context["link"]
    hers.post(f"{address}links/{SeatLink.objects.last().pk}/revoke/")
    assert SeatLink.objects.last().state == "revoked"
    hers.post(f"{address}coordinators/", {"role-address": "second@example.org"})
    only = Coordinator.objects.get()
    page = hers.post(f"{address}coordinators/{only.pk}/end/", follow=True).content.decode()
    assert "Hand the role over first" in page
    _, token = delegations.make_link(found, by=None, kind="coordinator")
    second = Client()
    second.force_login(factories.person("second2"))
    assert second.post(f"/quebec/seats/{token}/").url == address
    assert hers.post(f"{address}coordinators/{only.pk}/end/").url == "/quebec/delegations/"


def test_an_organiser_chooses_how_places_are_filled(event):
    theirs = Client()
    theirs.force_login(factories.member(event, "organiser"))
    given = {"walk": "offer", "offer_hours": 48, "least_hours": 6, "patience": 5}
    given |= {"asking": "open", "fee_covers": 5}
    assert theirs.post("/quebec/organise/seating/", given).status_code == 302
    event.refresh_from_db()
    assert (event.seating.walk, event.seating.fee_covers) == ("offer", 5)
    assert theirs.post("/quebec/organise/seating/", given | {"walk": "x"}).status_code == 422
