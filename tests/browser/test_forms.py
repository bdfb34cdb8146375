"""An organiser writes a form, a delegate answers it: in French and Arabic, with and without JS."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from delegates.actions import questions as actions
from delegates.models import FormVersion, Registration, Unsent
from delegates.questions.answers import values
from delegates.questions.document import Company, Kind, Option
from events.models import Role
from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.delegates.forms import publish, question, uid

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(transactional_db):
    return factories.event(
        begins=date(2099, 10, 9), ends=date(2099, 10, 11), languages=["fr", "en", "ar"]
    )


VISA = {
    "en": "Do you need a visa?",
    "fr": "Avez-vous besoin d’un visa ?",
    "ar": "هل تحتاجين تأشيرة؟",
}
CONSULATE = {"en": "Which consulate?", "fr": "Quel consulat ?", "ar": "أي قنصلية؟"}
MEALS = {"en": "Meals", "fr": "Repas", "ar": "الوجبات"}
RICE = {"en": "rice", "fr": "riz", "ar": "أرز"}


def travel_form(event) -> None:
    rice = Option(uid=uid("rice"), label=RICE)
    publish(
        event,
        question("Visa?", Kind.YES_NO, label=VISA, required=True),
        question("Consulate", label=CONSULATE, required=True, when=("Visa?", ["yes"])),
        question("Meals", Kind.SEVERAL, label=MEALS, options=(rice,)),
        companions=Company.COUNTED,
        passports="may",
    )


def fill(page: Page) -> None:
    page.locator("#id_full_name").fill("فاطمة الزهراء")
    page.locator("#id_country").select_option("SN")
    page.locator("input[name=speaks][value=fr]").check()
    page.locator("input[name=reads][value=fr]").check()
    page.locator("select[name=passports]").first.select_option("XXA")
    page.locator("input[name=companions-name]").first.fill("Moussa")
    page.locator("input[name=companions-age]").first.fill("4")


def visa(page: Page, answer: str) -> None:
    page.locator(f"input[name=q-{uid('Visa?')}][value={answer}]").check()


def answered() -> dict:
    return values(Registration.objects.get().answers)


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without one"])
@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_delegate_answers_the_form_of_the_event_in_her_language(event, open_page, lang, script):
    travel_form(event)
    who = factories.person(languages=[lang])
    page = open_page(
        "/quebec/register/form/", who, lang=lang, width=360, java_script_enabled=script
    )
    expect(page.get_by_text(VISA[lang]).first).to_be_visible()
    consulate = page.get_by_label(CONSULATE[lang])
    fill(page)
    if script:
        expect(consulate).to_be_hidden()
    visa(page, "yes")
    expect(consulate).to_be_visible()
    page.locator(".actions button").first.click()
    expect(page.locator("[data-wrong]")).to_be_visible()
    expect(page.locator("#id_full_name")).to_have_value("فاطمة الزهراء")
    assert too_wide(page) == 0
    if script:
        assert axe_faults(page) == []
    page.get_by_label(CONSULATE[lang]).fill("Dakar")
    page.get_by_label(RICE[lang]).check()
    page.locator(".actions button").first.click()
    expect(page.get_by_text("Dakar")).to_be_visible()
    expect(page.get_by_text(RICE[lang])).to_be_visible()
    found = Registration.objects.get()
    assert (found.passports, found.party) == (["XXA"], 2)
    assert answered()[str(uid("Consulate"))] == "Dakar"


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without one"])
def test_a_form_that_is_left_is_gone_on_with_on_another_device(event, open_page, run_jobs, script):
    travel_form(event)
    who = factories.person()
    page = open_page("/quebec/register/form/", who, java_script_enabled=script)
    fill(page)
    if script:
        expect(page.get_by_text("Kept on the server, not sent yet.")).to_be_visible()
    else:
        page.get_by_role("button", name="Keep this and go on later").first.click()
        expect(page.get_by_text("not sent yet")).to_be_visible()
    assert Unsent.objects.count() == 1
    phone = open_page("/quebec/register/form/", who, lang="ar", width=360)
    expect(phone.locator("#id_full_name")).to_have_value("فاطمة الزهراء")
    expect(phone.locator("input[name=companions-name]").first).to_have_value("Moussa")
    expect(phone.locator("select[name=passports]").nth(1)).to_have_value("")
    visa(phone, "no")
    phone.locator(".actions button").first.click()
    expect(phone.locator(".state.good")).to_be_visible()
    assert answered() == {str(uid("Visa?")): "no"}
    run_jobs("mail")
    assert Unsent.objects.count() == 0


def write(page: Page, name: str, lang: str, words: str) -> None:
    page.locator(f"[name={name}]").fill(words)
    page.locator(f"[name={name}-lang]").select_option(lang)


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without one"])
@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_an_organiser_writes_a_form_looks_at_it_and_publishes_it(event, open_page, lang, script):
    organiser = factories.member(event, Role.ORGANISER)
    form = actions.registration_form(event=event, by=None)
    at = f"/quebec/organise/forms/{form.uid}/"
    page = open_page(f"{at}sections/add/", organiser, lang=lang, java_script_enabled=script)
    write(page, "title", lang, MEALS[lang])
    page.locator(".form .actions .button").first.click()
    page.locator('a[href$="/questions/add/"]').click()
    write(page, "label", lang, MEALS[lang])
    page.locator("[name=kind][value=choice]").check()
    page.locator(".form .actions .button").first.click()
    write(page, "new-1", lang, RICE[lang])
    page.locator(".form .actions .button").first.click()
    expect(page.get_by_role("link", name=MEALS[lang], exact=True)).to_be_visible()
    page.goto(f"{at}preview/?in={lang}")
    expect(page.get_by_text(RICE[lang])).to_be_visible()
    page.goto(f"{at}publish/")
    page.locator(".form .button").first.click()
    expect(page.locator(".state.good")).to_be_visible()
    assert FormVersion.objects.get().document["sections"][0]["title"] == {lang: MEALS[lang]}


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_no_page_of_forms_scrolls_sideways_or_troubles_axe(event, open_page, lang):
    organiser = factories.member(event, Role.ORGANISER)
    travel_form(event)
    form = actions.registration_form(event=event, by=None)
    page = open_page("/quebec/", organiser, lang=lang, width=360)
    at = f"organise/forms/{form.uid}"
    for path in (
        *("register/form/", "organise/forms/", "organise/forms/countries/", f"{at}/"),
        *(f"{at}/{name}/" for name in ("whole", "publish", "preview", "import", "sections/add")),
        *(f"{at}/questions/{uid('Consulate')}/", f"{at}/questions/{uid('Meals')}/purge/"),
    ):
        page.goto(f"/quebec/{path}")
        assert too_wide(page) == 0, path
        assert axe_faults(page) == [], path
