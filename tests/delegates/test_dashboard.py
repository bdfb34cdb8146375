"""Who comes, in numbers."""

import pytest
from django.utils import timezone

from delegates.actions import registrations
from delegates.models import Registration
from delegates.queries.dashboard import merged, numbers
from events import worldmap
from events.models import Constituency
from files.charts import bar, columns
from tests import factories
from tests.cast import Cast
from tests.delegates.conftest import enter, quota

PAGE = "/quebec/organise/registrations/numbers/"


def fill(event):
    africa = Constituency.objects.create(event=event, name=factories.text("Africa"))
    for number in range(7):
        factories.registration(
            event,
            country="SN" if number < 5 else "",
            speaks=["fr", "wo"] if number < 2 else ["fr"],
            constituency=africa if number < 5 else None,
            category="press" if number == 6 else "delegate",
            needs="A ramp" if number < 2 else "",
        )


def shown(lines):
    return [(line.name, line.many) for line in lines]


def test_each_chart_stands_beside_its_table(event):
    fill(event)
    registrations.withdraw(enter(event), by=None)
    quota(event, 9)
    found = numbers(event, ["en"])
    assert found.total == 7
    assert shown(found.categories) == [("delegate", 6), ("press", 1)]
    assert shown(found.countries) == [("Senegal", 5), ("not said", 2)]
    assert shown(found.constituencies) == [("Africa", 5), ("not said", 2)]
    assert shown(found.attendance) == [("on site", 7)]
    assert shown(found.states) == [("confirmed", 7), ("withdrawn", 1)]
    page = Cast(event).client("organiser").get(PAGE).content.decode()
    assert page.count('<svg class="chart') > 5
    assert "7 of 9 places taken" in page
    assert "under 5" in page


def test_languages_of_fewer_than_five_give_nobody_away(event):
    fill(event)
    found = numbers(event, ["en"])
    assert shown(found.languages) == [("other languages", 9)]
    for _ in range(3):
        factories.registration(event, speaks=["wo"])
    assert shown(numbers(event, ["en"]).languages) == [("French", 7), ("Wolof", 5)]


@pytest.mark.parametrize(
    ("counts", "groups", "rest"),
    [
        ([], [], 0),
        ([("a", 9), ("b", 5)], [("a", 9), ("b", 5)], 0),
        ([("a", 9), ("b", 3), ("c", 2)], [("a", 9)], 5),
        ([("a", 9), ("b", 6), ("c", 4)], [("a", 9)], 10),
        ([("a", 4)], [], 4),
    ],
)
def test_a_small_rest_takes_in_the_smallest_group(counts, groups, rest):
    assert merged(counts) == (groups, rest)


def test_arrivals_are_counted_by_the_day_of_the_event_s_zone(event):
    for moment in ("2026-03-02T04:59:00", "2026-03-02T05:01:00", "2026-03-04T12:00:00"):
        row = factories.registration(event)
        at = timezone.datetime.fromisoformat(f"{moment}+00:00")
        Registration.objects.filter(pk=row.pk).update(registered_at=at)
    found = numbers(event, ["en"]).arrivals
    rows = [(f"{day:%m-%d}", new, total) for day, new, total in found.rows]
    assert rows == [("03-01", 1, 1), ("03-02", 1, 2), ("03-03", 0, 2), ("03-04", 1, 3)]
    Registration.objects.filter(pk=row.pk).update(
        registered_at=timezone.datetime.fromisoformat("2026-09-01T12:00:00+00:00")
    )
    assert numbers(event, ["en"]).arrivals.by_week


def test_the_numbers_ask_as_often_for_many(event, django_assert_max_num_queries):
    fill(event)
    with django_assert_max_num_queries(13):
        numbers(event, ["en"])
    fill(event)
    with django_assert_max_num_queries(13):
        numbers(event, ["en"])


def test_nothing_is_drawn_of_nothing(event):
    assert numbers(event, ["en"]).arrivals.rows == []
    assert "<rect" not in columns([])
    assert 'width="0"' in bar(0, 0)


@pytest.mark.parametrize("name", ["delegate", "account", "neighbour", "former", "desk"])
def test_nobody_else_sees_the_numbers(event, name):
    assert Cast(event).client(name).get(PAGE).status_code == 404


def test_a_map_shows_where_they_live_and_leads_to_them(event):
    fill(event)
    factories.registration(event, country="MU")
    found = numbers(event, ["en"])
    assert [(land.code, land.many, land.step) for land in found.drawn.lands] == [
        ("SN", 5, 2),
        ("MU", 1, 1),
    ]
    page = Cast(event).client("organiser").get(PAGE).content.decode()
    assert 'href="/quebec/organise/registrations/?country=SN"' in page
    assert "<title>Senegal: 5</title>" in page
    # The table beside it says the same without a picture.
    assert page.index("<title>Senegal: 5</title>") < page.index('id="countries"')


@pytest.mark.parametrize(
    ("most", "many", "step"),
    [(19, 19, 3), (20, 20, 3), (999, 100, 4), (1000, 100, 3), (1000, 1000, 4), (155_000, 9, 1)],
)
def test_the_colours_of_the_map_fit_how_many_come(most, many, step):
    counts = {"BR": most, "SN": many}
    drawn = worldmap.drawn(counts, steps=worldmap.steps_for(counts))
    (land,) = (land for land in drawn.lands if land.code == "SN")
    assert land.step == step
    assert land.step in dict(drawn.legend)


def test_an_event_without_anybody_shows_no_map(event):
    assert '<figure class="map">' not in Cast(event).client("organiser").get(PAGE).content.decode()
