"""Organisations that are one: found, merged with all that follows, and parted again."""

import pytest

from delegates.actions import keeping, merges
from delegates.actions.organisations import find_or_add
from delegates.directories import directory_of
from delegates.models import Affiliation, Contact, Merge, Organisation, Registration
from delegates.queries.alike import alike, pairs
from delegates.refusals import CannotMerge, UndoneBefore
from tests import factories
from tests.cast import Cast
from tests.delegates.conftest import enter

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
KEPT = "/quebec/organise/organisations/"


@pytest.fixture
def event(db):
    return factories.event(series=factories.series())


@pytest.fixture
def keeper(event):
    return Cast(event).client("keeper")


@pytest.fixture
def two(event):
    """The one to keep and its double, which has followers of every kind."""
    kept = factories.organisation(event, "Secours catholique", acronym="SC")
    gone = factories.organisation(event, "Caritas France", acronym="CF")
    network = factories.organisation(event, "Caritas Internationalis", kind="network")
    enter(event, organisation=gone)
    factories.proposal(event, organisation=gone)
    factories.session(event, organisation=gone)
    for each in (kept, gone):
        Affiliation.objects.create(network=network, member=each)
        keeping.add_contact(each, event=event, by=None, name="Awa", email="awa@example.org")
    keeping.add_contact(gone, event=event, by=None, name="Zora", email="zora@example.org")
    keeping.write_remark(gone, body="Called.", by=None)
    return kept, gone


def of(organisation):
    """How many rows of each kind name it."""
    return {
        f"{model._meta.model_name}.{column}": number
        for model, column in merges.pointing()
        if (number := model._default_manager.filter(**{column: organisation}).count())
    }


FOLLOW = {
    "registration.organisation": 1,
    "proposal.organisation": 1,
    "session.organisation": 1,
    "remark.organisation": 1,
}


def test_all_that_names_it_follows_and_comes_back(two):
    kept, gone = two
    before = of(kept), of(gone)
    done = merges.merge(kept=kept, gone=gone, by=None)
    assert of(kept) == FOLLOW | {"contact.organisation": 2, "affiliation.member": 1}
    assert of(gone) == {"contact.organisation": 1, "affiliation.member": 1}
    merges.undo(done, by=None)
    assert (of(kept), of(gone)) == before


def test_what_came_later_stays_with_the_one_that_was_kept(event, two):
    kept, gone = two
    done = merges.merge(kept=kept, gone=gone, by=None)
    later = enter(event, organisation=kept)
    merges.undo(done, by=None)
    later.refresh_from_db()
    assert later.organisation == kept
    assert Registration.objects.get(organisation=gone)


def test_its_names_and_its_address_lead_to_the_one_that_is_kept(event, two, client):
    kept, gone = two
    done = merges.merge(kept=kept, gone=gone, by=None)
    assert find_or_add(event=event, name="caritas france", lang="fr", by=None) == kept
    for base in ("/quebec/organisations/", "/s/solidarity/organisations/"):
        assert client.get(f"{base}{gone.uid}/").headers["Location"] == f"{base}{kept.uid}/"
        page = client.get(f"{base}?q=caritas france").context["inventory"]
        assert [row.pk for row in page.listed.page.rows] == [kept.pk]
    merges.undo(done, by=None)
    assert find_or_add(event=event, name="caritas france", lang="fr", by=None) == gone
    assert client.get(f"/quebec/organisations/{gone.uid}/").status_code == 200


def test_chains_of_merges_are_undone_one_after_the_other(event, two):
    kept, gone = two
    last = factories.organisation(event, "Caritas Europa")
    first = merges.merge(kept=kept, gone=gone, by=None)
    second = merges.merge(kept=last, gone=kept, by=None)
    gone.refresh_from_db()
    assert gone.into == last
    with pytest.raises(UndoneBefore):
        merges.undo(first, by=None)
    merges.undo(second, by=None)
    gone.refresh_from_db()
    assert gone.into == kept
    merges.undo(first, by=None)
    with pytest.raises(UndoneBefore):
        merges.undo(first, by=None)
    assert not Organisation.objects.filter(state="merged").exists()


