"""Files of registrations: allowed, written by a task, fetched by whoever asked, deleted."""

import json
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.utils import timezone

from accounts import erasures
from accounts.models import Notice, Record
from delegates.actions import exports, registrations
from delegates.models import Export
from delegates.queries.exports import table
from delegates.tasks.exports import look_after_exports, write_export
from events.models import Role
from files.tables import read_csv
from tests import factories
from tests.cast import Cast
from tests.delegates.conftest import enter

FORM = "/quebec/organise/registrations/export/"
FILES = "/quebec/organise/registrations/files/"
FORMULA = '=HYPERLINK("http://x","y")'


@pytest.fixture
def people(event):
    return Cast(event)


@pytest.fixture
def desk(people):
    return people.client("organiser")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path / "exports"


def ask(desk, kind="csv", columns=("full_name", "organisation", "speaks"), query="", **given):
    given = {"purpose": "badges", "kind": kind, "columns": list(columns)} | given
    return desk.post(f"{FORM}?{query}", given)


def fetch(desk, run_jobs):
    run_jobs("slow")
    answer = desk.get(f"{FILES}{Export.objects.get().uid}/")
    return b"".join(answer.streaming_content)


def crowd(event, many=51):
    for number in range(many):
        factories.registration(event, full_name=f"Guest {number}")


@pytest.mark.postgres
def test_a_csv_file_holds_the_chosen_columns_and_no_formula(event, desk, run_jobs, people):
    enter(event, full_name=FORMULA, organisation_name="Caritas")
    registrations.withdraw(enter(event), by=None)
    ask(desk)
    content = fetch(desk, run_jobs)
    assert b"'=HYPERLINK" in content
    header, *rows = read_csv(content)
    assert header == ["full_name", "organisation", "speaks"]
    assert rows == [[FORMULA, "Caritas", ""]]
    said = Record.objects.filter(person=people.organiser, object__contains="export:")
    assert sorted(said.values_list("did", flat=True)) == [
        "asked for a file of registrations",
        "downloaded a file of registrations",
    ]


NAMES = ["van der Berg", "McDonald", "Ñandú", "Sukarno", "x" * 80, "فاطمة الزهراء", FORMULA, "@a"]


@pytest.mark.postgres
def test_a_spreadsheet_holds_every_name_as_a_text_byte_for_byte(event, desk, run_jobs):
    for name in NAMES:
        factories.registration(event, full_name=name)
    ask(desk, "xlsx", ["full_name", "registered_at"])
    sheet = openpyxl.load_workbook(BytesIO(fetch(desk, run_jobs))).active
    header, *rows = list(sheet.iter_rows())
    assert [cell.value for cell in header] == ["full_name", "registered_at"]
    assert [row[0].value for row in rows] == NAMES
    assert {cell.data_type for row in rows for cell in row} == {"s"}


def test_json_has_the_same_keys_and_moments_with_their_zone(event, desk, run_jobs):
    found = factories.registration(event, full_name="Awa")
    moment = timezone.datetime.fromisoformat("2026-03-08T06:59:00+00:00")
    type(found).objects.update(registered_at=moment)
    ask(desk, "json", ["full_name", "speaks", "registered_at"])
    assert json.loads(fetch(desk, run_jobs)) == [
        {"full_name": "Awa", "registered_at": "2026-03-08T01:59:00-05:00", "speaks": "fr"}
    ]


def test_a_file_holds_only_those_on_the_list(event, desk, run_jobs):
    factories.registration(event, full_name="Awa", country="SN")
    factories.registration(event, full_name="José", country="BR")
    ask(desk, columns=["full_name"], query="country=SN")
    assert read_csv(fetch(desk, run_jobs))[1:] == [["Awa"]]


def test_above_fifty_another_organiser_says_yes(event, people, desk, run_jobs):
    second = factories.member(event, Role.ORGANISER)
    crowd(event)
    ask(desk)
    run_jobs("slow")
    found = Export.objects.get()
    assert (found.state, found.people) == ("asked", 51)
    assert list(Notice.objects.values_list("person", "kind")) == [
        (second.pk, "delegates.export_asked")
    ]
    own = desk.post(f"{FILES}{found.uid}/answer/", {"answer": "yes"}, follow=True)
    assert "Another organiser has to say yes" in own.content.decode()
    assert desk.get(f"{FILES}{found.uid}/").status_code == 404
    other = Cast(event).client
    other = people.client("organiser")
    other.force_login(second)
    page = other.get(FILES).content.decode()
    assert "Yes, let it be written" in page
    other.post(f"{FILES}{found.uid}/answer/", {"answer": "yes"})
    assert len(read_csv(fetch(desk, run_jobs))) == 52
    assert Notice.objects.filter(person=people.organiser, kind="delegates.export_ready").exists()
    assert other.get(f"{FILES}{found.uid}/").status_code == 404


