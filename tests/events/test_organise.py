"""Who may organise what, and what switches and parts do."""

import uuid
from typing import Any

import pytest

from accounts.models import Record
from events.models import Constituency, Event, News, Page, Room, Theme, Venue
from languages.models import Text
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db
OUTSIDE = ["account", "neighbour", "former", "delegate", "operator"]
LISTS = ["themes", "constituencies", "venues", "rooms", "pages", "news"]
PLAIN: dict[str, dict[str, Any]] = {
    "themes": {"name": "Finance", "name-lang": "en", "colour": "2"},
    "constituencies": {"name": "Africa", "name-lang": "en", "countries": ["SN", "ML"]},
    "venues": {"name": "Centre", "name-lang": "fr", "address": "1, rue de la Paix"},
    "rooms": {"name": "A", "name-lang": "fr", "seats": "60", "access": "step_free"},
    "pages": {
        "slug": "travel",
        "title": "Come",
        "title-lang": "en",
        "body": "By *train*.",
        "body-lang": "en",
    },
    "news": {"title": "Open", "title-lang": "en", "body": "Now.", "body-lang": "en"},
}
MODELS: dict[str, Any] = {
    "themes": Theme,
    "constituencies": Constituency,
    "venues": Venue,
    "rooms": Room,
    "pages": Page,
    "news": News,
}


def address_of(part: Any) -> str:
    return part.slug if isinstance(part, Page) else str(part.uid)


@pytest.mark.parametrize("place", ["", "settings/", "team/", *(f"{name}/" for name in LISTS)])
def test_organisers_pages_are_hidden_from_others(cast: Cast, place: str):
    address = f"/quebec/organise/{place}"
    assert cast.client("organiser").get(address).status_code == 200
    for who in OUTSIDE:
        assert cast.client(who).get(address).status_code == 404
    for who in ("stranger", "suspended"):
        answer = cast.client(who).get(address)
        assert answer.headers["Location"] == f"/account/login/?next={address}"


@pytest.mark.parametrize("switch", ["registration", "call", "programme"])
def test_a_switch_opens_and_closes_and_is_noted(cast: Cast, switch: str):
    client = cast.client("organiser")
    for to in ("closed", "open", "open"):
        answer = client.post(f"/quebec/organise/switches/{switch}/", {"to": to})
        assert answer.headers["Location"] == "/quebec/organise/"
        assert getattr(Event.objects.get(), switch) == to
    assert Record.objects.filter(did=f"opened {switch}").count() == 1
    assert Record.objects.filter(did=f"closed {switch}").count() == 1


def test_a_switch_is_thrown_by_organisers_only_and_by_post_only(cast: Cast):
    address = "/quebec/organise/switches/registration/"
    for who in [*OUTSIDE, "moderator", "translator"]:
        assert cast.client(who).post(address, {"to": "closed"}).status_code == 404
    client = cast.client("organiser")
    assert client.get(address).status_code == 405
    assert client.post(address, {"to": "ajar"}).status_code == 404
    assert Event.objects.get(slug="quebec").registration == "open"


@pytest.mark.parametrize("name", LISTS)
def test_a_part_is_added_changed_and_deleted(cast: Cast, name: str):
    client, base = cast.client("organiser"), f"/quebec/organise/{name}/"
    before = Text.objects.count()
    assert client.get(f"{base}add/").status_code == 200
    assert client.post(f"{base}add/", PLAIN[name]).headers["Location"] == base
    part = MODELS[name].objects.get()
    words = "title" if name in {"pages", "news"} else "name"
    change = PLAIN[name] | {words: "Other", f"{words}-es": "Otra"}
    client.post(f"{base}{address_of(part)}/", change)
    text = getattr(MODELS[name].objects.get(), words)
    assert (text.body, text.revision) == ("Other", 2)
    assert text.translations.get().body == "Otra"
    assert client.get(f"{base}{address_of(part)}/delete/").status_code == 200
    assert MODELS[name].objects.exists()
    client.post(f"{base}{address_of(part)}/delete/")
    assert not MODELS[name].objects.exists()
    assert Text.objects.count() == before
    assert [record.person for record in Record.objects.all()] == [cast.organiser] * 3


