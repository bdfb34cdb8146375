"""A volunteer checks people in on a phone, with a line and without one."""

import pytest
from playwright.sync_api import Page, expect

from delegates import codes
from delegates.actions import badges
from delegates.models import Device, Presence, Registration, Scan
from events.models import Role
from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.browser.walking import LANGUAGES, is_right, press, send
from tests.delegates.checkin import badge, checkin_list, meeting_of_today

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(transactional_db):
    made = meeting_of_today()
    checkin_list(made, "Plenary", gates=["North door"])
    return made


@pytest.fixture
def volunteer(event):
    return factories.member(event, Role.DESK)


def open_desk(open_page, who, lang="en", **options) -> Page:
    """The desk, once it can do without a line."""
    page = open_page("/quebec/organise/checkin/", who, lang=lang, width=360, **options)
    page.locator("form[action$='/checkin/desk/'] button").click()
    page.wait_for_url("**/quebec/desk/")
    ready(page)
    return page


def ready(page: Page) -> None:
    expect(page.locator("html[data-offline=ready]")).to_be_attached(timeout=15_000)
    expect(page.locator("[data-part=line][data-state=up]")).to_be_attached(timeout=15_000)


def type_code(page: Page, code: str) -> None:
    page.locator("[data-part=code]").fill(code)
    page.locator("[data-part=code]").press("Enter")


def verdict(page: Page, kind: str, reason: str = "") -> None:
    shown = page.locator(f".verdict[data-verdict={kind}][data-reason='{reason}']")
    expect(shown).to_be_visible()


def test_scans_are_taken_without_a_line_survive_a_reload_and_are_sent_later(
    event, open_page, volunteer
):
    awa, omar, late = badge(event), badge(event, category="press"), badge(event)
    page = open_desk(open_page, volunteer)
    page.context.set_offline(True)
    type_code(page, codes.grouped(awa.code))
    verdict(page, "admitted")
    expect(page.locator("[data-part=waiting]")).to_have_attribute("data-waiting", "1")
    page.reload()
    expect(page.get_by_text("No line. Go on")).to_be_visible()
    type_code(page, awa.code.lower())
    verdict(page, "refused", "in_already")
    expect(page.get_by_text("This badge has come in already.")).to_be_visible()
    type_code(page, "0" * 12)
    verdict(page, "refused", "unknown")
    type_code(page, omar.code)
    verdict(page, "admitted")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone", exact=True)).to_be_visible()
    assert not Scan.objects.exists()
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-part=waiting]")).to_have_attribute("data-waiting", "0")
    assert Scan.objects.count() == 4
    inside = Presence.objects.filter(state="inside").values_list("registration", flat=True)
    assert list(inside) == [awa.registration_id]
    type_code(page, late.code)
    verdict(page, "admitted")


def test_a_badge_that_is_read_twice_at_once_is_let_in_once(event, open_page, volunteer):
    worn = badge(event)
    page = open_desk(open_page, volunteer)
    twice = """code => {
        const field = document.querySelector("[data-part=code]");
        for (let time = 0; time < 2; time++) {
            field.value = code;
            field.form.requestSubmit();
        }
    }"""
    page.evaluate(twice, worn.code)
    verdict(page, "refused", "in_already")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-part=waiting]")).to_have_attribute("data-waiting", "0")
    assert sorted(Scan.objects.values_list("verdict", flat=True)) == ["admitted", "refused"]


def test_what_another_desk_let_in_is_known_here_and_a_badge_taken_back_opens_nothing(
    event, open_page, volunteer
):
    worn, lost = badge(event), badge(event)
    one = open_desk(open_page, volunteer)
    other = open_desk(open_page, factories.member(event, Role.DESK))
    type_code(one, worn.code)
    verdict(one, "admitted")
    expect(other.locator("[data-part=inside]")).to_have_text("1", timeout=20_000)
    type_code(other, worn.code)
    verdict(other, "refused", "in_already")
    other.get_by_role("button", name="Let in all the same").click()
    verdict(other, "by_hand", "in_already")
    badges.revoke(lost, by=None)
    with other.expect_response("**/desk/changes/*") as told:
        other.evaluate("dispatchEvent(new Event('online'))")
    told.value.finished()
    type_code(other, lost.code)
    verdict(other, "refused", "revoked")


