"""What a release freezes, and when a session counts as changed."""

from datetime import UTC, datetime

import pytest
import time_machine

from accounts import erasures
from accounts.actions import delete_account
from delegates.actions import registrations
from delegates.answers import Answers
from delegates.models import Registration
from events.homes import home
from events.models import Event, Room
from files import shelves
from languages import texts
from programme import releases
from programme.actions import Refused
from programme.models import Release, ReleasedPlacement
from programme.queries.released import all_of
from programme.tasks import hurry_translations, write_pack
from tests import factories
from workshops.models import Part, Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return factories.event()


@pytest.fixture
def room(event: Event) -> Room:
    return factories.room(event)


@pytest.fixture
def placed(event: Event, room: Room) -> Session:
    session = factories.session(event)
    factories.placement(session, room)
    return session


def freeze(event: Event, number: int) -> dict[int, ReleasedPlacement]:
    """A release that the public reads, without its artefacts."""
    event.releases.filter(state="current").update(state="past")
    new = Release.objects.create(event=event, number=number, state=Release.State.CURRENT)
    releases.freeze(new)
    return {row.session_id: row for row in new.placements.all()}


def test_what_did_not_change_keeps_its_sequence_and_its_moment(event, placed):
    first = freeze(event, 1)[placed.pk]
    second = freeze(event, 2)[placed.pk]
    assert (second.sequence, second.changed_at) == (first.sequence, first.changed_at)


def test_a_moved_session_counts_up_and_changes_now(event, placed):
    first = freeze(event, 1)[placed.pk]
    placed.placement.room = factories.room(event, "Salle B")
    placed.placement.save()
    second = freeze(event, 2)[placed.pk]
    assert second.sequence == first.sequence + 1
    assert second.changed_at > first.changed_at


def test_a_corrected_title_counts_as_a_change(event, placed):
    freeze(event, 1)
    texts.change(placed.title, body="Women and credit", lang="en", by=None)
    assert freeze(event, 2)[placed.pk].sequence == 1


def test_another_speaker_counts_as_a_change(event, placed):
    freeze(event, 1)
    factories.speaker(placed, "Ines Duarte")
    assert freeze(event, 2)[placed.pk].sequence == 1


def test_a_withdrawn_session_stays_as_cancelled_where_it_was(event, placed):
    first = freeze(event, 1)[placed.pk]
    placed.placement.delete()
    second = freeze(event, 2)[placed.pk]
    assert second.state == ReleasedPlacement.State.CANCELLED
    assert (second.room_id, second.begins) == (first.room_id, first.begins)
    assert second.sequence == first.sequence + 1


def test_a_session_that_stays_cancelled_does_not_change_again(event, placed):
    freeze(event, 1)
    placed.placement.delete()
    second = freeze(event, 2)[placed.pk]
    third = freeze(event, 3)[placed.pk]
    assert (third.sequence, third.changed_at) == (second.sequence, second.changed_at)


def test_a_session_cancelled_before_any_release_is_not_published(event, room):
    session = factories.session(event, state="cancelled")
    factories.placement(session, room)
    assert freeze(event, 1) == {}


def test_a_session_without_a_place_is_not_published(event, placed):
    unplaced = factories.session(event)
    assert unplaced.pk not in freeze(event, 1)


def test_releasing_nothing_is_refused_and_leaves_nothing(event):
    with pytest.raises(Refused, match="Nothing is placed"):
        releases.release(event=event, by=None)
    assert not Release.objects.exists()


def test_a_second_release_waits_until_the_first_is_written(event, placed):
    releases.release(event=event, by=None)
    with pytest.raises(Refused, match="still being written"):
        releases.release(event=event, by=None)


def test_a_release_whose_writing_died_can_be_followed_by_another(event, placed):
    with time_machine.travel(datetime(2001, 10, 1, 9, tzinfo=UTC), tick=False):
        dead = releases.release(event=event, by=None)
    with time_machine.travel(datetime(2001, 10, 1, 10, tzinfo=UTC), tick=False):
        alive = releases.release(event=event, by=None)
    dead.refresh_from_db()
    assert dead.state == Release.State.FAILED
    assert alive.number == 2


def test_an_erased_account_is_named_nowhere_in_the_released_programme(programme):
    seat = factories.registration(programme.event, factories.person("left"))
    seat.full_name = "Rosa Quijano"
    seat.save()
    Part.objects.create(session=programme.seeds, registration=seat)
    programme.release()
    path, words = "/quebec/sessions/SEEDS/", {"search__contains": "quijano"}
    assert b"Rosa Quijano" in shelves.find(path, ["en"]).body
    programme.release()
    assert ReleasedPlacement.objects.filter(**words).count() == 2
    delete_account(person=seat.person, by=seat.person)
    programme.run_jobs("now")
    pack = shelves.pack_of(path)
    for each in pack.paths():
        assert b"Quijano" not in pack.find(each, ["en"]).body
    # Nor on the disk: the packs of both releases are deleted once the new one is shown.
    folder = shelves.shelf().root / "quebec"
    assert [path.name for path in folder.glob("*.pack*")] == [shelves.shelf().current("quebec")]
    assert not ReleasedPlacement.objects.filter(**words).exists()


def test_who_leaves_while_a_release_is_written_is_named_nowhere_in_it(programme):
    seat = factories.registration(programme.event, factories.person("left"))
    Registration.objects.filter(pk=seat.pk).update(full_name="Rosa Quijano")
    Part.objects.create(session=programme.seeds, registration=seat)
    new, since = releases.release(event=programme.event, by=None), erasures.number()
    pack = write_pack(all_of(programme.event, new), ["en"])
    delete_account(person=seat.person, by=seat.person)
    assert not releases.finish(release=new, file=pack.name, since=since)
    assert shelves.find("/quebec/sessions/SEEDS/", ["en"]) is None
    programme.run_jobs("now")
    pack = shelves.pack_of("/quebec/sessions/SEEDS/")
    for each in pack.paths():
        assert b"Quijano" not in pack.find(each, ["en"]).body


def test_a_pseudonym_reaches_what_was_released_before(programme):
    seat = factories.registration(programme.event, full_name="Rosa Quijano")
    Part.objects.create(session=programme.seeds, registration=seat)
    programme.release()
    path = "/quebec/sessions/SEEDS/"
    assert b"Rosa Quijano" in shelves.find(path, ["en"]).body
    given = Answers(full_name="Rosa Quijano", country="CA", public_name="Zora")
    registrations.change(seat, answers=given, by=seat.person)
    programme.run_jobs("now")
    pack = shelves.pack_of(path)
    for each in pack.paths():
        assert b"Quijano" not in pack.find(each, ["en"]).body
    assert b"Zora" in shelves.find(path, ["en"]).body
    assert not ReleasedPlacement.objects.filter(search__contains="quijano").exists()


def test_a_release_tells_the_translators_desk_by_when_words_are_needed(event, room):
    where = home(event, "workshops.title")
    title = texts.create(body="Agua y tierra", lang="es", home=where)
    session = factories.session(event, title)
    placement = factories.placement(session, room)
    freeze(event, 1)
    hurry_translations.call(event.pk)
    assert set(title.gaps.values_list("due_at", flat=True)) == {placement.begins}
    assert title.gaps.count() == 3
