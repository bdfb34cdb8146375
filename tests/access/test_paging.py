"""Pages by the key of the last row."""

import pytest

from access.paging import page_of
from events.models import Theme
from tests import factories


@pytest.fixture
def themes(db):
    event = factories.event()
    for _ in range(5):
        factories.theme(event)
    return Theme.objects.all()


def test_every_row_stands_on_one_page(themes):
    seen, after = [], ""
    while True:
        page = page_of(themes, after, size=2)
        seen += [row.pk for row in page.rows]
        if page.after is None:
            break
        after = str(page.after)
    assert seen == sorted(row.pk for row in themes)


def test_a_row_that_goes_meanwhile_makes_no_gap(themes):
    first = page_of(themes, size=2)
    first.rows[0].delete()
    assert len(page_of(themes, str(first.after), size=2).rows) == 2


@pytest.mark.parametrize("after", ["", "x", "-1", "1.5", "\x00", "'", "٣"])
def test_what_is_no_key_begins_at_the_beginning(themes, after):
    assert page_of(themes, after).first
    assert len(page_of(themes, after).rows) == 5


def test_a_page_is_one_query(themes, django_assert_num_queries):
    with django_assert_num_queries(1):
        page_of(themes, size=2)
