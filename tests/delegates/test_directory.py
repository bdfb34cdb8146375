"""The directory of organisations: kept by the keepers of networks, read by everybody."""

import re

import pytest
from django.core import mail as outbox

from accounts.models import Record
from delegates.actions import keeping, topics
from delegates.actions.organisations import Described, describe
from delegates.directories import directory_of
from delegates.models import Affiliation, Contact, Organisation, Remark, Topic
from delegates.queries.organisations import suggestions
from languages.forms import Written
from tests import factories
from tests.cast import Cast
from tests.delegates.conftest import enter

pytestmark = pytest.mark.django_db
KEPT = "/quebec/organise/organisations/"


@pytest.fixture
def event(db):
    return factories.event(series=factories.series())


@pytest.fixture
def people(event):
    return Cast(event)


@pytest.fixture
def keeper(people):
    """The browser of a keeper of networks."""
    return people.client("keeper")


def written(**given):
    plain = {"name": "Réseau", "name-lang": "fr", "kind": "network", "country": "SN"}
    return plain | given


def network(event, name="RIPESS"):
    return factories.organisation(event, name, kind="network")


def test_a_keeper_adds_an_organisation_with_networks_and_themes(event, keeper, client):
    ripess = network(event)
    finance = topics.topics_named(directory_of(event), ["Finance"], lang="en", by=None)[0]
    given = written(
        place="Thiès",
        web="example.org",
        networks=[str(ripess.uid)],
        topics=[str(finance.uid)],
        new_topics="Land; finance ;Water",
    )
    page = keeper.post(f"{KEPT}add/", given | {"kind": "union"}, follow=True).content.decode()
    assert "Nobody is named who answers for it" in page
    made = Organisation.objects.get(place="Thiès")
    assert [each.network for each in made.networks.all()] == [ripess]
    assert [each.folded for each in made.topics.all()] == ["finance", "land", "water"]
    shown = client.get(f"/s/solidarity/organisations/{made.uid}/").content.decode()
    for words in ("Thiès", "Senegal", "RIPESS", "Finance", "https://example.org"):
        assert words in shown


def test_its_page_outlives_the_event_under_the_address_of_the_series(event, client):
    made = factories.organisation(event, "Caritas", translations={"ar": "كاريتاس"})
    lasting = f"/s/solidarity/organisations/{made.uid}/"
    page = client.get(f"/quebec/organisations/{made.uid}/").content.decode()
    assert f'rel="canonical" href="{lasting}"' in page
    assert "كاريتاس" in page
    event.delete()
    assert "Caritas" in client.get(lasting).content.decode()
    assert "Caritas" in client.get("/s/solidarity/organisations/").content.decode()


def test_one_that_is_not_listed_has_no_public_page(event, client, keeper):
    enter(event, organisation_name="Small circle")
    made = Organisation.objects.get()
    for base in ("/s/solidarity", "/quebec"):
        assert client.get(f"{base}/organisations/{made.uid}/").status_code == 404
        assert "Small circle" not in client.get(f"{base}/organisations/").content.decode()
    assert "Small circle" in keeper.get(f"{KEPT}?state=named").content.decode()


def test_one_of_another_series_is_not_reached(event, client, keeper):
    theirs = factories.organisation(factories.event("elsewhere"), "Caritas")
    for address in (
        f"/s/solidarity/organisations/{theirs.uid}/",
        f"{KEPT}{theirs.uid}/",
        f"{KEPT}{theirs.uid}/contacts/",
        f"{KEPT}{theirs.uid}/follow/",
    ):
        assert keeper.get(address).status_code == 404, address


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["Alpha", "Beta", "RIPESS"]),
        ("country=SN", ["Alpha"]),
        ("kind=network", ["RIPESS"]),
        ("network={ripess}", ["Alpha", "Beta"]),
        ("theme={land}", ["Beta"]),
        ("network={ripess}&country=BR", ["Beta"]),
        ("q=alph", ["Alpha"]),
        ("country=zz&kind=x&network=1&theme=%27&after=x&q=%00", ["Alpha", "Beta", "RIPESS"]),
    ],
)
def test_the_inventory_is_narrowed(event, client, asked, found):
    ripess = network(event)
    for name, country in (("Beta", "BR"), ("Alpha", "SN")):
        made = factories.organisation(event, name, country=country)
        Affiliation.objects.create(network=ripess, member=made)
    land = topics.topics_named(directory_of(event), ["Land"], lang="en", by=None)[0]
    Organisation.objects.get(sorted_as="beta").topics.add(land)
    query = asked.format(ripess=ripess.uid, land=land.uid)
    inventory = client.get(f"/s/solidarity/organisations/?{query}").context["inventory"]
    assert [str(row.name) for row in inventory.listed.page.rows] == found
    assert inventory.found == len(found)


