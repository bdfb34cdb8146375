"""Staying there: lodging by two yeses, journeys by hour and place, meals with seats."""

from datetime import UTC, date, datetime, time

import pytest
from django.test import Client

from delegates.actions import exclusions, registrations, staying
from delegates.models import Booking, Lodging, Match, Service
from delegates.queries.staying import journeys, matching, own
from delegates.refusals import DoNotFit, MayNotMeet, NoBedFree, NoSeatFree, StillPromised
from events.models import Role
from tests import factories

pytestmark = pytest.mark.django_db
NIGHTS = {"begins": date(2099, 10, 8), "ends": date(2099, 10, 12)}
ADDRESS = "canary-address 5 rue Saint-Jean"


@pytest.fixture
def host(event):
    return factories.registration(event, factories.person("host"), public_name="Marie")


@pytest.fixture
def guest(event):
    return factories.registration(event, factories.person("guest"), public_name="Zora")


@pytest.fixture
def offer(host):
    return write(host, "offer", beds=2, address=ADDRESS, phone="418 1")


@pytest.fixture
def wish(guest):
    return write(guest, "wish", phone="221 9")


def write(registration, kind, beds=1, **more):
    return staying.write_lodging(registration, kind=kind, beds=beds, by=None, **NIGHTS | more)


def client_of(registration):
    browser = Client()
    browser.force_login(registration.person)
    return browser


def page_of(registration):
    return client_of(registration).get("/quebec/staying/").content.decode()


def say(match, registration, yes=True):
    return staying.answer(match, registration=registration, yes=yes, by=None)


def test_an_address_is_seen_only_after_both_said_yes(offer, wish, host, guest):
    match = staying.bring_together(offer=offer, wish=wish, by=None)
    assert "Marie" in page_of(guest)
    for answers in ((), (guest,), (guest, host)):
        for each in answers[-1:]:
            say(match, each)
        seen = ADDRESS in page_of(guest)
        assert seen == (len(answers) == 2)
    assert "221 9" in page_of(host)
    assert "418 1" in page_of(guest)


def test_nobody_else_ever_sees_it_organisers_included(event, offer, wish, host, guest):
    match = staying.bring_together(offer=offer, wish=wish, by=None)
    say(match, host)
    say(match, guest)
    organiser, other = factories.member(event, Role.ORGANISER), factories.registration(event)
    browser = Client()
    browser.force_login(organiser)
    pages = ("staying/", f"registrations/{host.uid}/", "staying/journeys/", "registrations/")
    for path in pages:
        assert "canary-address" not in browser.get(f"/quebec/organise/{path}").content.decode()
    assert "canary-address" not in page_of(other)
    assert client_of(other).post(f"/quebec/staying/matches/{match.uid}/").status_code == 404


def test_a_no_gives_the_beds_back_and_another_guest_may_come(event, offer, wish, host, guest):
    match = staying.bring_together(offer=offer, wish=wish, by=None)
    say(match, host, yes=False)
    offer.refresh_from_db()
    assert offer.taken == 0
    assert page_of(guest).count("Marie") == 0
    assert matching(event).wishes[0][1] == [offer]


def test_no_bed_is_promised_twice(event, offer, wish):
    family = write(factories.registration(event), "wish", beds=2)
    staying.bring_together(offer=offer, wish=wish, by=None)
    with pytest.raises(NoBedFree):
        staying.bring_together(offer=offer, wish=family, by=None)
    with pytest.raises(DoNotFit):
        staying.bring_together(offer=offer, wish=wish, by=None)


def test_only_those_are_brought_together_whose_nights_fit(event, offer):
    early = write(factories.registration(event), "wish", begins=date(2099, 10, 1))
    with pytest.raises(DoNotFit):
        staying.bring_together(offer=offer, wish=early, by=None)
    assert matching(event).wishes == [(early, [])]


def test_two_of_whom_one_blocked_the_other_are_never_brought_together(
    event, offer, wish, host, guest
):
    match = staying.bring_together(offer=offer, wish=wish, by=None)
    client_of(guest).post(f"/quebec/staying/matches/{match.uid}/block/")
    assert "Marie" in client_of(guest).get("/me/blocks/").content.decode()
    assert matching(event).wishes == [(wish, [])]
    with pytest.raises(MayNotMeet):
        staying.bring_together(offer=offer, wish=wish, by=None)


def test_a_promised_bed_is_not_taken_back_by_a_slip(offer, wish, host):
    staying.bring_together(offer=offer, wish=wish, by=None)
    with pytest.raises(StillPromised):
        write(host, "offer", beds=2, address=ADDRESS, ends=date(2099, 10, 10))
    write(host, "offer", beds=3, address=ADDRESS)


def test_whoever_withdraws_her_registration_gives_all_up(event, offer, wish, guest, run_jobs):
    match = staying.bring_together(offer=offer, wish=wish, by=None)
    meal = service(event, seats=5)
    staying.book(guest, service=meal, seats=2, about="", by=None)
    registrations.withdraw(guest, by=None)
    match.refresh_from_db()
    meal.refresh_from_db()
    offer.refresh_from_db()
    assert (match.refused, meal.used, offer.taken) == (True, 0, 0)


def test_an_excluded_person_is_not_matched(event, offer, wish, guest):
    exclusions.exclude(guest, reason="Threats", by=None)
    assert matching(event).wishes == []
    assert client_of(guest).get("/quebec/staying/").status_code == 404


