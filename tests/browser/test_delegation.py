"""A delegation gets seats and names its people; a place is offered and taken."""

from datetime import date

import pytest
from playwright.sync_api import expect

from accounts.models import Mail
from delegates.actions import delegations, seating, waiting
from delegates.models import Coordinator, Delegation, Quota, Registration, Seat, SeatLink
from events.models import Role
from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.browser.walking import LANGUAGES, answer, is_right, press, send
from tests.delegates.conftest import enter, quota
from tests.delegates.test_arrivals import people, xlsx

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(transactional_db):
    found = factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))
    seating.set_seating(event=found, by=None, asking="open", walk="offer", fee_covers=2)
    return found


def granted(event, who, seats=5):
    asked = delegations.ask(event=event, name="Réseau des femmes", wanted=seats, by=who)
    return delegations.grant(asked, granted=seats, by=None)


def make_link(page) -> str:
    """The path of a link that is made by the form for it."""
    press(page, "form[action$='/links/'] button")
    link = page.locator("[data-copy]").inner_text().strip()
    return link[link.index("/quebec") :]


@LANGUAGES
def test_a_coordinator_gets_seats_and_a_delegate_sits_down_on_one(event, open_page, lang):
    who = factories.person("coordinator")
    page = open_page("/quebec/delegations/", who, lang=lang, width=360)
    page.locator("[name=name]").fill("Réseau des femmes")
    page.locator("[name=wanted]").fill("2")
    send(page, "wanted")
    found = Delegation.objects.get()
    organiser = factories.member(event, Role.ORGANISER)
    theirs = open_page("/quebec/organise/delegations/", organiser, lang=lang)
    press(theirs, f"main a[href$='{found.uid}/']")
    send(theirs, "granted")
    page.reload()
    guest = open_page(make_link(page), factories.person("awa"), lang=lang, width=360)
    press(guest, "main form button")
    answer(guest)
    press(guest, guest.locator("main form.form .actions button").first)
    expect(guest.locator(".state.good")).to_be_visible()
    assert Seat.objects.get().registration.full_name == "Awa Diop"
    page.goto(f"/quebec/delegations/{found.uid}/")
    is_right(page, lang)
    expect(page.get_by_text("Awa Diop")).to_be_visible()
    page.locator("details:has(form[action$='/swap/']) > summary").click()
    press(page, "form[action$='/swap/'] button")
    expect(page.locator("[data-copy]")).to_be_visible()
    assert Seat.objects.count() == 0


@LANGUAGES
def test_a_list_is_tried_and_its_people_are_invited(event, open_page, run_jobs, tmp_path, lang):
    who = factories.person("coordinator")
    found = granted(event, who)
    file = tmp_path / "people.xlsx"
    file.write_bytes(xlsx(*people(2), ["Awa", "no address", ""]))
    page = open_page(f"/quebec/delegations/{found.uid}/", who, lang=lang, width=360)
    page.locator("details:has([name=file]) > summary").click()
    page.locator("[name=file]").set_input_files(file)
    send(page, "file")
    expect(page.get_by_text("B4", exact=True)).to_be_visible()
    is_right(page, lang)
    press(page, "form[action$='/enter/'] button")
    run_jobs("now")
    page.reload()
    assert Mail.objects.filter(template="delegates/mail/link_seat").count() == 2
    page.locator("details:has(form[action$='/undo/']) > summary").click()
    press(page, "form[action$='/undo/'] button")
    run_jobs("now")
    assert not SeatLink.objects.filter(state="ready").exists()


@LANGUAGES
def test_the_role_is_handed_over(event, open_page, lang):
    who, heiress = factories.person("coordinator"), factories.person("heiress")
    found = granted(event, who)
    page = open_page(f"/quebec/delegations/{found.uid}/", who, lang=lang, width=360)
    page.locator("form[action$='/coordinators/'] [name$=address]").fill(heiress.email)
    press(page, "form[action$='/coordinators/'] button")
    body = Mail.objects.latest("pk").body
    path = body[body.index("/quebec/seats/") :].split()[0]
    theirs = open_page(path, heiress, lang=lang, width=360)
    is_right(theirs, lang)
    press(theirs, "main form button")
    page.reload()
    press(page, page.locator("form[action$='/end/'] button").first)
    assert Coordinator.objects.get().person == heiress


@LANGUAGES
def test_a_place_is_offered_by_mail_and_taken_without_logging_in(event, open_page, run_jobs, lang):
    quota(event, 0)
    late = enter(event)
    Quota.objects.update(size=1)
    waiting.walk(event)
    run_jobs("mail")
    body = Mail.objects.get(template="delegates/mail/offered").body or sent_body()
    path = body[body.index("/quebec/offers/") :].split()[0]
    page = open_page(path, width=360, lang=lang)
    is_right(page, lang)
    press(page, "[name=to][value=take]")
    expect(page.locator(".note.good")).to_be_visible()
    assert Registration.objects.get(pk=late.pk).state == "confirmed"


def sent_body():
    """What the test's mailbox has; a sent mail's words are emptied in the table."""
    from django.core import mail

    return next(each.body for each in mail.outbox if "/offers/" in each.body)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_no_page_of_delegations_scrolls_sideways_or_troubles_axe(event, open_page, lang, run_jobs):
    organiser = factories.member(event, Role.ORGANISER)
    page = open_page("/", organiser, lang=lang, width=360)
    for path in paths(event, organiser):
        page.goto(path)
        assert page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
        assert too_wide(page) == 0, path
        assert axe_faults(page) == [], path


def paths(event, organiser):
    """Each page with something in it."""
    from delegates.actions import arrivals
    from delegates.tokens import offer_token
    from tests.delegates.test_delegations import named

    found = granted(event, organiser)
    named(found, full_name="فاطمة الزهراء", country="")
    named(found)
    _, token = delegations.make_link(found, by=None)
    delegations.make_link(found, by=None, address="one@example.org", full_name="Awa Diop")
    asked = delegations.ask(event=event, name="شبكة", wanted=3, by=organiser, words="Please.")
    made = arrivals.try_list(
        found, name="a.xlsx", content=xlsx(*people(1), ["", "x", ""]), languages=["en"], by=None
    )
    quota(event, 2)
    late, hers = enter(event), enter(event, who=organiser)
    Quota.objects.update(size=4)
    waiting.walk(event)
    late.refresh_from_db()
    hers.refresh_from_db()
    one = f"/quebec/delegations/{found.uid}/"
    return [
        *("/quebec/delegations/", one, f"{one}lists/{made.pk}/"),
        *(f"/quebec/delegations/{asked.uid}/", f"/quebec/seats/{token}/", "/quebec/seats/no/"),
        *("/quebec/organise/delegations/", "/quebec/organise/seating/", "/quebec/registration/"),
        *(f"/quebec/offers/{offer_token(late)}/", f"/quebec/organise/registrations/{late.uid}/"),
        "/quebec/organise/quotas/",
    ]
