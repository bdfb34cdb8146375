"""`manage.py demo`: where it loads, where it refuses to, and that it does so alike each time."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import Person
from boards.models import Line
from delegates.models import Affiliation, Contact, FormVersion, Organisation, Registration
from events.models import Event, Series
from programme.clashes import clashes
from programme.models import ReleasedPlacement, Star
from programme.queries.draft import draft_programme
from tests import factories
from workshops.models import Session


def demo(**options: Any) -> str:
    said = StringIO()
    call_command("demo", stdout=said, **options)
    return said.getvalue()


def everything() -> list[list[Any]]:
    """What a demo is made of, without the moments at which it was written."""
    return [
        list(rows.order_by(*columns).values_list(*columns))
        for rows, columns in (
            (Person.objects, ("email", "uid", "called")),
            (
                Registration.objects,
                ("uid", "full_name", "latin_name", "organisation__uid", "answers"),
            ),
            (Organisation.objects, ("uid", "acronym", "name__body", "web")),
            (Affiliation.objects, ("member__uid", "network__uid")),
            (Contact.objects, ("uid", "name", "email", "organisation__uid")),
            (FormVersion.objects, ("number", "document")),
            (Session.objects, ("guid", "code", "title__body", "spoken")),
            (
                ReleasedPlacement.objects,
                ("session__guid", "release__number", "begins", "room__uid"),
            ),
            (Star.objects, ("person__email", "session__guid")),
            (Line.objects, ("at", "kind", "body__body")),
        )
    ]


@pytest.mark.big
@pytest.mark.django_db
def test_two_runs_make_the_same():
    made = []
    for _ in range(2):
        with transaction.atomic():
            demo()
            made.append(everything())
            transaction.set_rollback(True)
    assert all(made[0])
    assert made[0] == made[1]


@pytest.mark.django_db
def test_beside_other_events_the_demo_is_not_loaded_without_force():
    factories.event("ours")
    with pytest.raises(CommandError, match="--force"):
        demo()
    assert not Series.objects.exists()


@pytest.mark.django_db
def test_on_a_server_for_others_no_door_is_named(settings):
    settings.ADDRESS = "https://forum.example.org"
    assert "/demo/" not in demo()


@pytest.mark.big
@pytest.mark.django_db
def test_without_today_quebec_keeps_the_days_of_2001():
    demo()
    quebec = Event.objects.get(slug="quebec-2001")
    assert (quebec.begins, quebec.ends) == (factories.FIRST_DAY, quebec.begins + timedelta(days=3))
    assert not quebec.sessions.exclude(running=None).exists()


@pytest.mark.big
@pytest.mark.django_db
def test_a_forum_is_released_without_a_clash():
    assert "seconds" in demo(size="forum")
    event = Event.objects.get(slug="forum-2005")
    meetings = event.sessions.exclude(link=None).count()
    assert event.releases.get(state="current").placements.count() == 400 + meetings
    assert meetings > 1
    assert event.registrations.count() > 5_000
    assert clashes(draft_programme(event, ["en"])) == []
    assert event.list_prices.count() > 10
    assert Affiliation.objects.count() > 300
    assert Contact.objects.count() > 2_400
    assert "Nothing was changed" in demo(size="forum")
