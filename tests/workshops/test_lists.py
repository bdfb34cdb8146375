"""The organisers' list of proposals, and how calls fill up."""

import json
from datetime import UTC, datetime

import pytest

from files.tables import read_csv
from tests import factories
from tests.workshops.conftest import propose, written
from tests.workshops.linked import agreed, asked, offered
from workshops.actions import proposals as actions
from workshops.models import ActivityKind, Need, Proposal

LIST = "/quebec/organise/proposals/"
FILE = f"{LIST}file/"


@pytest.fixture
def plans(people):
    return people.client("programmer")


def titles(client, **asked):
    return [row.title.body for row in client.get(LIST, asked).context["page"].rows]


@pytest.mark.parametrize("words", ["MICROCREDIT", "réseaux", "reseaux فاطمه", "diop women"])
def test_words_are_found_in_title_abstract_and_names_of_any_language(event, plans, words):
    propose(event)
    propose(event, title=written("Agua", "es"), abstract=written("", "es"), people=[])
    assert titles(plans, q=words) == ["Women and microcredit"]


def test_one_proposal_must_hold_every_word(event, plans):
    offered(event, "Seeds")
    offered(event, "Water")
    assert titles(plans, q="seeds water") == []


def test_the_list_is_narrowed_by_kind_call_and_country(event, plans):
    kind = ActivityKind.objects.create(event=event, name=factories.text("Assembly"))
    seeds = offered(event, "Seeds", kind=kind)
    offered(event, "Water")
    seeds.organisation.country = "SN"
    seeds.organisation.save()
    for asked_for in ({"kind": kind.uid}, {"country": "SN"}):
        assert titles(plans, **asked_for) == ["Seeds"]
    assert titles(plans, call=seeds.call.uid) == ["Seeds", "Water"]


def test_the_list_is_narrowed_by_needs(event, plans):
    Need.objects.create(proposal=offered(event, "Seeds"), kind="projector")
    offered(event, "Water")
    assert titles(plans, needs="projector") == ["Seeds"]
    assert titles(plans, needs="booth") == []


@pytest.mark.parametrize(
    ("links", "found"),
    [("agreed", ["Seeds", "Water"]), ("waits", ["Land", "Bread"]), ("none", ["Credit"])],
)
def test_the_list_is_narrowed_by_links(event, plans, links, found):
    seeds, water, land, bread, _credit = (
        offered(event, each) for each in ("Seeds", "Water", "Land", "Bread", "Credit")
    )
    agreed("dialogue", seeds, water)
    asked("sequence", land, bread)
    assert titles(plans, links=links) == found


def test_what_is_unknown_narrows_nothing(event, plans):
    offered(event, "Seeds")
    unknown = {"country": "XX", "language": "<"}
    unknown |= dict.fromkeys(("kind", "links", "needs", "sort", "state", "call"), "x")
    assert titles(plans, **unknown) == ["Seeds"]


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("", ["Water", "Ábaco", "Seeds"]),
        ("title", ["Ábaco", "Seeds", "Water"]),
        ("-title", ["Water", "Seeds", "Ábaco"]),
        ("organisation", ["Ábaco", "Seeds", "Water"]),
        ("theme", ["Water", "Seeds", "Ábaco"]),
        ("-handed", ["Water", "Seeds", "Ábaco"]),
    ],
)
def test_the_list_is_sorted(event, plans, sort, found):
    themes = {"Seeds": factories.theme(event, "A"), "Ábaco": factories.theme(event, "B")}
    for title, day in (("Water", 9), ("Ábaco", 3), ("Seeds", 5)):
        handed = datetime(2026, 5, day, tzinfo=UTC)
        offered(event, title, theme=themes.get(title), handed_in_at=handed)
    assert titles(plans, sort=sort) == found


def test_the_next_page_follows_in_the_order_that_was_asked_for(event, plans):
    for number in range(52):
        offered(event, f"Seeds {99 - number}")
    first = plans.get(LIST, {"sort": "title"}).context["page"]
    assert titles(plans, sort="title", after=first.after) == ["Seeds 98", "Seeds 99"]


