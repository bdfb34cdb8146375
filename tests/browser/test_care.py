"""Care and staying as people walk them: in French and in Arabic, on a phone."""

from datetime import date

import pytest
from playwright.sync_api import expect

from delegates.actions import doubles, staying
from delegates.models import Block, Double, Exclusion, Report
from events.models import Role
from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.browser.walking import press, send, write
from tests.delegates.conftest import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NIGHTS = {"begins": date(2099, 10, 8), "ends": date(2099, 10, 12)}


@pytest.fixture
def event(transactional_db):
    return factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))


def clean(page, lang):
    assert page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
    assert too_wide(page) == 0, page.url
    assert axe_faults(page) == [], page.url


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_stranger_reports_and_comes_back_to_the_answer(event, open_page, lang):
    carer = factories.member(event, Role.CARE, factories.person("nadia", called="Nadia"))
    page = open_page("/quebec/", lang=lang, width=360)
    page.locator("footer a[href='/quebec/care/']").click()
    expect(page.get_by_text("Nadia")).to_be_visible()
    page.locator("[name=words]").fill("لقد تبعني إلى غرفتي")
    clean(page, lang)
    page.locator("main form button").click()
    link = page.locator("main .note a")
    expect(link).to_be_visible()
    clean(page, lang)
    path = "/" + link.get_attribute("href").split("/", 3)[3]
    report = Report.objects.get()
    assert report.person is None
    team = open_page(f"/quebec/organise/care/{report.uid}/", carer, lang=lang, width=360)
    expect(team.get_by_text("لقد تبعني إلى غرفتي")).to_be_visible()
    team.locator("[name=words]").fill("Nous sommes là.")
    team.locator("[name=kind][value=answer]").check()
    clean(team, lang)
    team.locator("form:has([name=kind]) button").click()
    page.goto(path)
    expect(page.get_by_text("Nous sommes là.")).to_be_visible()
    clean(page, lang)


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_host_and_guest_say_yes_and_meet(event, open_page, lang):
    host = factories.registration(event, factories.person("host"), public_name="Marie")
    guest = factories.registration(event, factories.person("guest"), public_name="زهرة")
    page = open_page("/quebec/staying/offer/", host.person, lang=lang, width=360)
    page.locator("[name=beds]").fill("2")
    page.locator("[name=begins]").fill("2099-10-08")
    page.locator("[name=ends]").fill("2099-10-12")
    page.locator("[name=address]").fill("5 rue Saint-Jean")
    clean(page, lang)
    page.locator("main form .actions button").first.click()
    wish = staying.write_lodging(guest, kind="wish", beds=1, by=None, **NIGHTS)
    organiser = factories.member(event, Role.ORGANISER)
    desk = open_page("/quebec/organise/staying/", organiser, lang=lang, width=360)
    expect(desk.locator(f"#offer-{wish.uid}")).to_be_visible()
    clean(desk, lang)
    desk.locator("form:has([name=wish]) button").click()
    theirs = open_page("/quebec/staying/", guest.person, lang=lang, width=360)
    assert "Saint-Jean" not in theirs.locator("main").inner_text()
    theirs.locator("button[value=yes]").click()
    page.goto("/quebec/staying/")
    page.locator("button[value=yes]").click()
    theirs.reload()
    expect(theirs.get_by_text("5 rue Saint-Jean")).to_be_visible()
    clean(theirs, lang)


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_she_meets_somebody_no_more_until_she_says_so(event, open_page, lang):
    host = factories.registration(event, factories.person("host"), public_name="Marie")
    guest = factories.registration(event, factories.person("guest"), public_name="زهرة")
    offer = staying.write_lodging(host, kind="offer", beds=1, by=None, **NIGHTS)
    wish = staying.write_lodging(guest, kind="wish", beds=1, by=None, **NIGHTS)
    staying.bring_together(offer=offer, wish=wish, by=None)
    page = open_page("/quebec/staying/", guest.person, lang=lang, width=360)
    page.locator("details:has(form[action$='/block/']) > summary").click()
    clean(page, lang)
    press(page, "form[action$='/block/'] button")
    assert Block.objects.get().blocked == host.person
    page.goto("/me/blocks/")
    expect(page.get_by_text("Marie")).to_be_visible()
    clean(page, lang)
    press(page, "main form button")
    assert not Block.objects.exists()


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_meal_is_offered_taken_and_read_by_those_who_serve(event, open_page, lang):
    guest = factories.registration(event, factories.person("guest"), public_name="زهرة")
    organiser = factories.member(event, Role.ORGANISER)
    desk = open_page("/quebec/organise/staying/services/", organiser, lang=lang, width=360)
    write(desk, "fr", name="Couscous")
    desk.locator("[name=day]").fill("2099-10-09")
    desk.locator("[name=begins]").fill("12:00")
    desk.locator("[name=ends]").fill("14:00")
    desk.locator("[name=seats]").fill("3")
    send(desk, "seats")
    clean(desk, lang)
    page = open_page("/quebec/staying/", guest.person, lang=lang, width=360)
    page.locator("[name=seats]").fill("2")
    page.locator("[name=about]").fill("halal / حلال")
    send(page, "about")
    expect(page.locator("[name=about]")).to_have_value("halal / حلال")
    press(desk, "main .lines a[href*='/services/']")
    expect(desk.get_by_text("حلال")).to_be_visible()
    clean(desk, lang)


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_an_organiser_joins_one_person_and_shuts_another_out(event, open_page, lang):
    organiser = factories.member(event, Role.ORGANISER)
    one, other = enter(event), enter(event, full_name="DIOP Awa")
    page = open_page("/quebec/organise/doubles/", organiser, lang=lang, width=360)
    clean(page, lang)
    page.locator("main table a.button").first.click()
    clean(page, lang)
    page.locator(f"form[action*='{one.uid}/with/{other.uid}/join'] button").click()
    assert Double.objects.get().state == Double.State.JOINED
    clean(page, lang)
    page.goto(f"/quebec/organise/registrations/{one.uid}/exclusion/")
    page.locator("[name=reason]").fill("Menaces")
    clean(page, lang)
    page.locator("main form.form button").click()
    assert Exclusion.objects.get().registration == one


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_an_organiser_parts_two_persons_whom_she_had_joined(event, open_page, lang):
    organiser = factories.member(event, Role.ORGANISER)
    one, other = enter(event, speaks=["fr"]), enter(event, full_name="DIOP Awa", speaks=["wo"])
    doubles.join(kept=one, gone=other, by=organiser)
    page = open_page("/quebec/organise/doubles/", organiser, lang=lang, width=360)
    clean(page, lang)
    press(page, "form[action$='/part/'] button")
    expect(page.locator("form[action$='/part/']")).to_have_count(0)
    other.refresh_from_db()
    assert (other.state, other.speaks) == ("confirmed", ["wo"])


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_an_emergency_stands_on_every_page_by_one_button(event, open_page, lang):
    organiser = factories.member(event, Role.ORGANISER)
    page = open_page("/quebec/organise/alert/", organiser, lang=lang, width=360)
    page.locator("[name=words]").first.fill("Sortez par le sud. اخرجوا من الجنوب.")
    clean(page, lang)
    page.locator("button.risky").click()
    reader = open_page("/quebec/news/", lang=lang, width=360)
    expect(reader.locator("[role=alert]")).to_contain_text("Sortez par le sud")
    clean(reader, lang)


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_ones_own_pages_of_privacy_hold_on_a_phone(event, open_page, lang):
    her = factories.registration(event, factories.person("awa"))
    page = open_page("/quebec/registration/consents/", her.person, lang=lang, width=360)
    page.locator("[name=kind][value=pictures]").check()
    page.locator("main form .actions button").click()
    expect(page.locator("[name=kind][value=pictures]")).to_be_checked()
    clean(page, lang)
    for path in ("/quebec/registration/log/", "/quebec/staying/arrival/", "/me/blocks/",
                 "/me/people/", "/help/care/"):  # fmt: skip
        page.goto(path)
        clean(page, lang)