@pytest.mark.parametrize("name", LISTS)
def test_a_part_of_another_event_is_not_reached(cast: Cast, name: str):
    neighbour = cast.client("neighbour")
    neighbour.post(f"/dakar/organise/{name}/add/", PLAIN[name])
    part = MODELS[name].objects.get()
    client = cast.client("organiser")
    for event in ("quebec", "dakar"):
        one = f"/{event}/organise/{name}/{address_of(part)}/"
        assert client.get(one).status_code == 404
        assert client.post(one, PLAIN[name]).status_code == 404
        assert client.post(f"{one}delete/").status_code == 404
    assert MODELS[name].objects.get() == part


@pytest.mark.parametrize("name", [name for name in LISTS if name != "pages"])
def test_a_part_that_is_not_there_is_not_found(cast: Cast, name: str):
    client = cast.client("organiser")
    assert client.get(f"/quebec/organise/{name}/{uuid.uuid4()}/").status_code == 404
    assert client.get(f"/quebec/organise/{name}/7/").status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_lists_ask_a_constant_number_of_queries(
    cast: Cast, name: str, django_assert_max_num_queries
):
    client, base = cast.client("organiser"), f"/quebec/organise/{name}/"
    for number in range(5):
        client.post(f"{base}add/", PLAIN[name] | {"slug": f"page-{number}"})
    assert MODELS[name].objects.count() == 5
    client.get(base)  # says what was saved
    with django_assert_max_num_queries(10):
        client.get(base)


@pytest.mark.parametrize(
    ("name", "changes", "field"),
    [
        ("themes", {"name": ""}, "name"),
        ("themes", {"name": "x" * 121}, "name"),
        ("themes", {"name": "a\u0000b"}, "name"),
        ("themes", {"colour": "77"}, "colour"),
        ("themes", {"name-lang": "zz"}, "name"),
        ("constituencies", {"countries": ["XX"]}, "countries"),
        ("venues", {"address": "a\u202eb"}, "address"),
        ("rooms", {"seats": "-1"}, "seats"),
        ("rooms", {"opens": "18:00", "closes": "09:00"}, "closes"),
        ("rooms", {"opens": "25:00"}, "opens"),
        ("rooms", {"access": "wings"}, "access"),
        ("rooms", {"venue": "99999"}, "venue"),
        ("pages", {"slug": "no way"}, "slug"),
        ("pages", {"title": ""}, "title"),
        ("pages", {"body": "大" * 19_000}, "body"),
        ("news", {"body": "\u202ehidden"}, "body"),
    ],
)
def test_bad_input_is_told_at_its_field_and_kept(
    cast: Cast, name: str, changes: dict[str, Any], field: str
):
    address = f"/quebec/organise/{name}/add/"
    words = "title" if name in {"pages", "news"} else "name"
    sent = PLAIN[name] | {f"{words}-es": "Guardado"} | changes
    answer = cast.client("organiser").post(address, sent)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Guardado" in answer.text
    assert not MODELS[name].objects.exists()


def test_two_pages_cannot_have_one_address(cast: Cast):
    client = cast.client("organiser")
    client.post("/quebec/organise/pages/add/", PLAIN["pages"])
    answer = client.post("/quebec/organise/pages/add/", PLAIN["pages"])
    assert answer.status_code == 422
    assert Page.objects.count() == 1


def test_parts_change_places_and_stay_at_the_ends(cast: Cast):
    first, second, third = (factories.theme(cast.event, name) for name in ("A", "B", "C"))
    client = cast.client("organiser")
    for part, to in ((third, "up"), (first, "up"), (second, "down")):
        client.post(f"/quebec/organise/themes/{part.uid}/move/", {"to": to})
    assert [theme.name.body for theme in Theme.objects.all()] == ["A", "C", "B"]
    assert client.post(f"/quebec/organise/themes/{first.uid}/move/").status_code == 404


