"""Who works on the same finds and writes to each other, in French and in Arabic on a phone."""

import os
from datetime import date

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.browser.walking import press
from tests.workshops.linked import offered
from workshops.likeness import fingerprints
from workshops.models import Message, Proposal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(transactional_db):
    languages = ["fr", "ar", "en"]
    return factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11), languages=languages)


def looked_at(page, name):
    assert too_wide(page) == 0
    assert axe_faults(page) == []
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_similar_proposals_appear_while_one_writes(event, open_page):
    fatima = factories.person("fatima", languages=["ar"])
    offered(event, "Semences paysannes et souveraineté", "fr", by=fatima)
    offered(event, "Radio libre", "fr")
    fingerprints.renew(event.pk)
    awa = open_page("/quebec/propose/", factories.person("awa", languages=["fr"]), "fr", 360)
    awa.locator("[name=title]").press_sequentially("Nos semences paysannes")
    found = awa.locator("#alike li")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("Semences paysannes et souveraineté")
    looked_at(awa, "alike-fr-360")


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without one"])
def test_two_proposers_of_a_theme_write_to_each_other(event, open_page, script):
    theme = factories.theme(event, "Eau")
    awa, fatima = (factories.person(n, languages=[tag]) for n, tag in (("a", "fr"), ("f", "ar")))
    offered(event, "L'eau pour tous", "fr", by=awa)
    offered(event, "الماء للجميع", "ar", by=fatima)
    Proposal.objects.update(theme=theme)
    plain = {"java_script_enabled": script}
    hers = open_page(f"/quebec/themes/{theme.uid}/", awa, "fr", 1280, **plain)
    if script:
        looked_at(hers, "theme-fr-1280")
    press(hers, 'a[href$="/write/"]')
    hers.locator("[name=words]").fill("Faisons-le ensemble !")
    press(hers, "form.form button")
    expect(hers.locator("article.note")).to_contain_text("Faisons-le ensemble")
    theirs = open_page("/quebec/conversations/", fatima, "ar", 360, **plain)
    press(theirs, "main ul.lines a")
    theirs.locator("[name=words]").fill("بكل سرور")
    press(theirs, "form.form button")
    expect(theirs.locator("article.note")).to_have_count(2)
    assert Message.objects.count() == 2
    if script:
        looked_at(theirs, "conversation-ar-360")
        theirs.goto(f"/quebec/themes/{theme.uid}/")
        looked_at(theirs, "theme-ar-360")
