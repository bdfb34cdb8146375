"""How it went with letters, lists of them, and what never leaves them."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.actions import delete_account
from accounts.models import Mail, Record
from accounts.queries import all_about
from delegates.actions import letters as actions
from delegates.letters import words
from delegates.letters.refunds import Refunder, refunds
from delegates.models import Letter, LetterHead, LetterWords
from delegates.tasks.letters import outcome_token
from events.models import Role
from tests import factories
from tests.delegates.letters import ANSWERS, asked, head, issued

pytestmark = pytest.mark.django_db
OWN = "/quebec/registration/letter/"
DESK = "/quebec/organise/letters/"
CANARY = {
    "surname": "CANARYSURNAME",
    "given": "Canarygiven",
    "passport": "CANARY77X",
    "address": "7 Canary Street",
    "born": "1931-03-17",
}


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"


@pytest.fixture
def event(db):
    return factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))


@pytest.fixture
def awa(event):
    head(event)
    return factories.registration(event, factories.person("awa"), country="SN", lang="fr")


def browser(who=None):
    client = Client()
    if who:
        client.force_login(who)
    return client


@pytest.fixture
def hers(awa):
    return browser(awa.person)


@pytest.fixture
def desk(event):
    return browser(factories.member(event, Role.LETTERS))


def filled(**given):
    return ANSWERS | {"lang": "fr"} | given


def page(response):
    return response.content.decode()


def link(letter):
    return reverse("delegates:letter_outcome", args=["quebec", outcome_token(letter)])


def test_how_it_went_is_told_by_a_link_without_logging_in(awa, run_jobs):
    letter = issued(awa)
    run_jobs("mail")
    assert link(letter) in Mail.objects.get().body or Mail.objects.get().state == "sent"
    stranger = Client()
    said = page(stranger.get(link(letter)))
    assert "How did it go" in said
    assert "Diop" not in said
    stranger.post(link(letter), {"outcome": "refused", "ground": "return"})
    letter.refresh_from_db()
    assert (letter.outcome, letter.ground) == ("refused", "return")
    assert stranger.post(link(letter), {"outcome": "lost"}).status_code == 422


@pytest.mark.parametrize("token", ["x", "a:b:c"])
def test_a_made_up_link_leads_nowhere(event, token):
    assert Client().get(f"/quebec/letters/outcome/{token}/").status_code == 404


def test_the_link_works_until_the_papers_go_and_its_mail_says_so(
    awa, run_jobs, mailoutbox, time_machine
):
    letter = issued(awa)
    run_jobs("mail")
    assert "9 janvier 2100." in mailoutbox[-1].body
    time_machine.move_to("2100-01-09 12:00:00+00:00")
    assert Client().get(link(letter)).status_code == 200
    time_machine.move_to("2100-01-10 12:00:00+00:00")
    for path in (link(letter), f"{link(letter)}afar/"):
        assert Client().post(path, {"outcome": "granted"}).status_code == 404
    assert "Tell how it went" not in page(browser(awa.person).get("/quebec/letter/"))
    letter.refresh_from_db()
    assert letter.outcome == "unknown"


def test_a_refusal_leads_to_a_place_from_afar_by_one_button(awa):
    letter = issued(awa)
    stranger = Client()
    assert "Take part from afar" not in page(stranger.get(link(letter)))
    actions.tell_outcome(letter, outcome="refused")
    assert "Take part from afar" in page(stranger.get(link(letter)))
    assert "You take part from afar" in page(stranger.post(f"{link(letter)}afar/", follow=True))
    awa.refresh_from_db()
    assert awa.attendance == "remote"


def test_a_refusal_leads_to_a_refund_where_somebody_keeps_fees(awa):
    letter = actions.tell_outcome(issued(awa), outcome="refused")
    assert Client().post(f"{link(letter)}refund/").status_code == 404
    asked_for = []
    refunds.append(Refunder(lambda registration: True, asked_for.append))
    try:
        assert "fee back" in page(Client().get(link(letter)))
        Client().post(f"{link(letter)}refund/")
    finally:
        refunds.pop()
    assert asked_for == [awa]


def test_a_list_for_an_embassy_names_its_purpose_and_takes_its_encoding(awa, desk):
    issued(awa)
    asked(factories.registration(awa.event))
    given = {"purpose": "IRCC", "columns": ["number", "surname", "born"], "encoding": "iso-8859-1"}
    response = desk.post(f"{DESK}list/", given)
    assert response["Content-Type"] == "text/csv; charset=iso-8859-1"
    rows = list(csv.reader(io.StringIO(response.content.decode("iso-8859-1"))))
    assert rows == [["number", "surname", "born"], ["QUEBEC-0001", "Diop", "1980-05-04"]]
    assert "for: IRCC" in Record.objects.get(did="took a list of letters").fields
    assert Record.objects.filter(did="read the papers for a list").count() == 1
    assert desk.post(f"{DESK}list/", given | {"purpose": ""}).status_code == 422


def test_an_encoding_that_cannot_write_a_name_is_refused_by_name(awa, desk):
    issued(awa, surname="Łukasz")
    given = {"purpose": "IRCC", "columns": ["surname"], "encoding": "iso-8859-1"}
    response = desk.post(f"{DESK}list/", given)
    assert response.status_code == 422
    assert "cannot write: Ł" in page(response)
    assert not Record.objects.filter(did="took a list of letters").exists()


@pytest.mark.postgres
def test_a_formula_in_a_list_stays_text(awa, desk):
    issued(awa, surname="=1+1")
    given = {"purpose": "IRCC", "columns": ["surname"], "encoding": "utf-8"}
    assert b"'=1+1" in desk.post(f"{DESK}list/", given).content


def test_the_head_and_own_words_are_written_by_the_desk(event, desk):
    given = dict.fromkeys(("host", "host_address", "host_phone", "signer"), "x")
    assert desk.post(f"{DESK}head/", given | {"way": "by_desk"}).status_code == 302
    assert LetterHead.objects.get().way == "by_desk"
    malta = desk.post(f"{DESK}head/", given | {"way": "by_desk", "destination": "MT"})
    assert malta.status_code == 422
    wrong = desk.post(f"{DESK}words/", {"words": "Dear {nobody}", "words-lang": "fr"})
    assert wrong.status_code == 422
    assert "{nobody}" in page(wrong)
    missing = desk.post(f"{DESK}words/", {"words": "Dear {surname}", "words-lang": "fr"})
    assert "A letter needs" in page(missing)
    good = words.common()["fr"]["letter"]
    assert desk.post(f"{DESK}words/", {"words": good, "words-lang": "fr"}).status_code == 302
    assert LetterWords.objects.get().words.lang == "fr"


def test_her_download_holds_her_papers_and_her_farewell_erases_them(awa):
    letter = issued(awa, **CANARY)
    person = awa.person
    handed = json.dumps(all_about(person), default=str)
    assert all(value in handed for value in CANARY.values())
    delete_account(person=person, by=person)
    letter.refresh_from_db()
    assert (bytes(letter.sealed), bytes(letter.pdf), letter.registration) == (b"", b"", None)
    assert letter.state == "revoked"


def everything_on_disk():
    """The raw bytes of the SQLite file and of what is written beside it."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(FULL)")
        cursor.execute("PRAGMA database_list")
        file = Path(cursor.fetchone()[2])
    beside = [file, *file.parent.glob(f"{file.name}-*")]
    return b"".join(each.read_bytes() for each in beside)


