"""Organisers see who comes, set how many may, and take out a file."""

import pytest

from delegates.models import Organisation, Quota, Registration
from tests import factories
from tests.bad_input import BAD_NUMBERS, bad_words
from tests.cast import Cast
from tests.delegates.conftest import enter, quota

LIST = "/quebec/organise/registrations/"
QUOTAS = "/quebec/organise/quotas/"


@pytest.fixture
def people(event):
    return Cast(event)


@pytest.fixture
def desk(people):
    """The organiser's browser."""
    return people.client("organiser")


def test_the_list_shows_everybody_and_the_places_that_are_taken(event, desk):
    quota(event, 1, "Everybody")
    enter(event, full_name="Awa Diop", organisation_name="Caritas")
    enter(event, full_name="فاطمة الزهراء")
    page = desk.get(LIST).content.decode()
    for words in ("Awa Diop", "فاطمة الزهراء", "Caritas", "Senegal"):
        assert words in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["Awa Diop", "José Ñandú", "Łukasz"]),
        ("q=nandu", ["José Ñandú"]),
        ("q=jose+NANDU", ["José Ñandú"]),
        ("q=%C5%82ukasz", ["Łukasz"]),
        ("state=waiting", ["Łukasz"]),
        ("category=press", ["José Ñandú"]),
        ("country=PL", ["Łukasz"]),
        ("state=x&category=y&country=zz&after=%27&q=%00", ["Awa Diop", "José Ñandú", "Łukasz"]),
        ("after=99999999999999999999&q=%25_", []),
    ],
)
def test_the_list_is_narrowed(event, desk, asked, found):
    quota(event, 0, country=["PL"])
    enter(event, full_name="Awa Diop")
    enter(event, full_name="José Ñandú", category="press")
    enter(event, full_name="Łukasz", country="PL")
    page = desk.get(f"{LIST}?{asked}").content.decode()
    assert [name for name in ("Awa Diop", "José Ñandú", "Łukasz") if name in page] == found


def test_the_list_goes_on_page_by_page_without_a_gap(event, desk):
    for number in range(60):
        factories.registration(event, full_name=f"Guest {number:02}")
    first = desk.get(LIST)
    last = first.context["page"].rows[-1]
    second = desk.get(f"{LIST}?after={last.pk}")
    names = [row.full_name for page in (first, second) for row in page.context["page"].rows]
    assert names == [f"Guest {number:02}" for number in range(60)]
    assert f"?after={last.pk}" in first.content.decode()


def test_the_list_asks_eight_times_at_most_however_long_it_is(
    event, desk, django_assert_max_num_queries
):
    quota(event, 100)
    enter(event, organisation_name="Caritas")
    with django_assert_max_num_queries(8):
        desk.get(LIST)
    for number in range(30):
        enter(event, organisation_name=f"Caritas {number}")
    with django_assert_max_num_queries(8):
        desk.get(LIST)


def test_an_organiser_reads_one_registration_and_withdraws_it(event, desk):
    registration = enter(event, needs="A ramp")
    address = f"{LIST}{registration.uid}/"
    assert "A ramp" in desk.get(address).content.decode()
    page = desk.post(f"{address}withdraw/", follow=True).content.decode()
    assert "the place is free" in page
    again = desk.post(f"{address}withdraw/", follow=True).content.decode()
    assert "withdrawn meanwhile" in again


@pytest.mark.parametrize("name", ["delegate", "account", "neighbour", "former", "desk"])
def test_nobody_else_sees_who_comes(event, people, name):
    registration = enter(event)
    client = people.client(name)
    for address in (LIST, f"{LIST}{registration.uid}/", f"{LIST}export/", QUOTAS):
        assert client.get(address).status_code == 404, address
    assert client.post(f"{LIST}{registration.uid}/withdraw/").status_code == 404
    assert Registration.objects.get(pk=registration.pk).state == "confirmed"


def test_an_organiser_reaches_no_registration_of_another_event(event, people, desk):
    other = factories.event("elsewhere")
    registration = factories.registration(other)
    theirs = quota(other, 5)
    assert desk.get(f"{LIST}{registration.uid}/").status_code == 404
    assert desk.get(f"{QUOTAS}{theirs.pk}/").status_code == 404