def test_both_are_told_by_mail_and_the_mail_holds_no_address(
    offer, wish, host, guest, run_jobs, mailoutbox
):
    match = staying.bring_together(offer=offer, wish=wish, by=None)
    run_jobs("mail")
    run_jobs("mail")
    assert {mail.to[0] for mail in mailoutbox} == {host.person.email, guest.person.email}
    say(match, host)
    say(match, guest)
    run_jobs("mail")
    run_jobs("mail")
    assert len(mailoutbox) == 4
    assert not any("canary" in mail.body for mail in mailoutbox)


def test_the_organisers_page_asks_a_constant_number_of_queries(
    event, offer, wish, django_assert_max_num_queries
):
    for _ in range(15):
        write(factories.registration(event), "wish")
    with django_assert_max_num_queries(5):
        assert len(matching(event).wishes) == 16


def test_an_organiser_brings_them_together_and_they_answer_on_their_pages(
    event, offer, wish, host, guest
):
    browser = Client()
    browser.force_login(factories.member(event, Role.ORGANISER))
    assert "Marie" in browser.get("/quebec/organise/staying/").content.decode()
    browser.post("/quebec/organise/staying/", {"offer": offer.uid, "wish": wish.uid})
    match = Match.objects.get()
    for who in (host, guest):
        client_of(who).post(f"/quebec/staying/matches/{match.uid}/", {"to": "yes"})
    assert ADDRESS in page_of(guest)
    assert "both said yes" in browser.get("/quebec/organise/staying/").content.decode()


def test_a_bed_is_offered_changed_and_taken_back_on_the_page(host):
    browser = client_of(host)
    given = {"beds": 1, "begins": "2099-10-08", "ends": "2099-10-12", "address": ADDRESS}
    assert browser.post("/quebec/staying/offer/", given | {"ends": "2099-10-01"}).status_code == 422
    browser.post("/quebec/staying/offer/", given)
    assert ADDRESS in browser.get("/quebec/staying/offer/").content.decode()
    browser.post("/quebec/staying/offer/", {"withdraw": "1"})
    assert Lodging.objects.get().state == Lodging.State.WITHDRAWN
    assert bytes(Lodging.objects.get().address) == b""


def test_arrivals_stand_by_hour_and_place_in_the_events_zone(event, host, guest):
    for who, minute in ((host, 10), (guest, 50)):
        at = datetime(2099, 10, 9, 14, minute, tzinfo=UTC)
        staying.write_journey(
            who, way="arrives", at=at, place="Gare du Palais", means="VIA 20", by=None
        )
    (hour,) = journeys(event, "arrives")
    assert (hour.at.hour, hour.place, len(hour.people)) == (10, "Gare du Palais", 2)
    desk = Client()
    desk.force_login(factories.member(event, Role.DESK))
    page = desk.get("/quebec/organise/staying/journeys/").content.decode()
    assert "Marie" in page
    assert desk.get("/quebec/organise/staying/").status_code == 404


def test_a_journey_is_written_and_taken_out_on_the_page(host):
    browser = client_of(host)
    given = {"day": "2099-10-08", "hour": "18:30", "place": "YQB", "means": "AC 1"}
    assert browser.post("/quebec/staying/arrival/", {"day": "2099-10-08"}).status_code == 422
    browser.post("/quebec/staying/arrival/", given)
    assert host.journeys.get().at.astimezone(host.event.tz).hour == 18
    browser.post("/quebec/staying/arrival/", {"day": ""})
    assert not host.journeys.exists()


def service(event, seats=None, **more):
    plain = {"kind": "meal", "day": event.begins, "begins": time(12), "ends": time(14)}
    return Service.objects.create(
        event=event, name=factories.text("Lunch"), seats=seats, **plain | more
    )


def test_meals_never_have_more_guests_than_seats(event, host, guest):
    meal = service(event, seats=3)
    staying.book(host, service=meal, seats=2, about="vegan", by=None)
    with pytest.raises(NoSeatFree):
        staying.book(guest, service=meal, seats=2, about="", by=None)
    staying.book(host, service=meal, seats=1, about="vegan", by=None)
    staying.book(guest, service=meal, seats=2, about="", by=None)
    meal.refresh_from_db()
    assert meal.used == sum(Booking.objects.values_list("seats", flat=True)) == 3


def test_those_who_serve_have_their_list(event, host):
    meal = service(event)
    browser = client_of(host)
    browser.post(f"/quebec/staying/services/{meal.uid}/", {"seats": 2, "about": "halal"})
    desk = Client()
    desk.force_login(factories.member(event, Role.DESK))
    page = desk.get(f"/quebec/organise/staying/services/{meal.uid}/").content.decode()
    assert "halal" in page
    assert "Marie" in page


def test_an_organiser_adds_a_meal_on_the_page(event):
    browser = Client()
    browser.force_login(factories.member(event, Role.ORGANISER))
    given = {"kind": "children", "name": "Children's corner", "name-lang": "en", "seats": "20"}
    hours = {"day": "2099-10-09", "begins": "09:00", "ends": "17:00"}
    assert browser.post("/quebec/organise/staying/services/", given).status_code == 422
    browser.post("/quebec/organise/staying/services/", given | hours)
    assert "Children&#x27;s corner" in browser.get("/quebec/organise/staying/services/").text


def test_ones_own_page_asks_a_constant_number_of_queries(
    event, offer, wish, host, django_assert_max_num_queries
):
    for _ in range(8):
        service(event)
    with django_assert_max_num_queries(8):
        own(host, ["en"])
