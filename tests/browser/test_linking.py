"""Two proposers agree a sequence and answer a fusion by something else."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.browser.walking import press, send
from tests.workshops.linked import offered
from workshops.models import Link

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(transactional_db):
    languages = ["fr", "ar", "en"]
    return factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11), languages=languages)


@pytest.fixture
def pair(event):
    """Awa's proposal in French and Fatima's in Arabic."""
    awa = factories.person("awa", languages=["fr"])
    fatima = factories.person("fatima", languages=["ar"])
    seeds = offered(event, "Semences paysannes", "fr", by=awa)
    water = offered(event, "الماء للجميع", "ar", by=fatima)
    return seeds, water


def ask(page: Page, words: str, kind: str, said: str) -> None:
    """Finds the other proposal by its words, chooses it and asks."""
    page.locator("#q").fill(words)
    press(page, "form.search button")
    press(page, "button[name=with]")
    page.locator(f"[name=kind][value={kind}]").check()
    page.locator("form.form #id_words").fill(said)
    send(page, "kind")


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without one"])
def test_a_sequence_is_agreed_and_a_fusion_is_answered_by_a_dialogue(
    event, pair, open_page, script
):
    seeds, water = pair
    plain = {"width": 360, "java_script_enabled": script}
    awa = open_page(f"/quebec/proposals/{seeds.uid}/links/", seeds.proposer, "fr", **plain)
    ask(awa, "الماء", "sequence", "L'une après l'autre ?")
    first = Link.objects.get()

    fatima = open_page("/quebec/proposals/", water.proposer, "ar", **plain)
    press(fatima, f'a[href="/quebec/links/{first.uid}/"]')
    assert fatima.locator("html").get_attribute("dir") == "rtl"
    press(fatima, "button[value=yes]")
    first.refresh_from_db()
    assert first.state == "agreed"

    press(fatima, f'a[href="/quebec/proposals/{water.uid}/links/"]')
    fatima.goto(f"/quebec/proposals/{water.uid}/links/")
    ask(fatima, "semences", "meeting", "نلتقي مساء")
    second = Link.objects.get(state="proposed")
    awa.goto(f"/quebec/links/{second.uid}/")
    press(awa, f'a[href="/quebec/links/{second.uid}/counter/"]')
    awa.locator("[name=kind][value=dialogue]").check()
    send(awa, "kind")
    third = Link.objects.get(state="proposed")
    assert (third.kind, third.instead_of) == ("dialogue", second)
    for page in (awa, fatima):
        for path in (f"links/{third.uid}/", f"links/{first.uid}/", f"links/{second.uid}/"):
            page.goto(f"/quebec/{path}")
            expect(page.locator("main ol.lines li").first).to_be_attached()
            assert too_wide(page) == 0, path
            if script:
                assert axe_faults(page) == [], path