def test_an_organiser_sets_a_quota_and_changes_it(event, desk):
    enter(event)
    enter(event)
    given = {"name": "Africa", "size": "1", "category": ["delegate"], "country": "sn, ML"}
    page = desk.post(QUOTAS, given, follow=True).content.decode()
    assert "1 places too many are taken" in page
    assert "over by 1" in page
    found = Quota.objects.get()
    assert found.rule == {"category": ["delegate"], "country": ["SN", "ML"]}
    page = desk.get(f"{QUOTAS}{found.pk}/").content.decode()
    assert 'value="SN ML"' in page
    desk.post(f"{QUOTAS}{found.pk}/", {"name": "Africa", "size": ""})
    found.refresh_from_db()
    assert (found.size, found.used, found.rule) == (None, 0, {})


@pytest.mark.parametrize("size", BAD_NUMBERS)
def test_a_size_that_is_no_number_is_refused_at_its_field(event, desk, size):
    response = desk.post(QUOTAS, {"name": "Africa", "size": size})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["size"])
    assert 'value="Africa"' in response.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [("category", ["queen"]), ("attendance", ["x"]), ("country", "SN XX"), ("country", "\x00")],
)
def test_a_rule_that_names_nobody_is_refused_at_its_field(event, desk, field, value):
    response = desk.post(QUOTAS, {"name": "Africa", "size": "5", field: value})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Quota.objects.count() == 0


@pytest.mark.parametrize(("why", "words"), bad_words(most=120))
def test_a_bad_name_of_a_quota_is_refused(event, desk, why, words):
    response = desk.post(QUOTAS, {"name": words, "size": "5"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["name"])


def test_organisations_that_delegates_named_are_listed_by_an_organiser_only(event, desk):
    enter(event, organisation_name="Small circle")
    public = "/quebec/organisations/"
    assert "Small circle" not in desk.get(public).content.decode()
    named = Organisation.objects.get()
    assert desk.get(f"{public}{named.uid}/").status_code == 404
    assert "Small circle" in desk.get("/quebec/organise/organisations/").content.decode()
    desk.post(f"/quebec/organise/organisations/{named.uid}/list/")
    assert "Small circle" in desk.get(public).content.decode()
    assert "Small circle" in desk.get(f"{public}{named.uid}/").content.decode()


def test_organisations_are_found_by_any_of_their_names(event, client, django_assert_num_queries):
    known = factories.organisation(
        event, "Réseau Économie", acronym="RÉS", translations={"ar": "شبكة الاقتصاد"}
    )
    for words in ("economie", "res", "الإقتصاد"[:3], "شبكه"):
        page = client.get("/quebec/organisations/", {"q": words})
        assert [row.pk for row in page.context["inventory"].listed.page.rows] == [known.pk], words
    found = client.get("/quebec/organisations/?q=caritas").context["inventory"]
    assert not found.listed.page.rows


def test_an_organisation_outlives_its_event_in_the_series(client, db):
    series = factories.series()
    factories.event("lima", series=series)
    quebec = factories.event("quebec", series=series)
    factories.organisation(quebec, "Réseau")
    assert "Réseau" in client.get("/lima/organisations/").content.decode()


def organisation(**given):
    plain = {"name": "Réseau", "name-lang": "fr", "kind": "network", "country": "CA"}
    return plain | {"web": "https://example.org/", "acronym": "RÉS"} | given


def test_an_organiser_writes_an_organisation_in_several_languages(event, desk, client):
    enter(event, organisation_name="Reseau")
    known = Organisation.objects.get()
    address = f"/quebec/organise/organisations/{known.uid}/"
    assert 'value="Reseau"' in desk.get(address).content.decode()
    desk.post(address, organisation(**{"name-es": "Red solidaria"}))
    known.refresh_from_db()
    assert (known.name.body, known.acronym, known.kind) == ("Réseau", "RÉS", "network")
    assert known.search == "|reseau|res|red solidaria|"
    desk.post(f"{address}list/")
    page = client.get(f"/quebec/organisations/{known.uid}/?lang=es").content.decode()
    assert "Red solidaria" in page
    assert 'href="https://example.org/"' in page
    assert (
        "Red solidaria"
        in desk.get("/quebec/organise/organisations/?every=1&q=red&lang=es").content.decode()
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("name", "\u202eR"),
        ("name-lang", "xx"),
        ("name-es", "<script>alert(1)</script>"),
        ("acronym", "x" * 31),
        ("acronym", "\x00"),
        ("kind", "empire"),
        ("country", "ZZ"),
        ("web", "javascript:alert(1)"),
        ("web", "https://"),
        ("web", "https://example.org/" + "x" * 200),
    ],
)
def test_an_organisation_is_refused_at_its_field(event, desk, field, value):
    known = factories.organisation(event, "Caritas")
    address = f"/quebec/organise/organisations/{known.uid}/"
    response = desk.post(address, organisation(**{field: value}))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field.partition("-")[0]]
    known.refresh_from_db()
    assert known.name.body == "Caritas"


