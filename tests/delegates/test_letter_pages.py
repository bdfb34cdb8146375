"""Pages of visa letters, and what never leaves them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Record
from delegates.actions import letters as actions
from delegates.models import Letter, Registration
from events.models import Role
from tests import factories
from tests.conftest import forget_tries
from tests.delegates.letters import ANSWERS, PASSPORT, asked, head, issued

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


def test_she_writes_compares_confirms_and_fetches_her_letter(awa, hers, run_jobs):
    assert "Only what this state asks" in page(hers.get(OWN))
    compared = hers.post(OWN, filled(), follow=True)
    assert compared.redirect_chain == [(f"{OWN}check/", 302)]
    assert "DIOP&lt;&lt;AWA&lt;MARIE" in page(compared)
    assert "1980-05-04" in page(compared)
    seen = compared.context["seen"]
    assert "Your letter is being made" in page(
        hers.post(f"{OWN}check/", {"seen": seen}, follow=True)
    )
    run_jobs()
    assert "QUEBEC-0001" in page(hers.get(OWN))
    letter = hers.get(f"{OWN}pdf/")
    assert letter["Content-Type"] == "application/pdf"
    assert letter.content.startswith(b"%PDF")
    assert Record.objects.filter(did="read the letter", person=awa.person).count() == 1


def test_a_confirmation_of_something_else_is_refused(awa, hers, run_jobs):
    hers.post(OWN, filled())
    assert "moved on" in page(hers.post(f"{OWN}check/", {"seen": "0"}, follow=True))
    run_jobs()
    assert Letter.objects.get().state == "written"


def test_canada_is_told_no_passport_number_and_germany_no_birth_date(awa, hers):
    assert 'name="passport"' not in page(hers.get(OWN)).split("<h2")[0]
    awa.event.country = "DE"
    awa.event.save()
    form = page(hers.get(OWN))
    assert 'name="born"' not in form
    assert 'name="zone"' not in form
    assert 'name="arrives"' in form


def test_the_zone_fills_in_number_days_and_nationality(awa, hers):
    head(awa.event, destination="any")
    given = filled(zone=PASSPORT.replace("UTO", "SEN"), surname="Eriksson", given="Anna Maria")
    del given["born"]
    response = hers.post(OWN, given, follow=True)
    said = page(response)
    assert "L898902C3" in said
    assert "1974-08-12" in said
    assert "Senegal" in said
    assert "does not follow" not in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"zone": "P<UTO"}, "These are not the lines of a passport"),
        ({"zone": PASSPORT.replace("740812", "740813")}, "look again at: date of birth"),
        ({"zone": PASSPORT, "passport": "X1"}, "say something else"),
        ({"surname": "", "given": ""}, "one must be filled in"),
        ({"leaves": "2099-10-01"}, "leave before you arrive"),
        ({"leaves": "2100-10-01"}, "90 days at most"),
        ({"passport": "", "zone": ""}, "This field is required"),
        ({"lang": "xx"}, "Select a valid choice"),
        ({"surname": "a\x07b"}, "Null characters|control character"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(awa, hers, given, said):
    head(awa.event, destination="any")
    full = filled(nationality="SN", passport="L1", expires="2101-01-01")
    response = hers.post(OWN, full | given)
    assert response.status_code == 422
    assert any(each in page(response) for each in said.split("|"))
    assert 'value="Awa Marie"' in page(response) or given.get("given") == ""
    assert not Letter.objects.exists()


def test_a_name_that_does_not_follow_from_the_zone_is_warned_of_and_never_refused(awa, hers):
    head(awa.event, destination="any")
    given = filled(zone=PASSPORT.replace("UTO", "SEN"), born="")
    said = page(hers.post(OWN, given, follow=True))
    assert "does not follow from the name as printed" in said
    assert "ask for the letter" in said


def test_without_a_head_or_a_key_nobody_is_asked_for_papers(event, settings):
    registration = factories.registration(event)
    hers = browser(registration.person)
    assert "not prepared letters yet" in page(hers.get(OWN))
    head(event)
    settings.PAPERS_KEYS = []
    assert "not prepared letters yet" in page(hers.get(OWN))
    assert "not prepared letters yet" in page(hers.post(OWN, filled()))


def test_who_takes_part_from_afar_or_waits_is_told_why_there_is_no_letter(awa, hers):
    Registration.objects.update(attendance="remote")
    assert "once your place on site is confirmed" in page(hers.get(OWN))
    assert "once your place on site is confirmed" in page(browser(factories.person()).get(OWN))


def test_her_page_reckons_when_it_grows_too_late(awa, hers):
    awa.event.begins = awa.event.ends = timezone.now().date()
    awa.event.save()
    assert "probably too late" in page(hers.get(OWN))
    assert "need no visa" in page(hers.get(f"{OWN}?passport=FR"))


def test_her_registration_warns_her_in_time(awa, hers):
    own = "/quebec/registration/"
    assert "If you need a visa" not in page(hers.get(own))
    awa.event.begins = awa.event.ends = timezone.now().date() + timedelta(days=20)
    awa.event.save()
    assert "probably too late to apply" in page(hers.get(own))
    Registration.objects.update(country="CA")
    assert "If you need a visa" not in page(hers.get(own))


def test_the_desk_lists_searches_issues_and_revokes(awa, desk, run_jobs):
    head(awa.event, way="by_desk")
    letter = asked(awa)
    listed = page(desk.get(DESK))
    assert "1 letter in this list waits" in listed
    assert page(desk.get(f"{DESK}?q=nobody")).count("No letter fits") == 1
    desk.post(f"{DESK}{letter.uid}/issue/")
    run_jobs()
    assert "QUEBEC-0001" in page(desk.get(f"{DESK}?q=QUEBEC-0001"))
    assert "No letter fits" in page(desk.get(f"{DESK}?q=2"))
    desk.post(f"{DESK}{letter.uid}/revoke/")
    letter.refresh_from_db()
    assert letter.state == "revoked"
    assert "moved on" in page(desk.post(f"{DESK}{letter.uid}/revoke/", follow=True))


def test_many_letters_are_issued_by_one_button(event, desk, run_jobs):
    head(event, way="by_desk")
    for _ in range(3):
        asked(factories.registration(event))
    assert "3 letters are being made" in page(desk.post(f"{DESK}issue/", {}, follow=True))
    run_jobs()
    assert Letter.objects.filter(state="issued").count() == 3


def test_papers_are_read_by_the_letters_desk_alone_and_each_reading_is_noted(awa, desk):
    letter = issued(awa)
    organiser = browser(factories.member(awa.event, Role.ORGANISER))
    assert organiser.get(f"{DESK}{letter.uid}/").status_code == 200
    assert "Show the papers" not in page(organiser.get(f"{DESK}{letter.uid}/"))
    assert organiser.post(f"{DESK}{letter.uid}/papers/").status_code == 404
    assert organiser.get(f"{DESK}{letter.uid}/pdf/").status_code == 404
    assert organiser.get(f"{DESK}list/").status_code == 404
    before = Record.objects.count()
    assert "12 rue Félix Faure" in page(desk.post(f"{DESK}{letter.uid}/papers/"))
    assert desk.get(f"{DESK}{letter.uid}/pdf/").content.startswith(b"%PDF")
    assert Record.objects.count() == before + 2
    assert desk.get(f"{DESK}{letter.uid}/papers/").status_code == 405


def test_the_desk_next_door_sees_nothing(awa):
    letter = issued(awa)
    stranger = browser(factories.member(factories.event("dakar"), Role.LETTERS))
    for path in (DESK, f"{DESK}{letter.uid}/", f"{DESK}{letter.uid}/pdf/"):
        assert stranger.get(path).status_code == 404


def answer_to(code, **extra):
    return Client().get(f"/quebec/letters/{code}/", **extra)


def test_the_public_page_says_genuine_revoked_or_unknown_and_nothing_else(awa):
    letter = issued(awa, **CANARY)
    codes = {"genuine": "a" * 32, "revoked": "b" * 32, "unknown": "c" * 32}
    Letter.objects.filter(pk=letter.pk).update(code_hash=actions.hash_of(codes["genuine"]))
    other = issued(factories.registration(awa.event))
    actions.revoke(other, by=None)
    Letter.objects.filter(pk=other.pk).update(code_hash=actions.hash_of(codes["revoked"]))
    said = {}
    for word, code in codes.items():
        response = answer_to(code)
        said[word] = page(response).replace(code, "")
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
    assert "Genuine" in said["genuine"]
    assert "Revoked" in said["revoked"]
    assert "Not known" in said["unknown"]
    plain = [
        text.replace("Genuine", "")
        .replace("Revoked", "")
        .replace("Not known", "")
        .replace("note good", "note wrong")
        for text in said.values()
    ]
    assert plain[0] == plain[1] == plain[2]
    for text in said.values():
        assert "QUEBEC-0001" not in text
        assert not any(value in text for value in CANARY.values())


def test_a_known_and_an_unknown_code_cost_the_same_queries(awa):
    issued(awa)
    Letter.objects.update(code_hash=actions.hash_of("a" * 32))
    answer_to("b" * 32)
    counts = []
    for code in ("a" * 32, "b" * 32, "x"):
        with CaptureQueriesContext(connection) as queries:
            answer_to(code)
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_whoever_tries_codes_is_slowed_down(event):
    answers = [answer_to("f" * 32).status_code for _ in range(61)]
    assert answers[:60] == [200] * 60
    assert answers[60] == 429
    forget_tries()
