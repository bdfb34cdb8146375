"""Contacts of organisations go out with a purpose, and come in as columns of the directory."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import Notice, Record
from delegates.actions import exports, intakes, keeping
from delegates.actions.directory_import import bring_in
from delegates.directories import directory_of
from delegates.directory_plan import plan
from delegates.directory_table import read
from delegates.models import Contact, Export, Intake, Organisation
from events.models import Role
from files.sheets import read_table
from files.tables import csv_bytes, read_csv
from tests import factories
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
OUT = "/quebec/organise/organisations/contacts/"
IMPORT = "/quebec/organise/organisations/import/"
FILES = "/quebec/organise/registrations/files/"
GIVEN = {"purpose": "to write to all networks", "kind": "csv"}
HEADING = ["name", "country", "contact", "contact_email", "contact_position", "contact_phone"]


@pytest.fixture
def event(db):
    return factories.event(series=factories.series())


@pytest.fixture
def people(event):
    return Cast(event)


@pytest.fixture
def keeper(people):
    return people.client("keeper")


def caritas(event, *names):
    made = factories.organisation(event, "Caritas", country="SN")
    for name in names:
        keeping.add_contact(made, event=event, by=None, name=name, email=f"{name}@example.org")
    return made


def faults(event, *rows):
    table = read(rows)
    plan(directory_of(event), table)
    return [(fault.cell, str(fault.words)) for fault in table.faults]


def test_up_to_fifty_leave_at_once_with_what_for(event, keeper):
    made = caritas(event, "awa", "=1+1")
    response = keeper.post(OUT, GIVEN)
    header, first, second = read_csv(response.content)
    assert dict(zip(header, first, strict=True)) == {
        "id": str(made.uid),
        "name": "Caritas",
        "country": "SN",
        "contact": "awa",
        "contact_email": "awa@example.org",
        "contact_position": "",
        "contact_phone": "",
        "contact_language": "",
    }
    assert second[3] == "=1+1"
    assert b"'=1+1" in response.content
    assert (Export.objects.get().subject, Export.objects.get().people) == ("contacts", 2)
    assert Record.objects.filter(did="took a file of contacts").count() == 1


@pytest.mark.parametrize("given", [{"purpose": ""}, {"kind": "json"}, {"kind": "exe"}])
def test_no_file_without_a_purpose_and_a_kind(event, keeper, given):
    caritas(event, "awa")
    assert keeper.post(OUT, GIVEN | given).status_code == 422
    assert not Export.objects.exists()


def test_more_wait_for_an_organiser_and_whoever_left_is_not_in_it(
    event, people, keeper, monkeypatch
):
    monkeypatch.setattr(exports, "FREE", 1)
    factories.member(event, Role.ORGANISER)
    caritas(event, "awa", "binta", "coumba")
    assert keeper.post(OUT, GIVEN | {"kind": "xlsx"})["Location"] == OUT
    found = Export.objects.get()
    assert (found.state, found.people) == ("asked", 3)
    assert Notice.objects.filter(kind="delegates.export_asked").count() == 1
    assert keeper.get(found.address).status_code == 404
    organiser = people.client("organiser")
    organiser.post(f"{FILES}{found.uid}/answer/", {"answer": "yes"})
    assert organiser.get(found.address).status_code == 404
    assert Notice.objects.get(kind="delegates.export_ready").address == OUT
    assert found.address in keeper.get(OUT).content.decode()
    keeping.remove_contact(Contact.objects.get(name="binta"), by=None)
    caritas(event, "later")
    rows = read_table(keeper.get(found.address).content, rows=10, columns=10)
    assert [row[3] for row in rows[1:]] == ["awa", "coumba"]


@pytest.mark.parametrize("name", ["delegate", "neighbour", "former", "letters"])
def test_nobody_else_takes_contacts(event, people, keeper, name):
    caritas(event, "awa")
    keeper.post(OUT, GIVEN)
    Export.objects.update(ready_at=timezone.now())
    for address in (OUT, Export.objects.get().address):
        assert people.client(name).get(address).status_code == 404


def test_contacts_come_in_after_a_look_are_told_by_mail_and_undone_in_one_step(
    event, keeper, run_jobs, mailoutbox
):
    rows = [
        ["Tontines", "SN", "Awa", "Awa@Example.org", "treasurer", "+221 33"],
        ["Banco Palmas", "BR", "", "", "", ""],
    ]
    page = keeper.post(IMPORT, {"file": SimpleUploadedFile("x.csv", csv_bytes(HEADING, rows))})
    assert page.context["planned"][0].columns[-1] == "contact"
    assert not Contact.objects.exists()
    keeper.post(IMPORT, {"mark": page.context["mark"]})
    awa = Contact.objects.get()
    assert (awa.organisation.name.body, awa.name, awa.email, awa.position, awa.phone) == (
        *("Tontines", "Awa", "awa@example.org", "treasurer", "+221 33"),
    )
    run_jobs("mail")
    assert [each.to for each in mailoutbox] == [["awa@example.org"]]
    intakes.undo(Intake.objects.get(), by=None)
    assert not Contact.objects.exists()
    assert not Organisation.objects.exists()
    assert Intake.objects.get().contacts == []


def test_a_contact_of_a_known_organisation_is_undone_alone(event):
    made = caritas(event, "awa")
    rows = [HEADING, ["Caritas", "SN", "Binta", "binta@example.org", "", ""]]
    assert bring_in(event=event, rows=rows, by=None)["changed"] == 1
    assert bring_in(event=event, rows=rows, by=None)["same"] == 1
    back, left = intakes.undo(Intake.objects.latest("pk"), by=None)
    assert (back, left) == (1, 0)
    assert [each.name for each in made.contacts.all()] == ["awa"]


def test_whoever_stands_there_already_stays_as_she_is(event):
    made = caritas(event, "awa")
    rows = [HEADING, ["Caritas", "SN", "Somebody else", "AWA@example.org", "boss", ""]]
    assert bring_in(event=event, rows=rows, by=None)["same"] == 1
    assert [(each.name, each.position) for each in made.contacts.all()] == [("awa", "")]
    assert not Intake.objects.exists()


def test_what_goes_out_comes_in_again_and_changes_nothing(event, keeper):
    caritas(event, "awa", "binta")
    rows = read_csv(keeper.post(OUT, GIVEN).content)
    assert bring_in(event=event, rows=rows, by=None) == {"same": 2}
    Contact.objects.all().delete()
    assert bring_in(event=event, rows=rows, by=None) == {"changed": 2}
    assert sorted(Contact.objects.values_list("name", flat=True)) == ["awa", "binta"]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (["A", "", "Awa", ""], "D2"),
        (["A", "", "", "awa@example.org"], "C2"),
        (["A", "", "Awa", "awa"], "D2"),
        (["A", "", "Awa\u202e", "awa@example.org"], "C2"),
        (["A", "", "", "", "treasurer"], "C2"),
        (["A", "", "Awa", "awa@example.org", "x" * 121], "E2"),
    ],
)
def test_every_fault_of_a_contact_stands_at_its_row_and_cell(event, row, cell):
    assert [each[0] for each in faults(event, HEADING, row)] == [cell]


def test_the_same_contact_in_two_rows_is_a_fault(event):
    made = caritas(event)
    row = [str(made.uid), "Awa", "awa@example.org"]
    assert [each[0] for each in faults(event, ["id", "contact", "contact_email"], row, row)] == [
        "C3"
    ]


def test_headings_of_contacts_are_read_with_spaces_and_in_other_words(event):
    line = read([["name", "Contact email", "contact"], ["A", "a@example.org", "Awa"]]).lines[0]
    assert line.given["contact_email"] == "a@example.org"