def everything_in_rows():
    """Every row of every table as text, for a database without a file of its own."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += [str(bytes(v) if isinstance(v, memoryview) else v) for r in cursor for v in r]
    return "\n".join(rows).encode()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_neither_database_nor_log_nor_mail_nor_export_holds_the_plain_text(
    awa, hers, desk, run_jobs, mailoutbox, caplog, capfd, tmp_path
):
    head(awa.event, destination="any")
    caplog.set_level("DEBUG")
    given = filled(**CANARY, nationality="SN", expires="2101-01-01", zone="")
    check = hers.post(OWN, given, follow=True)
    assert CANARY["passport"] in page(check)
    hers.post(f"{OWN}check/", {"seen": check.context["seen"]})
    run_jobs()
    letter = Letter.objects.get()
    assert letter.state == "issued"
    hers.get(f"{OWN}pdf/")
    desk.post(f"{DESK}{letter.uid}/papers/")
    actions.reissue(letter, by=None)
    run_jobs()
    organiser = browser(factories.member(awa.event, Role.ORGANISER))
    places = {
        "export": organiser.get("/quebec/organise/registrations/").content,
        "desk": desk.get(DESK).content,
        "log": caplog.text.encode() + "".join(capfd.readouterr()).encode(),
        "mail": "".join(str(mail.message()) for mail in mailoutbox).encode(),
        "rows": everything_in_rows(),
        "keys": b"".join(path.read_bytes() for path in (tmp_path / "keys").iterdir()),
    }
    if connection.vendor == "sqlite":
        places["file"] = everything_on_disk()
    assert len(places["mail"]) > 100
    for place, content in places.items():
        for name, value in (CANARY | {"zone form": "CANARYSURNAME<<"}).items():
            assert value.encode() not in content, f"{name} in {place}"
