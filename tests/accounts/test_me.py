"""One's own account: names, languages, data, farewell."""

import json
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from accounts import actions, ports
from accounts.models import Person, Record
from events.models import Membership, Role
from tests import factories
from tests.accounts.proofs import prove_now
from tests.bad_input import bad_words, honest_words
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def filled(**changes: Any) -> dict[str, Any]:
    return {
        "called": "Awa",
        "language_0": "wo",
        "language_1": "fr",
        "language_2": "",
        "language_3": "fr",
        "zone": "Africa/Dakar",
    } | changes


@pytest.fixture
def person(db: None) -> Person:
    return factories.person("awa", languages=["fr"])


@pytest.fixture
def client(person: Person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


@pytest.mark.parametrize("address", ["/me/", "/me/data/", "/me/delete/"])
def test_ones_own_pages_ask_a_stranger_to_log_in(address: str):
    assert Client().get(address).headers["Location"] == f"/account/login/?next={address}"


def test_what_she_says_of_herself_is_kept_and_speaks_at_once(client: Client, person: Person):
    answer = client.post("/me/", filled())
    person.refresh_from_db()
    assert (person.called, person.languages, person.zone) == ("Awa", ["wo", "fr"], "Africa/Dakar")
    assert answer.cookies["lang"].value == "wo.fr"
    record = Record.objects.get()
    assert set(record.fields) == {"languages", "zone"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"called": "x" * 101}, "called"),
        ({"called": "a\u202eb"}, "called"),
        ({"language_0": ""}, "language_0"),
        ({"language_0": "Nobodyish"}, "language_0"),
        ({"language_0": "fsl"}, "language_0"),
        ({"zone": "Mars/Olympus"}, "zone"),
    ],
)
def test_bad_input_is_told_at_its_field(client: Client, changes: dict[str, str], field: str):
    answer = client.post("/me/", filled(**changes))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Record.objects.exists()


def test_a_language_that_is_not_offered_is_not_lost(client: Client, person: Person):
    Person.objects.update(languages=["xog", "fr"])
    page = client.get("/me/").text
    assert 'name="language_0" type="text" value="Soga"' in page
    client.post("/me/", filled(language_0="Soga"))
    person.refresh_from_db()
    assert person.languages[0] == "xog"


@pytest.mark.parametrize(
    ("said", "tag"), [("Runasimi", "qu"), ("kurde (arabe)", "ku-Arab"), ("PT_br", "pt-BR")]
)
def test_she_names_a_language_as_she_calls_it(client: Client, person: Person, said: str, tag: str):
    client.post("/me/", filled(language_0=said))
    person.refresh_from_db()
    assert person.languages == [tag, "fr"]
    assert client.get("/me/").status_code == 200


def test_the_shell_tells_the_script_who_reads_and_is_never_stored(client: Client):
    answer = client.get("/me/shell/")
    assert answer.json()["called"] == "Awa"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert Client().get("/me/shell/").json()["called"] == ""


def test_my_events_stand_once_each_with_all_that_i_am_there(cast: Cast, time_machine):
    time_machine.move_to("2001-09-01")
    factories.member(cast.event, Role.DESK, cast.organiser)
    page = cast.client("organiser").get("/me/")
    (part,) = page.context["coming"]
    assert part.address == "/quebec/"
    assert {str(word) for word in part.says} >= {"organiser", "desk volunteer"}


def test_my_page_asks_a_constant_number_of_queries(cast: Cast, django_assert_num_queries):
    client = cast.client("organiser")
    first = len(queries_of(client))
    for number in range(5):
        factories.member(factories.event(f"event-{number}"), Role.DESK, cast.organiser)
    assert len(queries_of(client)) == first


def queries_of(client: Client) -> list[dict[str, str]]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        client.get("/me/")
    return found.captured_queries


def data_of(answer: Any) -> Any:
    with ZipFile(BytesIO(answer.content)) as archive:
        return json.loads(archive.read("data.json"))


