"""A list for an embassy leaves at once for up to fifty; above that somebody else says yes."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import Notice, Record
from delegates.actions import exports
from delegates.models import Export
from delegates.tasks.exports import look_after_exports
from events.models import Role
from tests import factories
from tests.cast import Cast
from tests.delegates.letters import head, issued

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LIST = "/quebec/organise/letters/list/"
FILES = "/quebec/organise/registrations/files/"
GIVEN = {"purpose": "IRCC", "columns": ["number", "surname"], "encoding": "utf-8"}


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path):
    settings.KEYS_DIR, settings.DATA_DIR = tmp_path / "keys", tmp_path


@pytest.fixture
def event(db):
    return factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))


@pytest.fixture
def people(event):
    found = Cast(event)
    found.client("organiser")
    return found


@pytest.fixture
def two(event, monkeypatch):
    """Two letters where one leaves freely."""
    monkeypatch.setattr(exports, "FREE", 1)
    head(event)
    for name in ("Diop", "Sow"):
        issued(factories.registration(event, country="SN", lang="fr"), surname=name)


@pytest.fixture
def desk(people):
    return people.client("letters")


def rows(response):
    return list(csv.reader(io.StringIO(response.content.decode())))


def test_up_to_fifty_leave_at_once_and_stay_on_record(event, desk, people):
    head(event)
    issued(factories.registration(event, country="SN", lang="fr"))
    assert rows(desk.post(LIST, GIVEN)) == [["number", "surname"], ["QUEBEC-0001", "Diop"]]
    found = Export.objects.get()
    assert (found.subject, found.state, found.people, found.purpose) == (
        *("letters", "ready", 1, "IRCC"),
    )
    assert "IRCC" in people.client("organiser").get(FILES).content.decode()
    assert not Notice.objects.exists()


def test_more_wait_for_an_organiser_and_then_leave_with_each_reading_noted(
    event, desk, people, two, tmp_path
):
    answer = desk.post(LIST, GIVEN)
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    found = Export.objects.get()
    assert (found.state, found.people) == ("asked", 2)
    assert Notice.objects.get().person == people.organiser
    assert desk.get(found.address).status_code == 404
    assert not Record.objects.filter(did="read the papers for a list").exists()
    organiser = people.client("organiser")
    organiser.post(f"{FILES}{found.uid}/answer/", {"answer": "yes"})
    assert organiser.get(found.address).status_code == 404
    told = Notice.objects.get(kind="delegates.export_ready")
    assert (told.person, told.address) == (people.letters, LIST)
    assert found.address in desk.get(LIST).content.decode()
    issued(factories.registration(event, country="SN", lang="fr"), surname="Later")
    assert [row[1] for row in rows(desk.get(found.address))[1:]] == ["Diop", "Sow"]
    assert Record.objects.filter(did="read the papers for a list").count() == 2
    assert not (tmp_path / "exports").exists()


def test_a_no_lets_nothing_out(desk, people, two):
    desk.post(LIST, GIVEN)
    found = Export.objects.get()
    people.client("organiser").post(f"{FILES}{found.uid}/answer/", {"answer": "no"})
    assert desk.get(found.address).status_code == 404
    assert Notice.objects.filter(person=people.letters, kind="delegates.export_refused").exists()


def test_who_organises_alone_and_keeps_the_letters_waits_a_day(event, desk, people, two):
    event.team.filter(role=Role.ORGANISER).exclude(person=people.organiser).delete()
    event.team.filter(role=Role.ORGANISER).update(person=people.letters)
    desk.post(LIST, GIVEN)
    found = Export.objects.get()
    assert found.state == "waiting"
    assert Notice.objects.get(kind="delegates.export_waits").person == people.letters
    assert desk.get(found.address).status_code == 404
    Export.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    look_after_exports.call()
    assert len(rows(desk.get(found.address))) == 3
    Export.objects.update(ready_at=timezone.now() - timedelta(days=1))
    look_after_exports.call()
    assert desk.get(found.address).status_code == 404


def test_an_encoding_that_cannot_write_a_name_is_told_before_anybody_is_asked(event, desk, two):
    issued(factories.registration(event, country="PL", lang="fr"), surname="Łukasz")
    answer = desk.post(LIST, GIVEN | {"encoding": "iso-8859-1"})
    assert answer.status_code == 422
    assert "Ł" in answer.content.decode()
    assert not Export.objects.exists()
    assert not Notice.objects.exists()


@pytest.mark.parametrize("name", ["organiser", "delegate", "neighbour", "former", "keeper"])
def test_nobody_else_takes_a_list(people, desk, two, name):
    desk.post(LIST, GIVEN)
    Export.objects.update(state="ready", ready_at=timezone.now())
    assert people.client(name).get(Export.objects.get().address).status_code == 404
