"""A draft is written on a weak line, goes on from another device, and is held by several."""

import re
from datetime import date

import pytest
from django.core import mail
from playwright.sync_api import expect

from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from workshops.actions.calls import first_call
from workshops.models import Host, Proposal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(transactional_db):
    found = factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))
    first_call(found)
    return found


def settle(page, run_jobs, title):
    """What is typed while the job looks is written by the next."""
    for _ in range(20):
        run_jobs("now")
        if Proposal.objects.get().title.body == title:
            return
        page.wait_for_timeout(100)
    raise AssertionError(Proposal.objects.get().typed)


def test_a_line_that_breaks_loses_nothing_and_another_device_goes_on(event, open_page, run_jobs):
    who = factories.person(languages=["ar"])
    phone = open_page("/quebec/propose/", who, lang="ar", width=360)
    title, status = phone.locator('input[name="title"]'), phone.locator("[data-draft-says]")
    title.fill("الماء حق للجميع")
    phone.wait_for_url(re.compile("/quebec/proposals/"))
    before = status.text_content()
    phone.context.set_offline(True)
    phone.locator('textarea[name="abstract"]').fill("تعلمنا من ثلاث شبكات.")
    expect(status).not_to_have_text(before)
    assert "تعلمنا" not in str(Proposal.objects.get().typed)
    phone.context.set_offline(False)
    expect(status).to_have_text(re.compile(before[:4]))
    assert (too_wide(phone), axe_faults(phone)) == (0, [])
    assert "تعلمنا" in str(Proposal.objects.get().typed)

    laptop = open_page(phone.url, who, lang="ar")
    expect(laptop.locator('input[name="title"]')).to_have_value("الماء حق للجميع")
    expect(laptop.locator('textarea[name="abstract"]')).to_have_value("تعلمنا من ثلاث شبكات.")
    settle(laptop, run_jobs, "الماء حق للجميع")
    laptop.locator('input[name="title"]').fill("الماء لنا")
    expect(laptop.locator("[data-draft-says]")).not_to_be_empty()
    title.fill("الماء لكم")
    both = phone.locator("[data-draft-both] button")
    both.click()
    expect(phone.locator("del").first).to_be_visible()
    expect(title).to_have_value("الماء لكم")


def test_an_organisation_says_yes_by_its_link_and_writes_too(event, open_page, run_jobs):
    proposer = factories.person(languages=["en"])
    proposal = factories.proposal(event, proposer, state="draft")
    page = open_page(f"/quebec/proposals/{proposal.uid}/hosts/", proposer, width=360)
    page.get_by_label("Organisation").fill("Femmes du Sud")
    page.get_by_label("E-mail address").fill("nina@example.org")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_text("is on its way")).to_be_visible()
    assert (too_wide(page), axe_faults(page)) == (0, [])
    run_jobs("mail")
    link = re.search(r"/quebec/hosts/\S+", mail.outbox[-1].body)[0]
    hers = open_page(link, factories.person("nina", languages=["en"]), width=360)
    assert (too_wide(hers), axe_faults(hers)) == (0, [])
    hers.get_by_role("button", name="Yes, we hold it too").click()
    expect(hers.get_by_text("you may write on it now")).to_be_visible()
    assert Host.objects.get().state == "confirmed"
    for path in (f"proposals/{proposal.uid}/share/", f"activities/{proposal.uid}/"):
        page.goto(f"/quebec/{path}")
        assert (too_wide(page), axe_faults(page)) == (0, []), path
