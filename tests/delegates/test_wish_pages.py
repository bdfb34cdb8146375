"""The pages of a wish to change: refused, waited for, offered, ended."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from delegates.actions import registrations, waiting
from delegates.models import Quota, Registration, Unsent, Wish
from delegates.questions.fields import name_of
from delegates.tokens import wish_token
from events.models import Event
from tests import factories
from tests.delegates.conftest import enter, quota
from tests.delegates.forms import publish, question, uid
from tests.delegates.test_offers import room_for
from tests.delegates.test_own_pages import OWN, filled
from tests.delegates.test_wishes import offered, press, run_out, wishing

__all__ = ["press"]
pytestmark = pytest.mark.django_db
CHANGE, WISH = f"{OWN}change/", f"{OWN}wish/"


def browser(person):
    found = Client()
    found.force_login(person)
    return found


def organiser(event):
    return browser(factories.member(event, "organiser"))


def shown(page):
    """What a page says, without its heads and menus."""
    return page.content.decode().split("<main")[1]


def test_a_refused_change_says_that_her_place_stays_and_offers_to_wait(event, press):
    hers = enter(event)
    her = browser(hers.person)
    page = her.post(CHANGE, filled(category="press"))
    assert page.status_code == 422
    assert "No place is free in “Press”" in shown(page)
    assert 'name="then" value="wait"' in shown(page)
    assert Wish.objects.count() == 0
    assert Unsent.objects.count() == 1
    page = her.post(CHANGE, filled(category="press", then="wait"), follow=True)
    assert page.redirect_chain == [(OWN, 302)]
    assert "You wait to change your registration" in shown(page)
    assert "no place is free in Press" in shown(page)
    assert "You keep the place" in shown(page)
    assert Unsent.objects.count() == 0
    hers.refresh_from_db()
    assert (hers.category, hers.state) == ("delegate", "confirmed")


def test_where_a_seat_is_free_by_now_the_button_makes_the_change(event, press):
    hers = enter(event)
    room_for(press, 1)
    browser(hers.person).post(CHANGE, filled(category="press", then="wait"))
    assert (Registration.objects.get().category, Wish.objects.count()) == ("press", 0)


def test_who_waits_herself_or_comes_too_late_has_no_button(event, press):
    late = enter(event, category="press")
    Quota.objects.filter(name="All").update(size=0)
    hers = enter(factories.event("other", begins=event.begins, ends=event.ends))
    assert hers.state == "confirmed"
    quota(event, 1, "Abroad", country=["FR"])
    assert browser(late.person).post(CHANGE, filled(category="press")).status_code == 302
    quota(hers.event, 0, "Press", category=["press"])
    Event.objects.filter(pk=hers.event_id).update(registration="closed")
    page = browser(hers.person).post("/other/registration/change/", filled(category="press"))
    assert page.status_code == 422
    assert 'value="wait"' not in shown(page)
    page = browser(hers.person).post(
        "/other/registration/change/", filled(category="press", then="wait")
    )
    assert page.status_code == 422
    assert Wish.objects.count() == 0


def test_she_ends_it_herself_and_keeps_her_place(event, press):
    hers = wishing(event)
    her = browser(hers.person)
    assert f'action="{WISH}"' in shown(her.get(OWN))
    page = her.post(WISH, {"to": "let_go"}, follow=True)
    assert "You keep the place that you have" in page.content.decode()
    assert Wish.objects.count() == 0
    assert "Nothing is waited for" in her.post(WISH, {"to": "let_go"}, follow=True).content.decode()


def test_she_takes_what_is_offered_on_her_page(event, press):
    hers = offered(press)
    her = browser(hers.person)
    assert "Your change is possible now" in shown(her.get(OWN))
    page = her.post(WISH, {"to": "take"}, follow=True)
    assert "Your registration is changed." in page.content.decode()
    assert Registration.objects.get().category == "press"


def test_nobody_takes_before_it_is_offered(event, press):
    hers = wishing(event)
    page = browser(hers.person).post(WISH, {"to": "take"}, follow=True)
    assert "This offer is over" in page.content.decode()
    assert Registration.objects.get().category == "delegate"


def test_the_link_in_the_mail_answers_once_without_logging_in_and_names_nobody(event, press):
    hers = offered(press)
    address = f"/quebec/offers/{wish_token(Wish.objects.get())}/"
    page = Client().get(address)
    assert page.status_code == 200
    assert "Awa" not in shown(page)
    assert "is changed" in Client().post(address, {"to": "take"}).content.decode()
    assert Client().get(address).status_code == 410
    assert Client().post(address, {"to": "let_go"}).status_code == 410
    hers.refresh_from_db()
    assert hers.category == "press"


def test_the_link_of_an_offer_that_lapsed_opens_no_later_one(event, press):
    hers = offered(press)
    old = f"/quebec/offers/{wish_token(Wish.objects.get())}/"
    run_out(hers)
    waiting.walk(event)
    waiting.walk(event)
    assert Wish.objects.get().state == Wish.State.OFFERED
    assert Client().get(old).status_code == 410


def test_organisers_see_who_waits_on_her_page_and_in_the_list_and_can_end_it(event, press):
    hers, late = wishing(event), enter(event, category="press")
    desk, base = organiser(event), "/quebec/organise/registrations/"
    page = shown(desk.get(f"{base}{hers.uid}/"))
    assert "Waits to change" in page
    assert "0 people wait before" in page
    waits = shown(desk.get(f"{base}?state=waiting"))
    assert str(late.uid) in waits
    assert "stands on the same list" in waits
    assert "?change=waits" in waits
    listed = shown(desk.get(f"{base}?change=waits"))
    assert str(hers.uid) in listed
    assert "waits to change" in listed
    assert str(late.uid) not in listed
    desk.post(f"{base}{hers.uid}/wish/end/")
    assert Wish.objects.count() == 0
    assert "Waits to change" not in shown(desk.get(f"{base}{hers.uid}/"))


def test_sensitive_answers_are_hers_alone(event, press):
    publish(event, question("Illness", data_class="sensitive", why={"en": "For the doctor"}))
    hers = enter(event)
    her, answer = browser(hers.person), {name_of(str(uid("Illness"))): "canary-asthma"}
    given = filled(category="press", then="wait", form_version="1", **answer)
    assert her.post(CHANGE, given).status_code == 302
    assert "canary-asthma" in shown(her.get(OWN))
    page = shown(organiser(event).get(f"/quebec/organise/registrations/{hers.uid}/"))
    assert "canary-asthma" not in page
    assert "other answers change with it" in page


def test_the_page_asks_a_constant_number_of_times(event, press):
    hers = wishing(event, organisation_name="Caritas", country="ML")
    her, asked = browser(hers.person), []
    her.get(OWN)
    for _ in range(2):
        with CaptureQueriesContext(connection) as found:
            her.get(OWN)
        asked.append(len(found))
        for _ in range(3):
            enter(event, category="press")
            wishing(event)
    assert asked[0] == asked[1]


def test_what_she_registers_as_is_kept_apart_from_what_she_waits_for(event, press):
    hers = wishing(event)
    registrations.withdraw(hers, by=None)
    assert "wait" not in shown(browser(hers.person).get(OWN)).lower()