def test_a_page_of_the_list_asks_at_most_ten_times(event, plans, django_assert_max_num_queries):
    for number in range(12):
        theme = factories.theme(event)
        Need.objects.create(proposal=offered(event, f"Seeds {number}", theme=theme), kind="booth")
    narrow = {"q": "seeds", "links": "none", "needs": "booth", "sort": "-organisation"}
    with django_assert_max_num_queries(10):
        assert len(titles(plans, **narrow)) == 12


def test_the_moment_of_handing_in_stays_when_a_proposal_is_opened_again(event):
    proposal = actions.hand_in(propose_draft(event), by=None)
    first = proposal.handed_in_at
    assert first is not None
    declined = actions.decline(proposal, by=None, reason="No")
    assert actions.reopen(declined, by=None).handed_in_at == first


def propose_draft(event):
    return factories.proposal(event, state=Proposal.State.DRAFT)


def test_a_call_shows_day_by_day_what_was_handed_in(event, plans):
    for day in (3, 3, 5):
        offered(event, handed_in_at=datetime(2026, 5, day, 15, tzinfo=UTC))
    propose_draft(event)
    [call] = plans.get(f"{LIST}progress/").context["calls"]
    assert [(day.day, new, all_of_them) for day, new, all_of_them in call.days.rows] == [
        (3, 2, 2), (4, 0, 2), (5, 1, 3)
    ]  # fmt: skip


def test_progress_asks_as_often_for_many_calls_as_for_one(
    event, plans, django_assert_max_num_queries
):
    for number in range(6):
        call = event.calls.create(title=factories.text(f"Call {number}"))
        offered(event, call=call)
    with django_assert_max_num_queries(8):
        page = plans.get(f"{LIST}progress/").content.decode()
    assert page.count('<svg class="chart columns"') == 6


def test_the_list_is_taken_out_as_a_file_without_names(event, plans):
    propose(event)
    offered(event, "Water")
    rows = json.loads(b"".join(plans.get(FILE, {"q": "diop", "as": "json"})))
    assert [row["title"] for row in rows] == ["Femmes et microcrédit"]
    assert "Diop" not in str(rows)


def test_a_csv_and_a_spreadsheet_hold_every_page_of_the_list(event, plans):
    for number in range(60):
        offered(event, f"=Seeds {number}")
    rows = read_csv(b"".join(plans.get(FILE)))
    assert (len(rows), rows[1][3]) == (61, "=Seeds 0")
    assert b"".join(plans.get(FILE, {"as": "xlsx"})).startswith(b"PK")


def test_a_file_asks_as_often_for_many_as_for_one(event, plans, django_assert_max_num_queries):
    for number in range(30):
        Need.objects.create(proposal=offered(event, f"Seeds {number}"), kind="booth")
    with django_assert_max_num_queries(12):
        assert b"Seeds 29" in b"".join(plans.get(FILE))


def test_the_map_ties_themes_by_agreed_links(event, plans):
    land, sea = factories.theme(event, "Land"), factories.theme(event, "Sea")
    seeds, soil, fish = (
        offered(event, title, theme=theme)
        for title, theme in (("Seeds", land), ("Soil", land), ("Fish", sea))
    )
    agreed("dialogue", seeds, fish)
    agreed("sequence", seeds, soil)
    asked("sequence", soil, fish)
    found = plans.get(f"{LIST}map/").context["map"]
    assert [(node.number, node.many) for node in found.nodes] == [(1, 2), (2, 1)]
    assert [(tie.one.number, tie.other.number, tie.many) for tie in found.ties] == [
        (1, 1, 1), (1, 2, 1)
    ]  # fmt: skip
    assert (found.chart.count("<circle"), found.chart.count("<line")) == (2, 1)


def test_the_map_asks_as_often_for_many_as_for_one(event, plans, django_assert_max_num_queries):
    for number in range(6):
        offered(event, f"Seeds {number}", theme=factories.theme(event, f"Theme {number}"))
    with django_assert_max_num_queries(10):
        assert len(plans.get(f"{LIST}map/").context["map"].nodes) == 6