def test_what_is_no_pair_is_not_merged(event, two):
    kept, gone = two
    elsewhere = factories.organisation(factories.event("elsewhere"), "Caritas")
    for pair in ((kept, kept), (kept, elsewhere)):
        with pytest.raises(CannotMerge):
            merges.merge(kept=pair[0], gone=pair[1], by=None)
    merges.merge(kept=kept, gone=gone, by=None)
    with pytest.raises(CannotMerge):
        merges.merge(kept=gone, gone=kept, by=None)


def test_a_network_that_is_merged_into_its_member_is_not_its_own_member(event):
    network = factories.organisation(event, "RIPESS", kind="network")
    member = factories.organisation(event, "RIPESS Europe")
    Affiliation.objects.create(network=network, member=member)
    merges.merge(kept=member, gone=network, by=None)
    assert not Affiliation.objects.filter(network=member, member=member).exists()


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"name": "Économie Łódź"}, {"name": "economie LODZ"}, "the same name"),
        ({"name": "A b", "acronym": "RÉS"}, {"name": "C d", "acronym": "res"}, "acronym"),
        (
            {"name": "A b", "web": "https://www.example.org/"},
            {"name": "C d", "web": "http://example.org"},
            "web page",
        ),
        ({"name": "شبكة الاقتصاد"}, {"name": "Shabakat al-Iqtisad"}, "sound alike"),
        ({"name": "Солидарная экономика"}, {"name": "Solidarnaya ekonomika"}, "sound alike"),
        (
            {"name": "Réseau économie solidaire"},
            {"name": "RES", "acronym": "RES"},
            "acronym of the other",
        ),
    ],
)
def test_doubles_are_found_with_their_reason(event, one, other, reason):
    made = [factories.organisation(event, **each) for each in (one, other)]
    factories.organisation(event, "Banco Palmas", web="https://palmas.example")
    found = pairs(directory_of(event))
    assert list(found) == [(made[0].pk, made[1].pk)]
    assert any(reason in str(each) for each in found[made[0].pk, made[1].pk])


def test_one_that_a_delegate_named_beside_a_listed_one_is_shown_and_told_apart(event, keeper):
    listed = factories.organisation(event, "Caritas Sénégal", country="SN")
    enter(event, organisation_name="Karitas Senegal")
    named = Organisation.objects.get(state="named")
    assert "Karitas Senegal" in keeper.get(f"{KEPT}alike/").content.decode()
    pair = f"{KEPT}{listed.uid}/into/{named.uid}/"
    page = keeper.get(pair).content.decode()
    assert "registrations" in page
    keeper.post(f"{pair}apart/")
    assert "No two look alike." in keeper.get(f"{KEPT}alike/").content.decode()


def test_a_keeper_merges_and_undoes_on_the_pages(event, two, keeper):
    kept, gone = two
    pair = f"{KEPT}{kept.uid}/into/{gone.uid}/"
    page = keeper.post(f"{pair}merge/", follow=True).content.decode()
    assert "They are one now" in page
    assert "“Caritas France” became a part of it" in page
    assert keeper.get(pair).status_code == 404
    done = Merge.objects.get()
    page = keeper.post(f"{KEPT}{kept.uid}/undo/{done.uid}/", follow=True).content.decode()
    assert "They are two again" in page
    page = keeper.post(f"{KEPT}{kept.uid}/undo/{done.uid}/", follow=True).content.decode()
    assert "undone before" in page


def test_doubles_among_many_are_found_in_a_constant_number_of_queries(
    event, django_assert_num_queries
):
    for number in range(30):
        factories.organisation(event, f"Coop {number} Łódź", country="PL")
        factories.organisation(event, f"coop {number} lodz", country="PL")
    with django_assert_num_queries(5):
        found, many = alike(directory_of(event), ["en"])
    assert many >= 30
    assert len(found) >= 30


def test_a_contact_of_both_stands_once(two):
    kept, gone = two
    merges.merge(kept=kept, gone=gone, by=None)
    assert sorted(Contact.objects.filter(organisation=kept).values_list("name", flat=True)) == [
        "Awa",
        "Zora",
    ]
