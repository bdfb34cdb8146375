"""An organiser makes an event and changes its settings."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import Record
from events.models import Event, Series
from tests import factories
from tests.bad_input import bad_words, honest_words
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def filled(**changes: Any) -> dict[str, Any]:
    """A form of /new/ as a browser sends it."""
    plain = {
        "name": "Globalización de la solidaridad",
        "name-lang": "es",
        "name-fr": "Globalisation de la solidarité",
        "about": "",
        "about-lang": "es",
        "begins": "2005-11-22",
        "ends": "2005-11-26",
        "zone": "Africa/Dakar",
        "place": "Dakar",
        "country": "SN",
        "languages": ["fr", "es", "wo"],
    }
    return plain | changes


@pytest.fixture
def client(db: None) -> Client:
    browser = Client()
    browser.force_login(factories.person("awa"))
    return browser


def test_a_stranger_is_sent_to_log_in_and_comes_back():
    answer = Client().get("/new/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/account/login/?next=/new/"


def test_whoever_makes_an_event_organises_it(client: Client):
    answer = client.post("/new/", filled())
    event = Event.objects.get()
    assert answer.headers["Location"] == f"/{event.slug}/organise/"
    assert event.slug == "globalizacion-de-la-solidaridad"
    assert event.languages == ["es", "fr", "wo"]
    assert event.name.translations.get().body == "Globalisation de la solidarité"
    assert client.get(f"/{event.slug}/organise/").status_code == 200
    assert {event.registration, event.call, event.programme} == {"closed"}
    assert Record.objects.filter(did="made an event").count() == 1


def test_a_name_without_latin_letters_still_gets_an_address(client: Client):
    client.post("/new/", filled(name="عولمة التضامن", **{"name-lang": "ar"}))
    assert Event.objects.get().slug == "event-2005"


def test_addresses_stay_apart(client: Client):
    client.post("/new/", filled())
    client.post("/new/", filled())
    assert set(Event.objects.values_list("slug", flat=True)) == {
        "globalizacion-de-la-solidaridad",
        "globalizacion-de-la-solidaridad-2",
    }


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "a\u202eb"}, "name"),
        ({"place": "a\u0007b"}, "place"),
        ({"begins": "22.11.2005"}, "begins"),
        ({"ends": "2005-11-21"}, "ends"),
        ({"ends": "2006-11-21"}, "ends"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"country": "ZZ"}, "country"),
        ({"languages": ["tlh"]}, "languages"),
        ({"slug": "account"}, "slug"),
        ({"slug": "with space"}, "slug"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    client: Client, changes: dict[str, Any], field: str
):
    answer = client.post("/new/", filled(about="Kept words", **changes))
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert "Kept words" in answer.text
    assert not Event.objects.exists()


def test_an_address_that_is_taken_is_refused(client: Client):
    factories.event("dakar")
    answer = client.post("/new/", filled(slug="dakar"))
    assert answer.status_code == 422
    assert "slug" in answer.context["form"].errors


def test_scripts_are_refused_and_markup_stays_words(client: Client):
    answer = client.post("/new/", filled(name="<script>alert(1)</script>"))
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text
    client.post("/new/", filled(name="<b>Bold</b> & free", slug="x"))
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; free" in client.get("/x/").text


def test_a_new_series_is_named_with_its_first_edition(client: Client):
    client.post("/new/", filled(new_series="Globalización de la solidaridad"))
    series = Series.objects.get()
    assert Event.objects.get().series == series
    assert client.get(f"/s/{series.slug}/").status_code == 200


def test_the_next_edition_joins_the_series_of_its_organiser(client: Client):
    client.post("/new/", filled(slug="dakar", new_series="Solidarity"))
    client.post("/new/", filled(slug="manila", series="solidarity"))
    assert Event.objects.get(slug="manila").series == Series.objects.get()


def test_nobody_adds_to_the_series_of_others(client: Client):
    factories.event("quebec", series=factories.series())
    answer = client.post("/new/", filled(series="solidarity"))
    assert Event.objects.filter(series__slug="solidarity").count() == 1
    assert answer.status_code in {302, 422}


def changed(**changes: Any) -> dict[str, Any]:
    plain = {
        "slug": "quebec",
        "name": "Solidarity",
        "name-lang": "en",
        "about": "",
        "about-lang": "fr",
        "begins": "2001-10-09",
        "ends": "2001-10-12",
        "zone": "America/Toronto",
        "place": "Québec",
        "country": "CA",
        "languages": ["fr", "en"],
        "languages-others": "guarani",
    }
    return plain | changes


def test_settings_are_changed_and_noted(cast: Cast):
    answer = cast.client("organiser").post("/quebec/organise/settings/", changed())
    assert answer.status_code == 302
    event = Event.objects.get()
    assert event.languages == ["en", "fr", "gn"]
    assert event.ends.isoformat() == "2001-10-12"
    assert event.name.body == "Solidarity"
    record = Record.objects.get(did="changed the event")
    assert record.person == cast.organiser
    assert "ends" in record.fields


def test_a_translation_that_nobody_touched_is_older_than_its_changed_original(cast: Cast):
    french = "Globalisation de la solidarité"
    cast.client("organiser").post("/quebec/organise/settings/", changed(**{"name-fr": french}))
    translation = Event.objects.get().name.translations.get(lang="fr")
    assert translation.body == french
    assert translation.of_revision < translation.text.revision


def test_settings_refuse_anothers_address_and_keep_what_was_typed(cast: Cast):
    assert cast.other_event
    client = cast.client("organiser")
    answer = client.post("/quebec/organise/settings/", changed(slug="dakar", place="Lévis"))
    assert answer.status_code == 422
    assert "Lévis" in answer.text
    assert Event.objects.get(pk=cast.event.pk).place == "Québec"


def test_settings_ask_a_constant_number_of_queries(cast: Cast, django_assert_max_num_queries):
    client = cast.client("organiser")
    with django_assert_max_num_queries(10):
        client.get("/quebec/organise/settings/")


@pytest.mark.parametrize(("why", "words"), bad_words(most=200))
def test_bad_words_are_refused_as_a_name(client: Client, why: str, words: str):
    answer = client.post("/new/", filled(name=words, place="Kept"))
    assert answer.status_code == 422, why
    assert answer.context["form"].errors["name"]
    assert 'value="Kept"' in answer.text


@pytest.mark.parametrize(("why", "words"), bad_words(most=120, required=False))
def test_bad_words_are_refused_as_a_place(client: Client, why: str, words: str):
    answer = client.post("/new/", filled(place=words))
    assert answer.status_code == 422, why
    assert answer.context["form"].errors["place"]


@pytest.mark.parametrize("words", honest_words())
def test_strange_but_honest_words_are_kept(client: Client, words: str):
    client.post("/new/", filled(name=words, place=words))
    event = Event.objects.get()
    assert (event.name.body, event.place) == (words, words)
