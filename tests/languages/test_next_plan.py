"""The next text is found by indexes, on both databases."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from languages.models import Gap, Text
from languages.queries.desk import next_gap
from languages.texts import gaps
from tests import factories
from tests.languages.desk_world import meeting

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MANY = 2_000


@pytest.fixture
def space():
    """Many texts that wait for one language."""
    space = meeting().space
    made = Text.objects.bulk_create(
        Text(space=space, lang="es", body=f"Texto {n}", reach="open") for n in range(MANY)
    )
    Gap.objects.bulk_create(
        Gap(text=text, space=space, source_lang="es", lang="fr", weight=n % 100,
            since=timezone.now())
        for n, text in enumerate(made)
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return space


def plan(sql):
    with connection.cursor() as cursor:
        prefix = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        cursor.execute(f"{prefix} {sql}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def test_each_tier_walks_an_index_in_its_order_and_sorts_nothing(space):
    with CaptureQueriesContext(connection) as queries:
        assert next_gap(factories.person(), spaces=[space.pk], pairs=[("es", "fr")])
    asked = [each["sql"] for each in queries if 'FROM "languages_space"' in each["sql"]]
    soon, weight = (plan(sql) for sql in asked)
    assert "gaps_by_hour" in soon
    assert "gaps_by_weight" in weight
    for found in (soon, weight):
        assert "SCAN languages_gap" not in found
        assert "Seq Scan on languages_gap" not in found
    assert "Sort" not in weight
    assert "TEMP B-TREE" not in weight


def test_of_what_is_late_the_second_tier_walks_past_nothing(space):
    Gap.objects.update(due_at=timezone.now() - timedelta(hours=3))
    assert gaps.mark_late(timezone.now()) == MANY
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with CaptureQueriesContext(connection) as queries:
        assert next_gap(factories.person(), spaces=[space.pk], pairs=[("es", "fr")])
    asked = [each["sql"] for each in queries if 'FROM "languages_space"' in each["sql"]]
    _soon, weight, late = (plan(sql) for sql in asked)
    assert "gaps_by_weight" in weight
    assert "gaps_by_hour" in late
    assert not Gap.objects.filter(is_late=False).exists()
