"""How far a space is translated, as a table and as a file."""

import pytest

from events.homes import home
from events.models import Role
from files.tables import read_csv
from languages import texts
from languages.queries import coverage
from languages.texts import Origin
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return factories.event(languages=["fr", "en", "ar"])


def write(event, kind="events.page.title", **translations):
    where = home(event, kind)
    return texts.create(body="Titre", lang="fr", translations=translations, home=where)


def cell(event, kind, lang):
    rows = {row.kind: row for row in coverage.coverage(event.space)}
    return next(each for each in rows[kind].cells if each.lang == lang)


def test_each_cell_says_what_is_current_and_what_waits(event):
    older = write(event, en="Title")
    texts.change(older, body="Autre titre", lang="fr", by=None)
    write(event, en="Title")
    machine = write(event)
    texts.translate(machine, lang="en", body="Title", by=None, origin=Origin.MACHINE)
    found = cell(event, "events.page.title", "en")
    assert (found.texts, found.current, found.share) == (3, 1, 33)
    assert found.waits == {"older": 1, "machine": 1}
    assert cell(event, "events.page.title", "ar").waits == {"missing": 3}
    assert cell(event, "events.page.title", "fr").texts == 0


def test_the_table_asks_twice_and_leads_to_the_desk(client, event, django_assert_num_queries):
    for kind in ("events.page.title", "events.page.body", "events.theme"):
        for _ in range(5):
            write(event, kind)
    with django_assert_num_queries(2):
        rows = coverage.coverage(event.space)
    assert rows[0].kind == "events.theme"
    client.force_login(factories.member(event, Role.ORGANISER))
    page = client.get(f"/translate/{event.space_id}/coverage/").content.decode()
    assert f"space={event.space_id}&amp;into=ar&amp;kind=events.theme&amp;state=missing" in page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_table_as_a_file(client, event, kind):
    write(event, en="Title")
    client.force_login(factories.member(event, Role.TRANSLATOR))
    answer = client.get(f"/translate/{event.space_id}/coverage/?as={kind}")
    assert answer["Content-Disposition"].endswith(f'.{kind}"')
    if kind == "csv":
        assert read_csv(answer.content)[2] == [
            "events.page.title", "en", "1", "1", "0", "0", "0", "0", "0"]  # fmt: skip
