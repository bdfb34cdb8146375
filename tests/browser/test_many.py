"""What an organiser does with many: places, lists and mails, files, a deadline, the numbers."""

import csv
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Mail
from delegates.actions import batches
from delegates.models import Batch, Export, Quota, Registration
from delegates.questions.document import Kind
from delegates.tasks.batches import begin_planned_batches
from events.models import Role
from tests import factories
from tests.browser.walking import LANGUAGES, is_right, press, send, write
from tests.delegates.conftest import enter
from tests.delegates.forms import publish, question

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK = "/quebec/organise/"
LIST = f"{DESK}registrations/"
HELLO = {"fr": "Chère {name}, le bus part.", "ar": "عزيزتي {name}، ستنطلق الحافلة."}


@pytest.fixture
def event(transactional_db):
    return factories.event(
        begins=date(2099, 10, 9), ends=date(2099, 10, 11), languages=["fr", "en", "ar"]
    )


@pytest.fixture
def organiser(event):
    return factories.member(event, Role.ORGANISER)


@LANGUAGES
def test_places_are_kept_for_an_organisation_and_an_answer(event, organiser, open_page, lang):
    known = factories.organisation(event, "شبكة النساء")
    care = question("Childcare", Kind.YES_NO)
    publish(event, care)
    answered = f"field:{care.key}"
    page = open_page(LIST, organiser, lang=lang, width=360)
    press(page, f'main a[href="{DESK}quotas/"]')
    page.locator("[name=name]").fill("Enfants")
    page.locator("[name=size]").fill("2")
    page.locator("[name=organisation]").fill("شبكة")
    page.locator(f'[name="{answered}"][value="yes"]').check()
    send(page, "organisation")
    expect(page.locator("[data-wrong]")).to_contain_text("شبكة النساء")
    expect(page.locator("[name=size]")).to_have_value("2")
    is_right(page, lang)
    page.locator("[name=organisation]").fill("شبكة النساء")
    send(page, "organisation")
    found = Quota.objects.get()
    assert found.rule == {"organisation": [str(known.pk)], answered: ["yes"]}
    is_right(page, lang)
    press(page, f'a[href$="quotas/{found.pk}/"]')
    expect(page.locator("[name=organisation]")).to_have_value("شبكة النساء")
    expect(page.locator(f'[name="{answered}"][value="yes"]')).to_be_checked()
    page.locator("[name=size]").fill("")
    send(page, "size")
    found.refresh_from_db()
    assert found.size is None


@LANGUAGES
def test_a_kept_list_gets_a_mail_that_is_looked_at_and_paused(
    event, organiser, open_page, run_jobs, lang
):
    for called, country in (("Awa", "SN"), ("Moussa", "SN"), ("José", "BR")):
        factories.registration(event, full_name=called, called=called, country=country)
    page = open_page(f"{LIST}?country=SN", organiser, lang=lang, width=360)
    page.locator("details", has=page.locator("#list-name")).locator("summary").click()
    page.locator("#list-name").fill("السنغال")
    press(page, 'form[action*="/lists/"] button')
    page.goto(LIST)
    press(page, page.locator("a.chip", has_text="السنغال"))
    press(page, '[name="kind"][value="write"]')
    write(page, lang, subject="Bus", body=HELLO[lang])
    send(page, "body")
    expect(page.get_by_text(HELLO[lang].format(name="Awa"))).to_be_visible()
    is_right(page, lang)
    press(page, "nav.pages a")
    expect(page.get_by_text(HELLO[lang].format(name="Moussa"))).to_be_visible()
    press(page, '[name="to"][value="begin"]')
    batches.do_piece(Batch.objects.get(), size=1)
    press(page, '[name="to"][value="pause"]')
    run_jobs("mail")
    assert Mail.objects.filter(template="delegates/mail/to_many").count() == 1
    is_right(page, lang)
    press(page, '[name="to"][value="resume"]')
    run_jobs("mail")
    page.reload()
    expect(page.locator("progress")).to_have_attribute("value", "2")
    assert Mail.objects.filter(template="delegates/mail/to_many").count() == 2