def test_the_map_says_how_many_there_are_in_each_country_and_leads_to_them(event, client):
    for name, country in (("A", "SN"), ("B", "SN"), ("C", "CV"), ("D", ""), ("E", "PS")):
        factories.organisation(event, name, country=country)
    response = client.get("/s/solidarity/organisations/")
    page = response.content.decode()
    assert "<title>Senegal: 2</title>" in page
    assert "<title>Cape Verde: 1</title>" in page
    assert 'href="/s/solidarity/organisations/?country=SN"' in page
    lands = {land.code: land for land in response.context["inventory"].drawn.lands}
    assert (lands["SN"].step, lands["SN"].path[0], lands["CV"].path) == (2, "M", "")
    lines = response.context["inventory"].lines
    assert (lines[0].name, lines[0].many) == ("Senegal", 2)
    assert {line.name for line in lines} == {"Senegal", "Cape Verde", "Palestine", ""}


def test_every_country_and_territory_has_its_place_on_the_map():
    from accounts.territories import CODES
    from events.worldmap import drawn, world

    nobody_lives_there = {"AQ", "BV", "UM"}
    placed = {land.code for land in drawn(dict.fromkeys(CODES, 1)).lands}
    assert CODES - placed == nobody_lives_there
    points = world()["points"].values()
    assert all(0 <= x <= world()["width"] and 0 <= y <= world()["height"] for x, y in points)


def many(event, number):
    """Organisations in bulk, in every country, with names of their own."""
    from accounts.territories import CODES
    from delegates.queries.organisations import found_by
    from languages.models import Text

    codes = sorted(CODES)
    names = Text.objects.bulk_create(
        Text(body=f"Cooperative number {n}", lang="en") for n in range(number)
    )
    rows = [
        Organisation(
            series=event.series, name=name, country=codes[n % len(codes)], **found_by(name.body)
        )
        for n, name in enumerate(names)
    ]
    return Organisation.objects.bulk_create(rows, batch_size=500)


@pytest.mark.big
def test_6500_organisations_ask_as_often_as_one(event, client, keeper, django_assert_num_queries):
    network(event)
    with django_assert_num_queries(9):
        client.get("/s/solidarity/organisations/?country=CA")
    rows = many(event, 6_500)
    Affiliation.objects.bulk_create(
        Affiliation(network=Organisation.objects.get(kind="network"), member=row) for row in rows
    )
    with django_assert_num_queries(9):
        page = client.get("/s/solidarity/organisations/")
    assert page.context["inventory"].found == 6_501
    assert len(page.context["inventory"].listed.page.rows) == 50
    with django_assert_num_queries(11):
        keeper.get(KEPT)


def test_the_list_goes_on_by_name_without_a_gap(event, client):
    many(event, 120)
    address, seen = "/s/solidarity/organisations/", []
    after = ""
    while after is not None:
        page = client.get(f"{address}?after={after}").context["inventory"].listed.page
        seen += [row.sorted_as for row in page.rows]
        after = page.after
    assert seen == sorted(f"cooperative number {n}" for n in range(120))


@pytest.mark.parametrize(
    "typed",
    [
        "economie",
        "RIPESS",
        "ripess",
        "Reseau intercontinental de promotion de l'économie sociale solidaire",
        "شبكة",
        "shabaka",
        "Шабака",
    ],
)
def test_it_is_suggested_whatever_script_or_acronym_is_typed(event, typed):
    known = factories.organisation(
        event,
        "Réseau intercontinental de promotion de l’économie sociale solidaire",
        translations={"ar": "شبكة القارات"},
    )
    factories.organisation(event, "Caritas")
    assert [each.pk for each in suggestions(event, typed, ["fr"])] == [known.pk]


def test_whoever_types_the_full_name_is_shown_the_one_that_is_known_by_its_acronym(event):
    known = factories.organisation(event, "RIPESS", acronym="RIPESS")
    typed = "Réseau intercontinental de promotion de l'économie sociale solidaire"
    assert [each.pk for each in suggestions(event, typed, ["fr"])] == [known.pk]


def test_a_keeper_is_shown_what_is_known_while_she_types_a_new_one(event, keeper):
    enter(event, organisation_name="Union des tontines de Thiès")
    page = keeper.get(f"{KEPT}look/?name=tontine").content.decode()
    assert "Union des tontines" in page
    assert "Union" not in keeper.get(f"{KEPT}look/?name=x").content.decode()


def contact(**given):
    return {"name": "Awa Diop", "email": "awa@example.org", "phone": "+221 33"} | given


