"""The form of a delegate, and what it says to what is wrong."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from delegates.actions import registrations
from delegates.models import Organisation, Registration
from delegates.questions.document import Company
from events.models import Event
from tests import factories
from tests.bad_input import BAD_UIDS, bad_words, honest_words
from tests.delegates.conftest import enter, quota
from tests.delegates.forms import key, publish, question

FORM = "/quebec/register/form/"
OWN = "/quebec/registration/"


@pytest.fixture
def guest(event):
    return factories.person("guest")


@pytest.fixture
def hers(guest):
    found = Client()
    found.force_login(guest)
    return found


def filled(**given):
    return {
        "full_name": "Awa Diop",
        "category": "delegate",
        "country": "SN",
        "attendance": "on_site",
        "speaks": ["fr"],
        "reads": ["fr"],
        "speaks-others": "Wolof",
        "needs": "A ramp",
        "consents": ["needs"],
    } | given


def test_everybody_reads_beforehand_what_is_known_and_who_reads_it(event):
    page = Client().get("/quebec/register/").content.decode()
    assert "Who can read it" in page
    assert "consulate" in page


def test_a_stranger_logs_in_first_and_comes_back_in_her_language(event):
    response = Client().get(f"{FORM}?lang=ar")
    assert response.status_code == 302
    login = reverse(settings.LOGIN_URL)
    assert response.url == f"{login}?next=/quebec/register/form/%3Flang%3Dar"
    assert response.cookies["lang"].value.startswith("ar")


def test_she_registers_and_reads_her_answers(event, hers, guest):
    response = hers.post(FORM, filled(), follow=True)
    assert response.redirect_chain == [(f"{OWN}?new", 302)]
    page = response.content.decode()
    assert "You are registered" in page
    assert "Awa Diop" in page
    found = Registration.objects.get(person=guest)
    assert (found.state, found.speaks) == ("confirmed", ["fr", "wo"])


def test_when_it_is_full_she_is_told_that_she_waits_and_why(event, hers):
    quota(event, 0, "Africa", country=["SN"])
    page = hers.post(FORM, filled(), follow=True).content.decode()
    assert "you are on the waiting list" in page
    assert "no place is free in Africa" in page
    assert "A ramp" in page


@pytest.mark.postgres
def test_who_is_on_the_list_and_registers_again_is_told_so(event, hers, guest):
    quota(event, 0)
    enter(event, who=guest)
    response = hers.post(FORM, filled(), follow=True)
    assert "registered for this event already" in response.content.decode()
    assert Registration.objects.count() == 1


def test_a_closed_registration_keeps_what_was_typed(event, hers):
    Event.objects.update(registration="closed")
    response = hers.post(FORM, filled(full_name="Fatou Ndiaye"))
    assert response.status_code == 422
    page = response.content.decode()
    assert "Registration is not open" in page
    assert 'value="Fatou Ndiaye"' in page


def test_each_field_says_why_it_is_asked_who_reads_it_and_until_when(event, hers):
    page = hers.get(FORM).content.decode()
    assert page.count("Why we ask, who reads it, until when") == 15


@pytest.mark.parametrize(("why", "words"), bad_words(most=200))
def test_a_bad_name_is_refused_at_its_field_and_the_rest_is_kept(event, hers, why, words):
    response = hers.post(FORM, filled(full_name=words, needs="A ramp"))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["full_name"]
    page = response.content.decode("utf-8", "surrogatepass")
    assert "A ramp" in page
    assert "<script>alert" not in page
    assert Registration.objects.count() == 0


@pytest.mark.parametrize(("why", "words"), bad_words(most=2_000, required=False))
def test_bad_needs_are_refused_at_their_field(event, hers, why, words):
    response = hers.post(FORM, filled(needs=words))
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["needs"])


@pytest.mark.parametrize("words", honest_words())
def test_honest_words_are_kept_as_they_are(event, hers, guest, words):
    hers.post(FORM, filled(full_name=words))
    assert Registration.objects.get(person=guest).full_name == words
    assert "<script" not in hers.get(OWN).content.decode().split("<main")[1]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("category", "queen"),
        ("category", "staff"),
        ("category", ""),
        ("country", "ZZ"),
        ("attendance", "both"),
        ("speaks", ["klingon"]),
        ("speaks-others", "Nobodyish"),
        ("reads-others", "\u202eFrench"),
    ],
)
def test_a_wrong_choice_is_refused_at_its_field(event, hers, field, value):
    response = hers.post(FORM, filled(**{field: value}))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field.partition("-")[0]]
    assert 'value="Awa Diop"' in response.content.decode()


@pytest.mark.parametrize("uid", BAD_UIDS)
def test_an_organisation_that_is_not_there_is_refused_at_its_field(event, hers, uid):
    response = hers.post(FORM, filled(organisation="Caritas", organisation_known=uid))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["organisation"]


def test_ids_of_another_event_are_refused_at_their_fields(event, hers):
    event.constituencies.create(name=factories.text("Africa"))
    other = factories.event("elsewhere")
    elsewhere = other.constituencies.create(name=factories.text("Asia"))
    stranger = factories.organisation(other, "Caritas")
    given = {"constituency": str(elsewhere.uid), "organisation_known": str(stranger.uid)}
    response = hers.post(FORM, filled(**given))
    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == ["constituency", "organisation"]


def test_an_organisation_that_is_suggested_is_taken(event, hers, guest):
    known = factories.organisation(event, "Réseau solidaire")
    hers.post(FORM, filled(organisation="reseau", organisation_known=str(known.uid)))
    assert Registration.objects.get(person=guest).organisation == known


def test_suggestions_pass_over_accents_and_say_nothing_of_what_is_not_listed(event, hers):
    factories.organisation(event, "Réseau Économie", acronym="RÉ")
    factories.organisation(event, "Réseau secret", state=Organisation.State.NAMED)
    factories.organisation(factories.event("elsewhere"), "Réseau ailleurs")
    page = hers.get("/quebec/organisations/suggest/?organisation=reseau").content.decode()
    assert "Réseau Économie" in page
    assert "secret" not in page
    assert "ailleurs" not in page


def test_she_changes_her_answers_and_they_are_there_when_she_comes_back(event, hers, guest):
    enter(event, who=guest, organisation_name="Caritas")
    page = hers.get(f"{OWN}change/").content.decode()
    assert 'value="Caritas"' in page
    hers.post(f"{OWN}change/", filled(full_name="Awa Ba", organisation="Caritas"))
    found = Registration.objects.select_related("organisation").get(person=guest)
    assert (found.full_name, Organisation.objects.count()) == ("Awa Ba", 1)


def test_a_change_for_which_there_is_no_seat_says_so_and_keeps_seat_and_words(event, hers, guest):
    quota(event, 0, "Press", category=["press"])
    enter(event, who=guest)
    response = hers.post(f"{OWN}change/", filled(category="press", needs="Much light"))
    assert response.status_code == 422
    assert "no free place" in response.content.decode()
    assert "Much light" in response.content.decode()
    assert Registration.objects.get(person=guest).state == "confirmed"


def test_she_withdraws_and_may_come_back(event, hers, guest):
    enter(event, who=guest)
    page = hers.post(f"{OWN}withdraw/", follow=True).content.decode()
    assert "Your registration is withdrawn" in page
    assert "not registered" in page
    assert hers.post(FORM, filled()).status_code == 302


def test_nobody_changes_what_is_not_there(event, hers):
    assert hers.get(f"{OWN}change/").url == OWN
    assert hers.post(f"{OWN}withdraw/").url == OWN


def test_a_whole_submit_asks_the_database_little(event, hers):
    quota(event, 100)
    quota(event, 50, "Africa", country=["SN"])
    event.constituencies.create(name=factories.text("Africa"), countries=["SN"])
    hers.get(FORM)
    assert statements(hers, filled()) <= 12


def test_a_submit_with_an_own_question_and_a_companion_asks_little_too(event, hers, guest):
    quota(event, 100)
    publish(event, question("Diet"), companions=Company.COUNTED)
    hers.get(FORM)
    given = {key("Diet"): "vegan", "companions-name": ["Fatou"], "companions-age": ["9"]}
    assert statements(hers, filled(consents=[], needs="", **given)) <= 12
    found = Registration.objects.get(person=guest)
    assert (found.party, found.companions.get().name) == (2, "Fatou")


def statements(client, given) -> int:
    """What a submit of the form asks the database."""
    with CaptureQueriesContext(connection) as asked:
        client.post(FORM, given)
    kinds = [query["sql"].partition(" ")[0] for query in asked]
    return sum(kind in {"SELECT", "INSERT", "UPDATE", "DELETE"} for kind in kinds)


def test_what_she_answered_is_hers_to_take_and_to_erase(event, guest):
    from delegates.holdings import erase, show

    everyone = quota(event, 5)
    enter(event, who=guest, needs="A ramp", organisation_name="Caritas")
    [shown] = show(guest)
    assert (shown["needs"], shown["organisation"], shown["event"]) == (
        "A ramp",
        "Caritas",
        "quebec",
    )
    erase(guest)
    left = Registration.objects.get()
    assert (left.person, left.full_name, left.needs, left.search) == (None, "", "", "")
    everyone.refresh_from_db()
    assert everyone.used == 0
    with pytest.raises(Exception, match="withdrawn"):
        registrations.withdraw(left, by=None)
