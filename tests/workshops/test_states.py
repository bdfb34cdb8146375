"""Who may do what with a proposal, and when: every state, every action, every role."""

import pytest

from tests import factories
from tests.workshops.conftest import proposed
from workshops.actions import proposals as actions
from workshops.models import Host, Proposal
from workshops.refusals import WrongState
from workshops.states import MOVES, may

STATES = Proposal.State.values
# p the proposer, h who holds it too, t the team of the programme; nobody else does anything.
TABLE = """
            draft submitted waiting accepted declined withdrawn
write       ph    ph        -       -        -        -
hand in     ph    -         -       -        -        -
withdraw    p     p         p       -        -        -
let wait    -     t         -       -        -        -
accept      -     t         t       -        -        -
decline     -     t         t       -        -        -
reopen      -     -         t       t        t        t
"""


def read_table():
    head, *rows = TABLE.strip().splitlines()
    for row in rows:
        cells = row[12:].split()
        for state, letters in zip(head.split(), cells, strict=True):
            yield row[:12].strip(), state, set(letters) - {"-"}


CELLS = list(read_table())


def do(action, proposal):
    by = None
    return {
        "write": lambda: actions.save_draft(
            event=proposal.event, by=by, content=proposed(), proposal=proposal
        ),
        "hand in": lambda: actions.hand_in(proposal, by=by),
        "withdraw": lambda: actions.withdraw(proposal, by=by),
        "let wait": lambda: actions.let_wait(proposal, by=by),
        "accept": lambda: actions.accept(proposal, by=by),
        "decline": lambda: actions.decline(proposal, by=by, reason="No"),
        "reopen": lambda: actions.reopen(proposal, by=by),
    }[action]()


def test_the_table_speaks_of_every_state_and_every_action():
    assert {(action, state) for action, state, _who in CELLS} == {
        (action, state) for action in MOVES for state in STATES
    }


@pytest.mark.parametrize(("action", "state", "who"), CELLS)
def test_each_role_may_what_the_table_says(event, people, action, state, who):
    proposal = factories.proposal(event, people.facilitator, state=state)
    organisation = factories.organisation(event)
    confirmed = Host.State.CONFIRMED
    proposal.hosts.create(organisation=organisation, person=people.account, state=confirmed)
    roles = {"p": "facilitator", "h": "account", "t": "programmer", "n": "delegate"}
    roles |= {"m": "moderator", "s": "stranger", "o": "neighbour"}
    assert {key for key, name in roles.items() if may(people.who(name), action, proposal)} == who


@pytest.mark.parametrize(("action", "state", "who"), CELLS)
def test_each_action_is_done_in_these_states_and_refused_in_all_others(event, action, state, who):
    proposal = factories.proposal(event, state=state)
    if who:
        do(action, proposal)
        expected = MOVES[action].to or state
    else:
        with pytest.raises(WrongState):
            do(action, proposal)
        expected = state
    assert Proposal.objects.get().state == expected