def test_the_continents_come_with_their_countries_in_the_events_languages(cast: Cast):
    client = cast.client("organiser")
    for _twice in range(2):
        client.post("/quebec/organise/constituencies/continents/")
    found = list(Constituency.objects.all())
    assert [each.name.body for each in found][:3] == ["Afrique", "Asie", "Europe"]
    assert len(found) == 6
    assert "SN" in found[0].countries
    assert set(found[0].name.translations.values_list("lang", flat=True)) == {"en", "es", "pt"}


def test_a_page_is_published_and_made_a_draft_again(cast: Cast):
    page = factories.page(cast.event, state="draft")
    client, address = cast.client("organiser"), "/quebec/organise/pages/travel/state/"
    client.post(address, {"to": "published"})
    assert cast.client().get("/quebec/pages/travel/").status_code == 200
    client.post(address, {"to": "draft"})
    assert cast.client("account").get("/quebec/pages/travel/").status_code == 404
    assert client.post(address, {"to": "burnt"}).status_code == 404
    page.refresh_from_db()
    assert page.state == "draft"


def test_news_keeps_the_moment_when_it_was_first_published(cast: Cast, time_machine):
    time_machine.move_to("2001-05-01T12:00Z", tick=False)
    news = factories.news(cast.event, state="draft", published_at=None)
    address = f"/quebec/organise/news/{news.uid}/state/"
    for day, to in (("02", "published"), ("03", "draft"), ("04", "published")):
        time_machine.move_to(f"2001-05-{day}T12:00Z", tick=False)
        cast.client("organiser").post(address, {"to": to})
    news.refresh_from_db()
    assert news.published_at is not None
    assert news.published_at.isoformat() == "2001-05-02T12:00:00+00:00"


def test_a_translator_writes_pages_and_nothing_else(cast: Cast):
    client = cast.client("translator")
    assert client.get("/quebec/organise/").status_code == 200
    client.post("/quebec/organise/pages/add/", PLAIN["pages"])
    assert Page.objects.count() == 1
    assert client.get("/quebec/organise/rooms/").status_code == 404
    assert client.get("/quebec/organise/settings/").status_code == 404


def test_a_text_whose_language_the_event_dropped_is_not_lost(cast: Cast):
    theme = factories.theme(cast.event, name="Wasser")
    Text.objects.filter(pk=theme.name_id).update(lang="de")
    page = cast.client("organiser").get(f"/quebec/organise/themes/{theme.uid}/").text
    assert 'value="Wasser"' in page
    assert '<option value="de"' in page


def test_the_team_sees_the_sections_that_it_may_open(cast: Cast):
    page = cast.client("organiser").get("/quebec/organise/").text
    for name in ("settings", "pages", "registrations", "proposals", "programme"):
        assert f'class="chip" href="/quebec/organise/{name}/"' in page
    page = cast.client("translator").get("/quebec/organise/").text
    assert 'class="chip" href="/quebec/organise/pages/"' in page
    assert 'class="chip" href="/quebec/organise/settings/"' not in page
    assert 'class="chip" href="/quebec/organise/registrations/"' not in page


def test_organising_works_without_upper_apps(cast: Cast, monkeypatch):
    from events import ports
    from events.templatetags import organising

    own = [each for each in ports.sections if each.rule.startswith("events.")]
    monkeypatch.setattr(organising, "sections", own)
    page = cast.client("organiser").get("/quebec/organise/").text
    assert 'href="/quebec/organise/venues/"' in page
    assert 'class="chip" href="/quebec/organise/registrations/"' not in page


def test_a_translator_looks_at_her_draft(cast: Cast):
    factories.page(cast.event, "secret", state="draft")
    assert cast.client("translator").get("/quebec/pages/secret/").status_code == 200
    assert cast.client("moderator").get("/quebec/pages/secret/").status_code == 404
