"""A keeper of networks looks after the directory; anybody reads its map, on a phone, in Arabic."""

import io

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from delegates.actions import keeping, merges
from delegates.actions.topics import topics_named
from delegates.directories import directory_of
from delegates.models import Affiliation, Organisation
from events.models import Role
from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.browser.walking import LANGUAGES, is_right, press, send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = "/quebec/organise/organisations/"


@pytest.fixture
def event(transactional_db):
    return factories.event(series=factories.series(), languages=["fr", "en", "ar"])


@pytest.fixture
def keeper(event):
    return factories.member(event, Role.NETWORKS)


def few(event):
    """A network with members in three countries."""
    ripess = factories.organisation(event, "RIPESS", kind="network", country="SN")
    for name, country in (("شبكة التعاونيات", "MA"), ("Banco Palmas", "BR"), ("Tontines", "CV")):
        made = factories.organisation(event, name, country=country, place="Ville")
        Affiliation.objects.create(network=ripess, member=made)
    made.topics.set(topics_named(directory_of(event), ["Finance"], lang="en", by=None))
    return ripess, made


@LANGUAGES
def test_a_keeper_adds_one_names_contacts_and_notes_how_we_stand(event, keeper, open_page, lang):
    factories.organisation(event, "Union des tontines")
    page = open_page(f"{KEPT}add/", keeper, lang=lang, width=360)
    page.locator("[name=name]").press_sequentially("tontine")
    expect(page.get_by_text("Union des tontines")).to_be_visible()
    page.locator("[name=name]").fill("تعاونية النساء")
    page.locator("[name=country]").select_option("SN")
    page.locator("[name=place]").fill("Thiès")
    page.locator("[name=new_topics]").fill("Finance; Land")
    send(page, "place")
    made = Organisation.objects.get(place="Thiès")
    page.goto(f"{KEPT}{made.uid}/contacts/")
    page.locator("[name=name]").fill("Awa Diop")
    page.locator("[name=email]").fill("awa@example.org")
    send(page, "email")
    is_right(page, lang)
    press(page, f'nav a[href$="{made.uid}/follow/"]')
    page.locator("[name=follow]").select_option("written")
    page.locator("textarea[name=body]").fill("Called on Monday.")
    send(page, "follow")
    expect(page.get_by_text("Called on Monday.")).to_be_visible()
    made.refresh_from_db()
    assert (made.follow, made.topics.count(), made.contacts.count()) == ("written", 2, 1)


@LANGUAGES
def test_a_keeper_merges_what_looks_alike_and_undoes_it(event, keeper, open_page, lang):
    for name in ("Économie Sociale Solidaire", "economie sociale solidaire"):
        factories.organisation(event, name, country="SN")
    page = open_page(KEPT, keeper, lang=lang, width=360)
    press(page, f'main a[href="{KEPT}alike/"]')
    press(page, 'main a[href*="/into/"]')
    press(page, page.locator('form[action$="/merge/"] button').first)
    assert Organisation.objects.filter(state="merged").count() == 1
    is_right(page, lang)
    press(page, 'form[action*="/undo/"] button')
    expect(page.locator('form[action*="/undo/"]')).to_have_count(0)
    assert Organisation.objects.filter(state="merged").count() == 0


@LANGUAGES
def test_a_keeper_brings_a_spreadsheet_in_after_she_has_put_it_right_and_undoes_it(
    event, keeper, open_page, lang
):
    country = {"fr": "Sénégal", "ar": "السنغال"}[lang]
    page = open_page(f"{KEPT}import/", keeper, lang=lang, width=360)
    page.locator("[name=file]").set_input_files(table(["Tontines", "Atlantis"]))
    send(page, "file")
    expect(page.get_by_role("row", name="B2")).to_contain_text("Atlantis")
    is_right(page, lang)
    page.locator("[name=file]").set_input_files(table(["Tontines", country]))
    send(page, "file")
    assert not Organisation.objects.exists()
    send(page, "mark")
    assert Organisation.objects.get().country == "SN"
    page.goto(f"{KEPT}import/")
    press(page, 'form[action$="/undo/"] button')
    expect(page.locator('form[action$="/undo/"]')).to_have_count(0)
    assert not Organisation.objects.exists()
    is_right(page, lang)


def table(row):
    book, file = Workbook(), io.BytesIO()
    book.active.append(["name", "country"])
    book.active.append(row)
    book.save(file)
    return {"name": "directory.xlsx", "mimeType": "application/xlsx", "buffer": file.getvalue()}


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_anybody_finds_an_organisation_by_the_map_and_by_its_table(event, open_page, lang):
    few(event)
    page = open_page("/s/solidarity/organisations/", lang=lang)
    page.locator(".map a[href*='country=MA'] path").click()
    expect(page.locator(".lines > li")).to_have_count(1)
    expect(page.get_by_text("شبكة التعاونيات")).to_be_visible()
    page.goto("/s/solidarity/organisations/")
    page.locator("details.counts summary").click()
    page.locator("details.counts a[href*='country=BR']").click()
    expect(page.locator(".lines > li")).to_have_count(1)
    page.get_by_role("link", name="Banco Palmas").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Banco Palmas")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_no_page_of_the_directory_scrolls_sideways_or_troubles_axe(event, keeper, open_page, lang):
    ripess, made = few(event)
    keeping.add_contact(made, event=event, by=keeper, name="Awa", email="awa@example.org")
    keeping.write_remark(made, body="Called.", by=keeper)
    twin = factories.organisation(event, "tontines", country="CV")
    gone = factories.organisation(event, "Tontines Cap-Vert")
    merges.merge(kept=made, gone=gone, by=keeper)
    page = open_page("/", keeper, lang=lang, width=360)
    one = f"{KEPT}{made.uid}/"
    public = ("/s/solidarity/organisations/", f"/s/solidarity/organisations/{ripess.uid}/")
    lists = (KEPT, f"{KEPT}alike/", f"{KEPT}themes/", f"{KEPT}import/", f"{KEPT}export/")
    for path in (
        *(*public, f"/quebec/organisations/{made.uid}/", *lists, f"{KEPT}add/"),
        *(one, f"{one}contacts/", f"{one}follow/", f"{one}into/{twin.uid}/"),
    ):
        page.goto(path)
        assert page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
        assert (path, too_wide(page), axe_faults(page)) == (path, 0, [])
