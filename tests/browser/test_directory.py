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


def test_a_keeper_adds_one_names_contacts_and_notes_how_we_stand(event, keeper, open_page):
    factories.organisation(event, "Union des tontines")
    page = open_page(f"{KEPT}add/", keeper)
    page.get_by_label("Name", exact=True).press_sequentially("tontine")
    expect(page.get_by_text("These are known already.")).to_be_visible()
    page.get_by_label("Name", exact=True).fill("Tontines de Thiès")
    page.get_by_label("Country or territory").select_option("SN")
    page.get_by_label("Place").fill("Thiès")
    page.get_by_label("Other themes").fill("Finance; Land")
    page.get_by_role("button", name="Add an organisation").click()
    expect(page.get_by_text("Nobody is named who answers for it.")).to_be_visible()
    page.get_by_label("Name").fill("Awa Diop")
    page.get_by_label("E-mail").fill("awa@example.org")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Needs a second contact")).to_be_visible()
    page.get_by_role("link", name="Notes").click()
    page.get_by_label("How we stand with it").select_option("written")
    page.locator("textarea[name=body]").fill("Called on Monday.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Called on Monday.")).to_be_visible()


def test_a_keeper_merges_what_looks_alike_and_undoes_it(event, keeper, open_page):
    factories.organisation(event, "Économie Sociale Solidaire", country="SN")
    factories.organisation(event, "economie sociale solidaire", country="SN")
    page = open_page(KEPT, keeper, width=360)
    page.get_by_role("link", name="Which are one?").click()
    expect(page.get_by_text("the same name")).to_be_visible()
    page.get_by_role("link", name="Compare").click()
    page.get_by_role("button", name="Keep this one").first.click()
    expect(page.get_by_text("They are one now.")).to_be_visible()
    assert Organisation.objects.filter(state="merged").count() == 1
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("They are two again.")).to_be_visible()


def test_a_keeper_brings_a_spreadsheet_in_after_she_has_put_it_right(
    event, keeper, open_page, tmp_path
):
    page = open_page(f"{KEPT}import/", keeper)
    page.get_by_label("File").set_input_files(table(["Tontines", "Atlantis"]))
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("row", name="B2")).to_contain_text("“Atlantis” is no country")
    page.get_by_label("File").set_input_files(table(["Tontines", "Sénégal"]))
    page.get_by_role("button", name="See what would change").click()
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_text("1 organisations are new")).to_be_visible()


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
