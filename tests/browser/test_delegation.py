"""A delegation gets seats and names its people; a place is offered and taken."""

from datetime import date

import pytest
from playwright.sync_api import expect

from accounts.models import Mail
from delegates.actions import delegations, seating
from delegates.models import Delegation, Quota, Registration, Seat
from events.models import Role
from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.browser.test_delegate import fill
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


def test_a_coordinator_gets_seats_and_a_delegate_sits_down_on_one(event, open_page):
    who = factories.person("coordinator")
    page = open_page("/quebec/delegations/", who, width=360)
    page.get_by_label("Name of the delegation").fill("Réseau des femmes")
    page.get_by_role("spinbutton", name="Seats").fill("2")
    page.get_by_role("button", name="Ask the organisers").click()
    expect(page.get_by_text("have not answered yet")).to_be_visible()
    theirs = open_page("/quebec/organise/delegations/", factories.member(event, Role.ORGANISER))
    theirs.get_by_role("link", name="Réseau des femmes").click()
    theirs.get_by_role("button", name="Grant").click()
    expect(theirs.get_by_text("The seats are granted")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Make a link").click()
    link = page.locator("[data-copy]").inner_text().strip()
    guest = open_page(link[link.index("/quebec") :], factories.person("awa"), width=360)
    guest.get_by_role("button", name="Take the seat").click()
    fill(guest)
    guest.get_by_role("button", name="Register", exact=True).click()
    expect(guest.get_by_text("You are registered.")).to_be_visible()
    page.goto(f"/quebec/delegations/{Delegation.objects.get().uid}/")
    expect(page.get_by_text("Awa Diop")).to_be_visible()
    page.get_by_text("Swap", exact=True).last.click()
    page.get_by_role("button", name="Free the seat").click()
    expect(page.locator("[data-copy]")).to_be_visible()
    assert Seat.objects.count() == 0


def test_a_list_is_tried_and_its_people_are_invited(event, open_page, run_jobs, tmp_path):
    who = factories.person("coordinator")
    found = granted(event, who)
    file = tmp_path / "people.xlsx"
    file.write_bytes(xlsx(*people(2), ["Awa", "no address", ""]))
    page = open_page(f"/quebec/delegations/{found.uid}/", who, width=360)
    page.get_by_text("Many at once, from a file").click()
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Try the list").click()
    expect(page.get_by_text("B4", exact=True)).to_be_visible()
    page.get_by_role("button", name="Invite them by mail").click()
    run_jobs("now")
    page.reload()
    expect(page.get_by_text("2 links were made")).to_be_visible()
    assert Mail.objects.filter(template="delegates/mail/link_seat").count() == 2


def test_a_place_is_offered_by_mail_and_taken_without_logging_in(event, open_page, run_jobs):
    quota(event, 0)
    late = enter(event)
    Quota.objects.update(size=1)
    from delegates.actions import waiting

    waiting.walk(event)
    run_jobs("mail")
    body = Mail.objects.get(template="delegates/mail/offered").body or sent_body()
    page = open_page(body[body.index("/quebec/offers/") :].split()[0], width=360, lang="en")
    page.get_by_role("button", name="Take the place").click()
    expect(page.get_by_text("The place is yours.")).to_be_visible()
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
    from delegates.actions import arrivals, waiting
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