@LANGUAGES
def test_a_reminder_is_planned_for_those_whom_it_concerns_then(
    event, organiser, open_page, run_jobs, lang
):
    done = factories.registration(event, country="")
    factories.registration(event, full_name="Moussa", country="")
    page = open_page(f"{LIST}?missing=country", organiser, lang=lang, width=360)
    press(page, '[name="kind"][value="write"]')
    write(page, lang, subject="Bus", body=HELLO[lang])
    send(page, "body")
    page.goto(f"{DESK}registrations/many/{Batch.objects.get().uid}/")
    page.locator("details:has([name=at]) > summary").click()
    page.locator("[name=at]").fill("2099-01-01T08:00")
    is_right(page, lang)
    press(page, '[name="to"][value="plan"]')
    assert Batch.objects.get().state == "planned"
    Registration.objects.filter(pk=done.pk).update(country="SN")
    Batch.objects.update(begins_at=timezone.now())
    begin_planned_batches.call()
    run_jobs("mail")
    page.reload()
    expect(page.locator("progress")).to_have_attribute("max", "1")
    assert Mail.objects.filter(template="delegates/mail/to_many").count() == 1


@LANGUAGES
def test_a_file_of_many_is_written_after_a_second_yes(event, organiser, open_page, run_jobs, lang):
    other = factories.member(event, Role.ORGANISER)
    rows = [Registration(event=event, category="delegate", full_name="فاطمة") for _ in range(51)]
    Registration.objects.bulk_create(rows)
    page = open_page(LIST, organiser, lang=lang, width=360)
    press(page, f'main a[href^="{LIST}export/"]')
    page.locator("[name=purpose]").fill("Badges")
    page.locator("[name=kind][value=csv]").check()
    send(page, "purpose")
    run_jobs("slow")
    page.reload()
    expect(page.locator("main a[download]")).to_have_count(0)
    second = open_page(f"{LIST}files/", other, lang=lang, width=360)
    is_right(second, lang)
    press(second, '[name="answer"][value="yes"]')
    run_jobs("slow")
    page.goto(f"{LIST}files/")
    with page.expect_download() as download:
        page.locator("main a[download]").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        assert [row[0] for row in csv.reader(file)][1:] == ["فاطمة"] * 51
    assert Export.objects.get().answered_by == other


@LANGUAGES
def test_a_deadline_is_set_extended_and_told_to_whom_it_concerns(
    event, organiser, open_page, run_jobs, lang
):
    awa = factories.person("awa", languages=[lang])
    draft = factories.proposal(event, awa, state="draft")
    deadline = f'a[href$="/deadlines/{draft.call.uid}/"]'
    page = open_page(DESK, organiser, lang=lang, width=360)
    press(page, deadline)
    page.locator("[name=until]").fill("2099-05-01T23:59")
    send(page, "until")
    press(page, deadline)
    page.locator("[name=until]").fill("2099-06-01T12:00")
    write(page, lang, title="Un mois de plus / شهر آخر")
    page.locator("[name=audience][value=drafts]").check()
    is_right(page, lang)
    send(page, "until")
    draft.call.refresh_from_db()
    assert draft.call.until.month == 6
    run_jobs("mail")
    assert Mail.objects.get(template="accounts/mail/notices").address == awa.email
    hers = open_page("/me/notices/", awa, lang=lang, width=360)
    expect(hers.get_by_text("شهر آخر")).to_be_visible()
    is_right(hers, lang)
    stranger = open_page("/quebec/news/", lang=lang, width=360)
    expect(stranger.get_by_text("شهر آخر")).to_be_visible()


@LANGUAGES
def test_the_numbers_are_read_as_pictures_and_as_tables(event, organiser, open_page, lang):
    for country in ("SN", "SN", "BR"):
        enter(event, country=country)
    page = open_page(LIST, organiser, lang=lang, width=360)
    press(page, f'main a[href="{LIST}numbers/"]')
    expect(page.locator("[aria-labelledby=arrivals] figure svg")).to_be_visible()
    page.locator("[aria-labelledby=arrivals] summary").click()
    expect(page.locator("[aria-labelledby=arrivals] table")).to_be_visible()
    expect(page.locator("[aria-labelledby=countries] table")).to_be_attached()
    is_right(page, lang)
    press(page, "figure.map a[href*='country=BR']")
    expect(page.locator("main tbody tr")).to_have_count(1)
