"""A delegate asks for her visa letter, and the letters desk looks after it: in French and Arabic.

Fields are named by what they hold, so that the walk is the same in every language.
"""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from delegates.actions import letters
from delegates.models import Delegation, Letter, Seat
from delegates.tasks.letters import outcome_token
from events.models import Role
from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.browser.walking import press
from tests.delegates.letters import ANSWERS, PASSPORT, asked, head, issued

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OWN = "/quebec/registration/letter/"
DESK = "/quebec/organise/letters/"
DIRECTION = {"fr": "ltr", "ar": "rtl"}


@pytest.fixture
def event(transactional_db):
    found = factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))
    head(found, destination="any")
    return found


def sound(page: Page, lang: str) -> None:
    assert page.locator("html").get_attribute("dir") == DIRECTION[lang]
    assert too_wide(page) == 0, page.url
    assert axe_faults(page) == [], page.url


def fill(page: Page) -> None:
    page.locator("#id_zone").fill(PASSPORT.replace("UTO", "SEN"))
    page.locator("#id_surname").fill("Eriksson")
    page.locator("#id_given").fill("Anna Maria")
    for name in ("arrives", "leaves"):
        page.locator(f"#id_{name}").fill(ANSWERS[name])
    page.locator("#id_pays_journey").select_option("self")
    page.locator("#id_pays_stay").select_option("organisation")


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_delegate_asks_for_her_letter_compares_it_and_fetches_it(
    event, open_page, run_jobs, lang
):
    who = factories.registration(event, country="SN").person
    page = open_page(OWN, who, lang=lang, width=360)
    sound(page, lang)
    fill(page)
    page.locator("#id_zone").fill("P<SENX")
    page.locator("main form[method=post] button").click()
    expect(page.locator("[data-wrong]")).to_be_visible()
    expect(page.locator("#id_surname")).to_have_value("Eriksson")
    sound(page, lang)
    fill(page)
    page.locator("main form[method=post] button").click()
    page.wait_for_url(f"**{OWN}check/")
    expect(page.get_by_text("ERIKSSON<<ANNA<MARIA")).to_be_visible()
    expect(page.get_by_text("L898902C3")).to_be_visible()
    expect(page.get_by_text("1974-08-12")).to_be_visible()
    sound(page, lang)
    page.locator("main form button").click()
    page.wait_for_url(f"**{OWN}")
    sound(page, lang)
    run_jobs("now")
    page.reload()
    expect(page.get_by_text("QUEBEC-0001")).to_be_visible()
    sound(page, lang)
    with page.expect_download() as download:
        page.locator("main a[href$='/pdf/']").click()
    assert download.value.suggested_filename == "QUEBEC-0001.pdf"


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_the_desk_issues_a_delegations_letters_and_revokes_one(event, open_page, run_jobs, lang):
    head(event, way="by_desk", destination="any")
    for name in ("Awa Diop", "فاطمة الزهراء"):
        asked(factories.registration(event, full_name=name, search=name.lower()), code="any")
    page = open_page(DESK, factories.member(event, Role.LETTERS), lang=lang, width=360)
    sound(page, lang)
    page.locator("main form[action$='/issue/'] button").click()
    page.wait_for_url(f"**{DESK}")
    run_jobs("now")
    page.locator("#q").fill("2")
    page.locator("form[role=search] button").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.locator("tbody a").click()
    sound(page, lang)
    page.locator("main form[action$='/papers/'] button").click()
    expect(page.get_by_text("DIOP<<AWA<MARIE")).to_be_visible()
    sound(page, lang)
    page.locator("main summary").click()
    page.locator("main form[action$='/revoke/'] button").click()
    page.wait_for_load_state()
    assert list(Letter.objects.order_by("number").values_list("state", flat=True)) == [
        *("issued", "revoked")
    ]


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_no_other_page_of_letters_scrolls_sideways_or_troubles_axe(event, open_page, lang):
    letter = issued(factories.registration(event), code="any")
    desk = factories.member(event, Role.LETTERS)
    page = open_page("/", desk, lang=lang, width=360)
    for path in ("head/", "words/", "list/", f"{letter.uid}/"):
        page.goto(DESK + path)
        sound(page, lang)
    page.goto(f"/quebec/letters/{'0' * 32}/")
    sound(page, lang)


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_how_it_went_is_told_without_script_or_log_in(event, open_page, lang):
    letter = issued(factories.registration(event), code="any")
    path = f"/quebec/letters/outcome/{outcome_token(letter)}/"
    page = open_page(path, lang=lang, width=360, java_script_enabled=False)
    page.locator("input[value=refused]").check()
    page.locator("#id_ground").select_option("return")
    press(page, "main form:has(#id_ground) button")
    press(page, "main form[action$='/afar/'] button")
    letter.refresh_from_db()
    assert (letter.outcome, letter.registration.attendance) == ("refused", "remote")


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_an_organiser_has_the_letters_of_a_whole_delegation_made(event, open_page, run_jobs, lang):
    head(event, way="by_desk", destination="any")
    made = Delegation.objects.create(
        event=event, name="شبكة", wanted=2, granted=2, named=2, state="granted"
    )
    for name in ("awa", "ana"):
        hers = factories.registration(event, factories.person(name), country="SN")
        Seat.objects.create(delegation=made, registration=hers)
        asked(hers, code="any")
    asked(factories.registration(event, country="SN"), code="any")
    organiser = factories.member(event, Role.ORGANISER)
    page = open_page("/quebec/organise/delegations/", organiser, lang=lang, width=360)
    press(page, f"main a[href$='{made.uid}/']")
    sound(page, lang)
    press(page, "main form[action$='/letters/'] button")
    run_jobs("now")
    page.reload()
    expect(page.locator("main form[action$='/letters/']")).to_have_count(0)
    assert Letter.objects.filter(state="issued").count() == 2
    theirs = open_page(OWN, hers.person, lang=lang, width=360)
    expect(theirs.locator("main a[href$='/pdf/']")).to_be_visible()


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_consulate_reads_whether_a_letter_is_genuine(event, open_page, lang):
    letter = issued(factories.registration(event, full_name="Canary"), code="any")
    code = "a" * 32
    Letter.objects.update(code_hash=letters.hash_of(code))
    page = open_page(f"/quebec/letters/{code}/", lang=lang, width=360)
    expect(page.locator("main .note.good")).to_be_visible()
    assert "Canary" not in page.locator("main").inner_text()
    sound(page, lang)
    letters.revoke(letter, by=None)
    page.reload()
    expect(page.locator("main .note.wrong")).to_be_visible()
    sound(page, lang)
