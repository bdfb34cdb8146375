"""The directory comes in and goes out as a table, and nothing changes that was not meant to."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from delegates.actions.directory_import import bring_in
from delegates.directories import directory_of
from delegates.directory_plan import plan
from delegates.directory_table import read
from delegates.models import Organisation, Topic
from delegates.queries.directory_export import export
from delegates.refusals import FaultyTable
from files.sheets import NotATable, read_table
from files.tables import csv_bytes, read_csv
from tests import factories
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
IMPORT = "/quebec/organise/organisations/import/"
EXPORT = "/quebec/organise/organisations/export/"
ROWS = [
    ["Name", "Acronym", "Kind", "Country", "Place", "Networks", "Themes", "Web", "name_ar"],
    ["Réseau Afrique", "RAF", "network", "Sénégal", "Thiès", "", "", "raf.example", "شبكة"],
    ["Tontines", "", "enterprise", "SN", "", "RAF", "Finance; Land", "", ""],
    ["Banco Palmas", "", "", "Brasil", "", "Réseau Afrique;Red", "finance", "", ""],
    ["Red Solidaria", "Red", "network", "BR", "", "", "", "", ""],
]


@pytest.fixture
def event(db):
    return factories.event(series=factories.series())


@pytest.fixture
def keeper(event):
    return Cast(event).client("keeper")


def workbook(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def upload(rows, name="directory.xlsx"):
    made = workbook(rows) if name.endswith("xlsx") else csv_bytes(rows[0], rows[1:])
    return {"file": SimpleUploadedFile(name, made)}


def faults(event, *rows):
    table = read(rows)
    plan(directory_of(event), table)
    return [(fault.cell, str(fault.words)) for fault in table.faults]


@pytest.mark.parametrize("name", ["directory.xlsx", "directory.csv"])
def test_a_table_is_looked_at_brought_in_and_changes_nothing_the_second_time(event, keeper, name):
    page = keeper.post(IMPORT, upload(ROWS, name))
    assert page.context["counts"] == {"new": 4, "changed": 0, "same": 0}
    assert not Organisation.objects.exists()
    done = keeper.post(IMPORT, {"mark": page.context["mark"]}, follow=True).content.decode()
    assert "4 organisations are new" in done
    palmas = Organisation.objects.get(sorted_as="banco palmas")
    assert {each.network.acronym for each in palmas.networks.all()} == {"RAF", "Red"}
    assert palmas.country == "BR"
    raf = Organisation.objects.get(acronym="RAF")
    assert (raf.place, raf.web, raf.country) == ("Thiès", "https://raf.example", "SN")
    assert raf.name.translations.get().body == "شبكة"
    assert sorted(Topic.objects.values_list("folded", flat=True)) == ["finance", "land"]
    again = keeper.post(IMPORT, upload(ROWS, name))
    assert again.context["counts"] == {"new": 0, "changed": 0, "same": 4}


def test_the_second_step_needs_the_file_of_the_first(event, keeper):
    for mark in ("", "0" * 64, "../../etc/passwd"):
        assert keeper.post(IMPORT, {"mark": mark}).status_code == 422
    page = keeper.post(IMPORT, upload(ROWS))
    keeper.post(IMPORT, {"mark": page.context["mark"]})
    assert keeper.post(IMPORT, {"mark": page.context["mark"]}).status_code == 422


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (["", "X"], "A2", "The name is missing."),
        (["X" * 201], "A2", "at most 200"),
        (["A\u202eB"], "A2", "invisible character"),
        (["A", "X" * 31], "B2", "at most 30"),
        (["A", "", "empire"], "C2", "“empire” is no kind"),
        (["A", "", "", "Atlantis"], "D2", "“Atlantis” is no country"),
        (["A", "", "", "", "", "Nobody"], "F2", "“Nobody” is no network"),
        (["A", "", "", "", "", "", "", "javascript:alert(1)"], "H2", "valid URL"),
    ],
)
def test_every_fault_stands_at_its_row_and_cell(event, keeper, row, cell, words):
    found = faults(event, ROWS[0], row)
    assert [each[0] for each in found] == [cell]
    assert words in found[0][1]
    page = keeper.post(IMPORT, upload([ROWS[0], ["Good"], row]))
    assert page.status_code == 422
    assert cell.replace("2", "3") in page.content.decode()
    with pytest.raises(FaultyTable):
        bring_in(event=event, rows=[ROWS[0], ["Good"], row], by=None)
    assert not Organisation.objects.exists()


def test_all_faults_are_told_at_once(event):
    rows = [["name", "country", "kind"], ["", "SN", ""], ["A", "??", "x"], ["A", "SN", ""]]
    assert [cell for cell, _ in faults(event, *rows)] == ["B3", "C3", "A2"]
    twice = [["name", "country"], ["Ä", "SN"], ["a", "SN"], ["a", "BR"]]
    assert faults(event, *twice) == [("A3", "Row 2 is the same organisation.")]


@pytest.mark.parametrize("rows", [[], [[]], [["Organisation?"], ["x"]]])
def test_a_table_without_a_name_is_told(event, rows):
    assert [cell for cell, _ in faults(event, *rows)] == ["A1"]


@pytest.mark.parametrize(
    "content", [b"", b"\0\1\2", b"PK\3\4nothing", b"%PDF-1.7", b"a\n" * 20_002]
)
def test_a_file_that_is_no_table_is_refused_at_its_field(event, keeper, content):
    page = keeper.post(IMPORT, {"file": SimpleUploadedFile("x.xlsx", content)})
    assert page.status_code == 422
    assert not Organisation.objects.exists()


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("files.sheets.UNPACKED", 1_000)
    with pytest.raises(NotATable):
        read_table(workbook(ROWS), rows=10, columns=10)


def test_a_table_of_windows_with_semicolons_is_read():
    content = "name;country\r\nÉconomie;SN\r\n".encode("cp1252")
    assert read_table(content, rows=10, columns=10) == [["name", "country"], ["Économie", "SN"]]


def test_headings_and_names_of_countries_are_read_in_every_language_of_the_interface(event):
    rows = [["nom", "pays ou territoire"], ["Tontines", "Sénégal"]]
    french = [["name", "country"], ["Tontines", "السنغال"]]
    assert faults(event, *french) == []
    line = read(french).lines[0]
    assert line.given["country"] == "SN"
    assert read(rows).lines[0].given.get("name", "Tontines") == "Tontines"


def test_what_goes_out_comes_in_again_and_changes_nothing(event, keeper):
    bring_in(event=event, rows=ROWS, by=None)
    factories.organisation(event, '=HYPERLINK("x")', acronym="+1")
    for kind in ("xlsx", "csv"):
        response = keeper.post(EXPORT, {"kind": kind})
        rows = read_table(response.content, rows=100, columns=60)
        table = read(rows)
        planned = plan(directory_of(event), table)
        assert table.faults == []
        assert [each.fate for each in planned] == ["same"] * 5


def test_a_file_holds_no_formula_and_no_contact(event, keeper):
    factories.organisation(event, '=HYPERLINK("x")')
    response = keeper.post(EXPORT, {"kind": "csv"})
    header, row = read_csv(response.content)
    assert b"'=HYPERLINK" in response.content
    assert dict(zip(header, row, strict=True))["name"] == '=HYPERLINK("x")'
    assert not {"contact", "e-mail", "note", "follow"} & set(header)
    book = load_workbook(io.BytesIO(keeper.post(EXPORT).content))
    assert book.active["C2"].data_type == "s"


def test_only_filled_cells_change_what_is_there(event):
    made = factories.organisation(event, "Tontines", acronym="T", country="SN", place="Thiès")
    rows = [["id", "name", "acronym", "place"], [str(made.uid), "Union des tontines", "", "Dakar"]]
    done = bring_in(event=event, rows=rows, by=None)
    made.refresh_from_db()
    assert (done["changed"], made.name.body, made.acronym) == (1, "Union des tontines", "T")
    assert (made.place, made.country, made.sorted_as) == ("Dakar", "SN", "union des tontines")


def test_your_own_number_finds_it_again_under_another_name(event):
    bring_in(event=event, rows=[["key", "name"], ["17", "Tontines"]], by=None)
    bring_in(event=event, rows=[["key", "name"], ["17", "Union des tontines"]], by=None)
    assert [each.name.body for each in Organisation.objects.all()] == ["Union des tontines"]


def test_one_that_is_written_otherwise_is_said_to_sound_alike(event):
    factories.organisation(event, "Shabakat al-Iqtisad", country="")
    table = read([["name"], ["شبكة الاقتصاد"]])
    planned = plan(directory_of(event), table)
    assert (planned[0].fate, planned[0].alike) == ("new", "Shabakat al-Iqtisad")


def test_2000_rows_take_a_few_dozen_queries(event, django_assert_max_num_queries):
    rows = [["name", "country"], *([f"Coop {n}", "SN"] for n in range(2_000))]
    with django_assert_max_num_queries(80):
        bring_in(event=event, rows=rows, by=None)
    with django_assert_max_num_queries(13):
        assert bring_in(event=event, rows=rows, by=None)["same"] == 2_000
    with django_assert_max_num_queries(8):
        assert len(list(export(directory_of(event))[1])) == 2_000