def test_a_no_ends_it(event, people, run_jobs):
    second = factories.member(event, Role.ORGANISER)
    crowd(event)
    found = exports.ask(
        event=event, kind="csv", purpose="x", columns=["uid"], asked="", by=people.organiser
    )
    exports.answer(found, yes=False, by=second)
    run_jobs("slow")
    found.refresh_from_db()
    assert found.state == "refused"
    assert Notice.objects.filter(person=people.organiser, kind="delegates.export_refused").exists()


def test_a_lone_organiser_waits_a_day_and_every_organiser_is_told(event, people, desk, run_jobs):
    crowd(event)
    ask(desk)
    found = Export.objects.get()
    assert found.state == "waiting"
    assert timedelta(hours=23) < found.due_at - timezone.now() <= timedelta(hours=24)
    assert Notice.objects.get().kind == "delegates.export_waits"
    look_after_exports.call()
    run_jobs("slow")
    assert Export.objects.get().state == "waiting"
    Export.objects.update(due_at=timezone.now())
    look_after_exports.call()
    assert len(read_csv(fetch(desk, run_jobs))) == 52


def test_who_came_to_the_team_meanwhile_is_asked_after_all(event, people, desk):
    crowd(event)
    ask(desk)
    second = factories.member(event, Role.ORGANISER)
    Export.objects.update(due_at=timezone.now())
    look_after_exports.call()
    assert Export.objects.get().state == "asked"
    assert Notice.objects.filter(person=second).exists()


def test_fifty_that_have_become_more_wait_after_all(event, people, desk, run_jobs):
    factories.member(event, Role.ORGANISER)
    crowd(event, 50)
    ask(desk)
    factories.registration(event)
    run_jobs("slow")
    assert Export.objects.get().state == "asked"


def test_a_file_goes_after_a_day(event, desk, run_jobs, folder):
    enter(event)
    ask(desk)
    fetch(desk, run_jobs)
    look_after_exports.call()
    assert len(list(folder.iterdir())) == 1
    Export.objects.update(ready_at=timezone.now() - timedelta(days=1))
    look_after_exports.call()
    assert list(folder.iterdir()) == []
    found = Export.objects.get()
    assert (found.state, found.purpose) == ("gone", "badges")
    assert desk.get(f"{FILES}{found.uid}/").status_code == 404


def test_writing_twice_is_writing_once(event, desk, run_jobs, folder, people):
    enter(event)
    ask(desk)
    key = Export.objects.get().pk
    write_export.call(key)
    write_export.call(key)
    run_jobs("slow")
    assert Notice.objects.filter(kind="delegates.export_ready").count() == 1
    assert len(list(folder.iterdir())) == 1
    assert next(folder.iterdir()).stat().st_mode & 0o077 == 0


def test_whoever_erases_herself_is_erased_from_files(event, desk, run_jobs, folder):
    from accounts.actions import delete_account

    awa = enter(event)
    ask(desk)
    fetch(desk, run_jobs)
    delete_account(person=awa.person, by=awa.person)
    assert list(folder.iterdir()) == []
    assert Export.objects.get().state == "gone"


def test_whoever_erases_herself_while_a_file_is_written_does_not_stand_in_it(
    event, desk, run_jobs, folder
):
    from accounts.actions import delete_account

    awa, zora = enter(event, full_name="Awa Diop"), enter(event, full_name="Zora Ba")
    ask(desk)
    export, since = Export.objects.get(), erasures.number()
    exports.draft(export)
    assert awa.full_name in exports.half_of(export).read_text()
    delete_account(person=awa.person, by=awa.person)
    assert not exports.publish(export, since)
    assert list(folder.iterdir()) == []
    written = fetch(desk, run_jobs).decode()
    assert awa.full_name not in written
    assert zora.full_name in written


@pytest.mark.parametrize(
    "given",
    [
        {"purpose": ""},
        {"columns": []},
        {"columns": ["password"]},
        {"purpose": "\u202eb"},
        {"kind": "exe"},
    ],
)
def test_no_file_without_a_purpose_columns_and_a_kind(event, desk, given):
    assert ask(desk, **given).status_code == 422
    assert not Export.objects.exists()


@pytest.mark.parametrize("name", ["delegate", "account", "neighbour", "former", "desk"])
def test_nobody_else_sees_or_takes_a_file(event, people, desk, run_jobs, name):
    enter(event)
    ask(desk)
    run_jobs("slow")
    client = people.client(name)
    found = Export.objects.get()
    for address in (FORM, FILES, f"{FILES}{found.uid}/"):
        assert client.get(address).status_code == 404
    assert client.post(f"{FILES}{found.uid}/answer/", {"answer": "yes"}).status_code == 404


def test_a_file_asks_as_often_for_many_as_for_one(event, django_assert_num_queries):
    for number in range(3):
        enter(event, organisation_name=f"Caritas {number}")
    with django_assert_num_queries(5):
        assert len(list(table(event, ["full_name", "email", "organisation"]))) == 3
