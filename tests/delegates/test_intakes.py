"""A table that was brought into the directory is undone in one step, and takes nobody's work."""

import pytest

from delegates.actions import intakes
from delegates.actions.directory_import import bring_in
from delegates.directories import directory_of
from delegates.models import Affiliation, Contact, Intake, Organisation, Topic
from delegates.queries.directory_export import export
from delegates.refusals import IntakeUndone
from languages import texts
from languages.models import Text
from tests import factories
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
IMPORT = "/quebec/organise/organisations/import/"
FIRST = [
    ["Name", "Acronym", "Kind", "Country", "Place", "Networks", "Themes", "name_ar"],
    ["Réseau Afrique", "RAF", "network", "SN", "Thiès", "", "", "شبكة"],
    ["Tontines", "", "enterprise", "SN", "", "RAF", "Finance", ""],
]
SECOND = [
    ["Name", "Acronym", "Kind", "Country", "Place", "Networks", "Themes", "name_ar", "Key"],
    ["Réseau Afrique", "REAF", "", "SN", "Dakar", "", "Land", "الشبكة", "7"],
    ["Tontines", "", "union", "SN", "", "Red", "Land; Women", "تونتين", ""],
    ["Red Solidaria", "Red", "network", "BR", "", "", "Women", "", ""],
    ["Banco Palmas", "", "", "BR", "", "RAF", "", "", ""],
]


@pytest.fixture
def event(db):
    made = factories.event(series=factories.series())
    bring_in(event=made, rows=FIRST, by=None)
    return made


def everything(event):
    """The whole directory as its table, themes and the number of texts besides."""
    _header, rows = export(directory_of(event))
    themes = sorted(Topic.objects.values_list("folded", flat=True))
    return sorted(map(tuple, rows)), themes, Text.objects.count()


def named(name):
    return Organisation.objects.get(name__body=name)


def bring(event):
    bring_in(event=event, rows=SECOND, by=None)
    return Intake.objects.first()


def test_undone_the_directory_is_as_it_was(event):
    before = everything(event)
    intake = bring(event)
    assert everything(event) != before
    assert intake.many == 4
    assert intakes.undo(intake, by=None) == (4, 0)
    assert everything(event) == before
    raf = named("Réseau Afrique")
    # Found by its old names again, and by none of the new.
    assert "reaf" not in raf.search
    assert list(Affiliation.objects.values_list("member__name__body", "network")) == [
        ("Tontines", raf.pk)
    ]


def test_it_can_be_brought_in_again_and_undone_again(event):
    before = everything(event)
    intakes.undo(bring(event), by=None)
    again = bring(event)
    assert again.many == 4
    intakes.undo(again, by=None)
    assert everything(event) == before


def test_nothing_is_undone_twice(event):
    intake = bring(event)
    intakes.undo(intake, by=None)
    with pytest.raises(IntakeUndone):
        intakes.undo(intake, by=None)
    intake.refresh_from_db()
    assert (intake.state, intake.lines, intake.topics) == ("undone", [], [])


def test_what_was_changed_since_stays(event):
    intake = bring(event)
    tontines, raf = named("Tontines"), named("Réseau Afrique")
    Organisation.objects.filter(pk=tontines.pk).update(kind="other")
    texts.translate(raf.name, lang="ar", body="شبكة أفريقيا", by=None)
    assert intakes.undo(intake, by=None) == (2, 2)
    tontines.refresh_from_db()
    assert tontines.kind == "other"
    assert list(tontines.topics.values_list("folded", flat=True)) == ["finance"]
    raf.refresh_from_db()
    assert (raf.acronym, raf.place, raf.source_id) == ("RAF", "Thiès", "")
    assert raf.name.translations.get(lang="ar").body == "شبكة أفريقيا"


def test_a_new_one_that_somebody_uses_stays_and_others_go(event):
    intake = bring(event)
    banco, red = named("Banco Palmas"), named("Red Solidaria")
    Contact.objects.create(organisation=banco, name="Ana", email="ana@example.org")
    assert intakes.undo(intake, by=None) == (3, 1)
    assert Organisation.objects.filter(pk=banco.pk).exists()
    assert not Organisation.objects.filter(pk=red.pk).exists()
    assert Contact.objects.count() == 1


def test_a_new_network_that_others_joined_since_stays(event):
    intake = bring(event)
    late = factories.organisation(event, "Caritas")
    Affiliation.objects.create(network=named("Red Solidaria"), member=late)
    intakes.undo(intake, by=None)
    assert named("Red Solidaria").topics.get().folded == "women"
    assert Affiliation.objects.filter(member=late).exists()


def test_somebody_registered_for_a_new_one_keeps_it(event):
    intake = bring(event)
    hers = factories.registration(event, organisation=named("Banco Palmas"))
    intakes.undo(intake, by=None)
    hers.refresh_from_db()
    assert hers.organisation == named("Banco Palmas")


def test_a_table_that_changes_nothing_leaves_nothing_to_undo(event):
    assert Intake.objects.count() == 1
    bring_in(event=event, rows=FIRST, by=None)
    assert Intake.objects.count() == 1


def test_undoing_a_large_table_asks_as_often_as_a_small_one_for_each_five_hundred(
    event, django_assert_max_num_queries
):
    rows = [FIRST[0], *([f"Group {number}", "", "", "BR", "", "", "", ""] for number in range(400))]
    bring_in(event=event, rows=rows, by=None)
    with django_assert_max_num_queries(90):
        assert intakes.undo(Intake.objects.first(), by=None) == (400, 0)


def test_a_keeper_undoes_it_on_the_page(event):
    keeper = Cast(event).client("keeper")
    intake = bring(event)
    page = keeper.get(IMPORT).content.decode()
    assert f"{IMPORT}{intake.uid}/undo/" in page
    done = keeper.post(f"{IMPORT}{intake.uid}/undo/", follow=True).content.decode()
    assert "Undone: 4 organisations are as they were, 0 were changed since." in done
    again = keeper.post(f"{IMPORT}{intake.uid}/undo/", follow=True).content.decode()
    assert "This table was undone already." in again
    assert f"{IMPORT}{intake.uid}/undo/" not in again


def test_nobody_but_keepers_undoes_it(event):
    intake = bring(event)
    people = Cast(event)
    for who in ("delegate", "stranger"):
        people.client(who).post(f"{IMPORT}{intake.uid}/undo/")
    intake.refresh_from_db()
    assert intake.state == "done"