def test_one_contact_alone_is_not_enough(event, keeper, run_jobs):
    made = factories.organisation(event, "Caritas")
    address = f"{KEPT}{made.uid}/contacts/"
    page = keeper.post(address, contact(), follow=True).content.decode()
    assert "Needs a second contact" in page
    assert "Needs a second contact" in keeper.get(f"{KEPT}{made.uid}/").content.decode()
    page = keeper.post(address, contact(email="abdou@example.org"), follow=True).content.decode()
    assert "second contact" not in page
    refused = keeper.post(address, contact(email="AWA@example.org"))
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["email"])
    one = Contact.objects.first()
    keeper.post(f"{address}{one.uid}/remove/")
    assert "Needs a second contact" in keeper.get(address).content.decode()


def test_a_contact_is_told_and_takes_herself_out_by_her_link(event, keeper, client, run_jobs):
    made = factories.organisation(event, "Caritas")
    keeper.post(f"{KEPT}{made.uid}/contacts/", contact())
    run_jobs("mail")
    sent = outbox.outbox[-1]
    [address] = re.findall(r"/quebec/contacts/[\w:-]+/", sent.body)
    assert sent.to == ["awa@example.org"]
    assert "Caritas" in sent.subject
    assert "Awa Diop" in client.get(address).content.decode()
    assert "taken out" in client.post(address).content.decode()
    assert not Contact.objects.exists()
    assert client.get(address).status_code == 404
    assert client.get("/quebec/contacts/guessed/").status_code == 404


def test_notes_and_contacts_are_read_by_keepers_and_organisers_only(event, people, client):
    made = factories.organisation(event, "Caritas")
    keeping.write_remark(made, body="She sounded tired.", by=people.keeper)
    keeping.add_contact(made, event=event, by=people.keeper, **contact())
    for name in ("keeper", "organiser"):
        browser = people.client(name)
        assert "She sounded tired." in browser.get(f"{KEPT}{made.uid}/follow/").content.decode()
        assert "Awa Diop" in browser.get(f"{KEPT}{made.uid}/contacts/").content.decode()
    for name in ("delegate", "moderator", "neighbour", "former"):
        for path in ("", "follow/", "contacts/"):
            assert people.client(name).get(f"{KEPT}{made.uid}/{path}").status_code == 404
    for public in ("/quebec", "/s/solidarity"):
        page = client.get(f"{public}/organisations/{made.uid}/").content.decode()
        assert "tired" not in page
        assert "awa@example.org" not in page


def test_a_keeper_notes_how_we_stand_with_it_and_finds_it_by_that(event, keeper):
    made = factories.organisation(event, "Caritas")
    factories.organisation(event, "Oxfam")
    given = {"follow": "silent", "again_on": "2099-03-01", "body": "Called twice."}
    page = keeper.post(f"{KEPT}{made.uid}/follow/", given, follow=True).content.decode()
    assert "Called twice." in page
    found = keeper.get(f"{KEPT}?follow=silent").content.decode()
    assert "Caritas" in found
    assert "Oxfam" not in found
    remark = Remark.objects.get()
    keeper.post(f"{KEPT}{made.uid}/notes/{remark.uid}/remove/")
    assert not Remark.objects.exists()
    refused = keeper.post(f"{KEPT}{made.uid}/follow/", {"follow": "married"})
    assert refused.status_code == 422


def test_the_log_names_fields_and_never_what_stands_in_them(event, keeper):
    made = factories.organisation(event, "Caritas")
    keeper.post(f"{KEPT}{made.uid}/contacts/", contact())
    keeper.post(f"{KEPT}{made.uid}/follow/", {"follow": "silent", "body": "Secret words"})
    logged = str(list(Record.objects.values()))
    assert "added a contact" in logged
    for words in ("Awa", "awa@", "Secret"):
        assert words not in logged


def test_themes_are_taken_over_renamed_and_removed(event, keeper):
    factories.theme(event, "Finance")
    factories.theme(event, "Land")
    address = f"{KEPT}themes/"
    assert "2 themes were added" in keeper.post(f"{address}take/", follow=True).content.decode()
    assert "0 themes were added" in keeper.post(f"{address}take/", follow=True).content.decode()
    land = Topic.objects.get(folded="land")
    refused = keeper.post(f"{address}{land.uid}/", {"name": "FINANCE", "name-lang": "en"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["name"])
    keeper.post(f"{address}{land.uid}/", {"name": "Land and water", "name-lang": "en"})
    made = factories.organisation(event, "Caritas")
    made.topics.add(land)
    keeper.post(f"{address}{land.uid}/remove/")
    assert [each.folded for each in Topic.objects.all()] == ["finance"]
    assert Organisation.objects.filter(pk=made.pk).exists()


def test_no_network_is_its_own_member(event):
    ripess = network(event)
    content = Described(name=Written("RIPESS", "fr", {}), kind="network", networks=[ripess])
    describe(ripess, event=event, content=content, by=None)
    assert not ripess.networks.exists()