def test_all_that_is_held_about_her_comes_as_one_file(cast: Cast):
    answer = prove_now(cast.client("organiser")).post("/me/data/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="convoca-organiser.zip"'
    held = data_of(answer)
    assert held["account"]["email"] == "organiser@example.org"
    assert held["team"] == [
        {"event": "quebec", "role": "organiser", "until": None, "since": held["team"][0]["since"]}
    ]


def test_deleting_asks_for_the_address_of_the_account(client: Client):
    answer = client.post("/me/delete/", {"address": "other@example.org"})
    assert answer.status_code == 422
    assert Person.objects.exists()


def test_a_deleted_account_is_gone_with_its_roles_and_sessions(cast: Cast):
    client, elsewhere = prove_now(cast.client("moderator")), cast.client("moderator")
    client.post("/me/", filled())
    answer = client.post("/me/delete/", {"address": "Moderator@example.org"})
    assert answer.headers["Location"] == "/"
    assert not Person.objects.filter(email="moderator@example.org").exists()
    assert not Membership.objects.filter(role=Role.MODERATOR).exists()
    assert elsewhere.get("/me/").status_code == 302
    assert not Record.objects.exclude(person=None).exists()


def test_her_sessions_end_and_those_of_others_stay(cast: Cast):
    cast.client("moderator")
    cast.client("organiser")
    assert actions.end_sessions(cast.moderator) == 1
    assert Session.objects.count() == 1


def test_the_only_organiser_of_a_coming_event_names_another_first(cast: Cast, time_machine):
    time_machine.move_to("2001-09-01")
    client = prove_now(cast.client("organiser"))
    answer = client.post("/me/delete/", {"address": "organiser@example.org"})
    assert answer.status_code == 422
    assert "You are the only organiser of “Globalisation of Solidarity”" in answer.text
    factories.member(cast.event, Role.ORGANISER)
    assert client.post("/me/delete/", {"address": "organiser@example.org"}).status_code == 302


def test_an_account_lives_and_ends_without_upper_apps(client: Client, person: Person, monkeypatch):
    monkeypatch.setattr("accounts.ports.holdings", ports.holdings[:])
    ports.holdings.clear()
    monkeypatch.setattr("accounts.queries.holdings", [])
    monkeypatch.setattr("accounts.queries.parts", [])
    monkeypatch.setattr("accounts.actions.holdings", [])
    assert prove_now(client).get("/me/").status_code == 200
    assert set(data_of(client.post("/me/data/"))) == {"account"}
    client.post("/me/delete/", {"address": person.email})
    assert not Person.objects.exists()


def test_an_app_says_what_it_holds_and_erases_it(person: Person, monkeypatch):
    erased: list[Person] = []
    held = ports.Holding("stars", show=lambda who: [who.pk], erase=erased.append)
    monkeypatch.setattr("accounts.actions.holdings", [held])
    monkeypatch.setattr("accounts.queries.holdings", [held])
    actions.delete_account(person=person, by=person)
    assert erased == [person]


def test_parts_of_two_apps_with_one_address_share_a_line(person: Person, monkeypatch):
    def of(word: str) -> Any:
        days = date(2001, 10, 9), date(2001, 10, 11)
        return lambda who, languages: [ports.Part("/quebec/", "Québec", *days, [word])]

    monkeypatch.setattr("accounts.queries.parts", [of("organiser"), of("registered")])
    from accounts.queries import parts_of

    (part,) = parts_of(person, ["fr"])
    assert part.says == ["organiser", "registered"]


def test_suspending_and_restoring_are_noted(cast: Cast):
    client = cast.client("account")
    actions.suspend(person=cast.account, by=cast.operator)
    assert client.get("/me/").status_code == 302
    actions.restore(person=cast.account, by=cast.operator)
    assert client.get("/me/").status_code == 200
    did = list(Record.objects.values_list("did", "person"))
    assert did == [
        ("suspended the account", cast.operator.pk),
        ("restored the account", cast.operator.pk),
    ]


@pytest.mark.parametrize(("why", "words"), bad_words(most=100, required=False))
def test_bad_words_are_refused_as_a_name(client: Client, why: str, words: str):
    answer = client.post("/me/", filled(called=words))
    assert answer.status_code == 422, why
    assert answer.context["form"].errors["called"]


@pytest.mark.parametrize("words", honest_words())
def test_strange_but_honest_names_are_kept(client: Client, person: Person, words: str):
    client.post("/me/", filled(called=words))
    person.refresh_from_db()
    assert person.called == words
