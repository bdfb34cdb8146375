"""Where an event has put its own name for a country, it stands on every page in place of CLDR's."""

from datetime import date

import pytest

from delegates import badge_sheets, countries
from delegates.actions import questions
from delegates.finders.registrations import find_named_event
from delegates.letters import outcomes
from delegates.models import Badge
from delegates.queries import dashboard
from delegates.queries.quotas import rule_in_words
from delegates.queries.registrations import shown
from tests import factories
from tests.cast import Cast
from tests.delegates.conftest import quota
from tests.delegates.letters import head, issued

pytestmark = pytest.mark.django_db
OWN = "Our Own Senegal"


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"


@pytest.fixture
def event(db):
    found = factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11), country="SN")
    questions.name_country(event=found, code="SN", names={"en": OWN}, by=None)
    return found


@pytest.fixture
def awa(event):
    return factories.registration(event, factories.person("awa"), country="SN", lang="en")


@pytest.mark.parametrize("page", ["registrations/", "registrations/numbers/", "quotas/"])
def test_organisers_read_it_in_their_lists(event, awa, page):
    quota(event, 5, country=["SN"])
    content = Cast(event).client("organiser").get(f"/quebec/organise/{page}").content.decode()
    assert OWN in content


def test_it_stands_on_a_registration_and_a_badge(event, awa):
    assert shown(awa, ["en"]).country_name == OWN
    badge = Badge(registration=awa, code="ABCDEFGH", days=[])
    assert badge_sheets.badge_values(event, badge, "")["country"]["text"] == OWN


def test_it_stands_in_what_a_quota_counts_and_in_numbers(event, awa):
    assert rule_in_words(quota(event, 5, country=["SN"]), {}) == [OWN]
    assert OWN in [line.name for line in dashboard.numbers(event, ["en"]).countries]


def test_it_stands_where_letters_are_counted(event):
    head(event)
    for _ in range(5):
        issued(factories.registration(event, country="SN", lang="en"))
    assert [row.country_name for row in outcomes.counts(event)] == [OWN]


def test_many_rows_ask_once(event, django_assert_num_queries):
    from delegates import countries

    with django_assert_num_queries(1):
        assert {countries.name(event, "SN", "en") for _ in range(5)} == {OWN}
        assert countries.name(event, "FR", "en") == "France"
        assert countries.name(event, "") == ""


@pytest.mark.postgres
def test_names_that_came_with_the_event_serve_each_language_until_they_change(
    event, django_assert_num_queries
):
    questions.name_country(event=event, code="SN", names={"fr": "Notre Sénégal"}, by=None)
    found = find_named_event(event.slug)
    with django_assert_num_queries(0):
        assert countries.own_names(found, "en") == {"SN": OWN}
        assert countries.own_names(found, "fr") == {"SN": "Notre Sénégal"}
        assert countries.own_names(found, "fr-CA") == {"SN": "Notre Sénégal"}
        assert countries.own_names(found, "pt") == {}
    questions.name_country(event=found, code="SN", names={"en": "Another"}, by=None)
    assert countries.own_names(found, "en") == {"SN": "Another"}