def test_an_organisation_of_another_event_is_not_written(event, desk):
    theirs = factories.organisation(factories.event("elsewhere"), "Caritas")
    address = f"/quebec/organise/organisations/{theirs.uid}/"
    assert desk.post(address, organisation()).status_code == 404


def test_a_rule_that_the_form_does_not_ask_outlives_a_change_of_the_quota(event, desk):
    made = quota(event, 3, **{"field:gone": ["yes"]})
    desk.post(f"{QUOTAS}{made.pk}/", {"name": "All", "size": 4})
    made.refresh_from_db()
    assert (made.size, made.rule) == (4, {"field:gone": ["yes"]})


def test_a_quota_counts_those_of_organisations_that_are_typed_by_name(event, desk):
    caritas = factories.organisation(event, "Caritas")
    network = factories.organisation(event, "Réseau des femmes")
    enter(event, organisation=caritas)
    enter(event)
    given = {"name": "Two", "size": "5", "organisation": "caritas\n\nReseau des femmes\nCaritas"}
    page = desk.post(QUOTAS, given, follow=True).content.decode()
    found = Quota.objects.get()
    assert found.rule == {"organisation": [str(caritas.pk), str(network.pk)]}
    assert found.used == 1
    assert "Caritas, Réseau des femmes" in page
    form = desk.get(f"{QUOTAS}{found.pk}/").context["form"]
    assert form["organisation"].value() == "Caritas\nRéseau des femmes"


def test_a_name_that_nobody_has_brings_those_that_may_be_meant(event, desk):
    factories.organisation(event, "Caritas Sénégal")
    factories.organisation(factories.event("elsewhere"), "Caritas of elsewhere")
    response = desk.post(QUOTAS, {"name": "One", "size": "5", "organisation": "caritas"})
    assert response.status_code == 422
    said = str(response.context["form"].errors["organisation"])
    assert "Perhaps one of these: Caritas Sénégal" in said
    assert "elsewhere" not in said
    assert Quota.objects.count() == 0


def test_a_quota_counts_those_who_gave_an_answer_to_the_events_own_form(event, desk):
    from delegates.questions.document import Kind
    from tests.delegates.forms import publish, question, uid

    care = question("Childcare", Kind.YES_NO)
    publish(event, care, question("Day", Kind.SEVERAL, "First", "Second"), question("Words"))
    first, name = str(uid("First")), f"field:{uid('Day')}"
    given = {"name": "Day one", "size": "5", name: [first], f"field:{care.key}": ["yes"]}
    page = desk.post(QUOTAS, given, follow=True).content.decode()
    found = Quota.objects.get()
    assert found.rule == {name: [first], f"field:{care.key}": ["yes"]}
    assert "<span>First</span>" in page
    assert "answered “Day” with" in page
    assert "answered “Words” with" not in page
    desk.post(f"{QUOTAS}{found.pk}/", {"name": "Day one", "size": "5"})
    found.refresh_from_db()
    assert found.rule == {}


def test_an_answer_that_the_form_does_not_offer_is_refused_at_its_field(event, desk):
    from delegates.questions.document import Kind
    from tests.delegates.forms import publish, question

    care = question("Childcare", Kind.YES_NO)
    publish(event, care)
    name = f"field:{care.key}"
    response = desk.post(QUOTAS, {"name": "One", "size": "5", name: ["perhaps"]})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [name])
