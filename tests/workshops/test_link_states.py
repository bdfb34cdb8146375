"""Whatever is done to links, in any order: what is always true."""

from collections import Counter
from datetime import date
from itertools import pairwise

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.refusals import Refusal
from tests import factories
from tests.workshops.linked import asked, offered, story
from workshops.actions import link_ends, links
from workshops.actions import proposals as actions
from workshops.linking import Linking
from workshops.models import Joined, Link, Proposal, Session
from workshops.standing import LIVE

KINDS = ["fusion", "sequence", "dialogue", "meeting"]
DEEDS = ["yes", "no", "back", "undo", "counter", "accept", "withdraw", "reopen", "release"]
# How a story may end in each state.
LAST = {
    "proposed": {"proposed", "said_yes"},
    "agreed": {"agreed", "frozen"},
    "refused": {"said_no"},
    "countered": {"countered"},
    "taken_back": {"taken_back"},
    "undone": {"undone"},
    "ended": {"ended"},
}
asking = st.tuples(
    st.just("ask"), st.sampled_from(KINDS), st.lists(st.integers(0, 3), min_size=2, max_size=3)
)
doing = st.tuples(st.sampled_from(DEEDS), st.integers(0, 5), st.integers(0, 3))


def do(deed, proposals) -> None:
    """One deed; the first words say which, the numbers to which link and by whom."""
    what, which, who = deed
    now = list(Proposal.objects.order_by("pk"))
    if what == "ask":
        sides = [now[n] for n in who]
        asked(which, *sides)
    elif what in {"accept", "withdraw", "reopen"}:
        getattr(actions, what)(now[who], by=now[who].proposer)
    elif what == "release":
        link_ends.fix_fusions(now[0].event)
    elif found := list(Link.objects.order_by("-pk")[which : which + 1]):
        answer(what, found[0], now[who].proposer)


def answer(what, link, by) -> None:
    if what in {"yes", "no"}:
        links.answer(link, by=by, yes=what == "yes")
    elif what == "back":
        links.take_back(link, by=by)
    elif what == "undo":
        links.undo(link, by=by)
    else:
        sides = [side.proposal for side in link.sides.all()]
        links.counter(link, by=by, asked=Linking(kind="dialogue", proposals=sides))


def check() -> None:
    agreed = Link.objects.filter(state="agreed")
    fused = agreed.filter(kind="fusion").values_list("sides__proposal", flat=True)
    assert all(many == 1 for many in Counter(fused).values())
    assert not agreed.exclude(sides__proposal__state__in=LIVE).exists()
    for link in Link.objects.all():
        assert story(link)[-1] in LAST[link.state]
    accepted = set(Proposal.objects.filter(state="accepted").values_list("pk", flat=True))
    confirmed = Session.objects.filter(state="confirmed", proposal__isnull=False)
    own = list(confirmed.values_list("proposal", flat=True))
    held = list(Joined.objects.values_list("proposal", flat=True))
    assert sorted(own + held) == sorted(accepted)
    rows = [
        each.sides.values_list("proposal", flat=True) for each in agreed.filter(kind="sequence")
    ]
    steps = {two for each in rows for two in pairwise(each)}
    assert not {(b, a) for a, b in steps} & steps


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deeds=st.lists(asking | doing, min_size=4, max_size=12))
def test_each_accepted_proposal_is_held_once_and_no_link_contradicts_another(db, deeds):
    with transaction.atomic():
        event = factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))
        proposals = [offered(event, f"No {n}") for n in range(4)]
        for deed in deeds:
            try:
                do(deed, proposals)
            except Refusal:
                continue
            check()
        transaction.set_rollback(True)
