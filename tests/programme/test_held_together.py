"""A session that several organisations hold together, as the public reads it."""

from datetime import date

import pytest
import time_machine

from languages import texts
from programme.actions import star
from programme.models import ReleasedPlacement, Star
from programme.queries.released import translated_at
from tests import factories
from tests.workshops.linked import agreed, two
from workshops import refusals
from workshops.actions import links
from workshops.actions import proposals as actions
from workshops.models import Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def fused(programme):
    """Two proposals that became one session, placed."""
    both = two(programme.event)
    with time_machine.travel(date(2001, 1, 1)):
        link = agreed("fusion", *both)
    session = actions.accept(both[0], by=None)
    factories.placement(session, programme.other_room, clock=14)
    return both, link, session


def read(client, path: str) -> str:
    return client.get(path).content.decode()


def test_pages_and_feeds_name_all_organisations_and_hold_all_texts(programme, fused, client):
    (_seeds, water), _, session = fused
    programme.release()
    page = read(client, f"/quebec/sessions/{session.code}/")
    assert "Network of Seeds" in page
    assert "Network of Water" in page
    assert ">Water</h2>" in page
    assert water.abstract.body in page
    for feed in ("programme.csv", "programme.ics", "schedule.json", "schedule.xml"):
        assert "Water" in read(client, f"/quebec/feeds/{feed}"), feed


def test_a_change_of_what_is_held_too_is_a_change_of_the_session(programme, fused):
    (_, water), _, session = fused
    programme.release()
    programme.release()
    water.abstract.revision += 1
    water.abstract.save()
    programme.release()
    rows = ReleasedPlacement.objects.filter(session=session).order_by("release__number")
    assert [row.sequence for row in rows] == [0, 0, 1]


def test_a_release_fixes_a_fusion_and_carries_stars_over(programme, fused):
    (_, water), link, session = fused
    own = Session.objects.create(
        event=water.event, proposal=water, code="OWN", title=water.title, abstract=water.abstract
    )
    who = factories.person()
    star(person=who, session=own, on=True)
    programme.release()
    assert set(Star.objects.filter(person=who).values_list("session", flat=True)) == {
        own.pk,
        session.pk,
    }
    with pytest.raises(refusals.FixedByRelease):
        links.undo(link, by=water.proposer)


def test_a_translation_of_what_is_held_too_is_seen(programme, fused):
    (_, water), _, session = fused
    programme.release()
    texts.translate(water.abstract, lang="es", body="Agua", by=None)
    release = programme.event.releases.get(state="current")
    latest = translated_at(release)
    assert latest == water.abstract.translations.get(lang="es").changed_at
    assert session.joined.exists()