def test_a_badge_made_after_the_last_line_is_believed_by_its_signature(event, open_page, volunteer):
    badge(event)
    page = open_desk(open_page, volunteer)
    page.context.set_offline(True)
    fresh = badge(event)
    token = codes.sign(event, fresh.code, "delegate")
    type_code(page, token)
    verdict(page, "admitted")
    type_code(page, token[:-4] + "0000")
    verdict(page, "refused", "unknown")


@LANGUAGES
def test_a_stranger_is_registered_in_a_few_strokes_and_let_in(event, open_page, volunteer, lang):
    page = open_desk(open_page, volunteer, lang=lang)
    form = page.locator("form[data-find=stranger]")
    page.locator("details", has=form).locator("summary").click()
    form.locator("[name=full_name]").fill("فاطمة الزهراء")
    form.locator("[name=country]").select_option("SN")
    form.locator("button").click()
    row = page.locator(".found > li").first
    expect(row.get_by_text("فاطمة الزهراء")).to_be_visible()
    code = Registration.objects.get().badges.get().code
    printed = f"a[href='/quebec/desk/badge/?code={code}']"
    expect(row.locator(printed)).to_be_visible()
    for _ in range(2):  # What came with the first answer is in the book before the second is asked.
        with page.expect_response(lambda answer: "/desk/changes/" in answer.url):
            page.evaluate("dispatchEvent(new Event('online'))")
    row.locator("[data-take]").click()
    verdict(page, "admitted")


def test_somebody_without_her_badge_is_found_by_her_name(event, open_page, volunteer):
    badge(event, full_name="Fatima", public_name="Zora", search="fatima zora")
    page = open_desk(open_page, volunteer)
    page.get_by_label("Name, three letters or more").press_sequentially("Fat")
    expect(page.locator(".found").get_by_text("Zora")).to_be_visible()
    page.locator(".found").get_by_role("button", name="Check").click()
    verdict(page, "admitted")


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_the_desk_is_used_in_other_languages_and_troubles_nobody(event, open_page, volunteer, lang):
    worn = badge(event)
    page = open_desk(open_page, volunteer, lang=lang)
    assert page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
    page.context.set_offline(True)
    type_code(page, worn.code)
    verdict(page, "admitted")
    type_code(page, worn.code)
    verdict(page, "refused", "in_already")
    assert too_wide(page) == 0
    assert axe_faults(page) == []


@LANGUAGES
def test_an_organiser_pairs_a_phone_by_a_link_and_shuts_it_out(event, open_page, lang):
    organiser = factories.member(event, Role.ORGANISER)
    page = open_page("/quebec/organise/checkin/", organiser, lang=lang)
    form = page.locator("form[action$='/devices/']")
    page.locator("details", has=form).locator("summary").click()
    form.locator("[name=name]").fill("South door")
    press(page, form.locator("button"))
    link = page.locator("[data-copy]").inner_text().strip()
    phone = open_page(link[link.index("/quebec/") :], lang=lang, width=360)
    press(phone, "main form button")
    ready(phone)
    assert Device.objects.get().state == "paired"
    page.goto("/quebec/organise/checkin/")
    is_right(page, lang)
    press(page, "form[action$='/end/'] button")
    assert Device.objects.get().state == "ended"
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.locator("[data-part=line][data-state=ended]")).to_be_attached()


@LANGUAGES
def test_badges_are_made_to_print(event, open_page, run_jobs, lang):
    factories.registration(event, full_name="فاطمة الزهراء")
    organiser = factories.member(event, Role.ORGANISER)
    page = open_page("/quebec/organise/checkin/", organiser, lang=lang, width=360)
    send(page, "size")
    run_jobs("slow")
    page.reload()
    sheet = page.locator("main a.chip[href*='/badges/']").get_attribute("href")
    assert page.request.get(sheet).body().startswith(b"%PDF")
