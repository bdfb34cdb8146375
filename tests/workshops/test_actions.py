"""Proposals are written, handed in, decided; sessions come of them."""

import re

import pytest
from django.core import mail

from accounts.models import Record
from delegates.models import Organisation
from events.models import Event
from languages import texts
from tests import factories
from tests.workshops.conftest import described, propose, proposed, written
from workshops import refusals
from workshops.actions import proposals as actions
from workshops.actions import sessions as session_actions
from workshops.codes import LETTERS
from workshops.content import Named
from workshops.models import Part, Proposal, Session
from workshops.queries.sessions import sessions_of


def test_a_draft_may_be_empty_and_is_handed_in_later(event):
    who = factories.person()
    draft = actions.save_draft(
        event=event, by=who, content=proposed(title=written(""), abstract=written(""), spoken=[])
    )
    assert draft.state == "draft"
    draft = actions.save_draft(event=event, by=who, content=proposed(), proposal=draft)
    assert actions.hand_in(draft, by=who).state == "submitted"
    assert Proposal.objects.count() == 1


def test_a_closed_call_takes_nothing(event):
    Event.objects.update(call="closed")
    with pytest.raises(refusals.CallClosed):
        propose(event)
    assert Proposal.objects.count() == 0


def test_an_accepted_proposal_becomes_a_session_that_shares_its_texts(event):
    proposal = propose(event, size=40, access="step_free")
    session = actions.accept(proposal, by=None)
    assert (session.title_id, session.abstract_id) == (proposal.title_id, proposal.abstract_id)
    assert (session.size, session.access, session.spoken) == (40, "step_free", ["fr"])
    texts.translate(session.title, lang="es", body="Mujeres y microcrédito", by=None)
    assert proposal.title.translations.filter(lang="es").exists()


def test_a_code_is_short_and_has_no_letters_that_look_alike(event):
    codes = {actions.accept(propose(event), by=None).code for _ in range(20)}
    assert len(codes) == 20
    assert all(re.fullmatch(f"[{LETTERS}]{{6}}", code) for code in codes)
    assert not set("01OILS5B8UVAE") & set(LETTERS)


def test_speakers_become_parts_and_the_proposer_stands_by_her_public_name(event):
    who = factories.person()
    factories.registration(event, who, full_name="Awa Diop", public_name="Zora")
    session = actions.accept(propose(event, by=who), by=None)
    assert [part.shown_name for part in session.parts.all()] == ["Zora", "فاطمة الزهراء"]


def test_an_accepted_session_lists_its_organisation(event):
    proposal = propose(event, organisation_name="Réseau")
    assert Organisation.objects.get().state == "named"
    actions.accept(proposal, by=None)
    assert Organisation.objects.get().state == "listed"


def test_a_decision_is_made_once(event):
    proposal = propose(event)
    actions.accept(proposal, by=None)
    with pytest.raises(refusals.WrongState):
        actions.accept(proposal, by=None)
    with pytest.raises(refusals.WrongState):
        actions.decline(proposal, by=None, reason="Late")
    with pytest.raises(refusals.WrongState):
        actions.withdraw(proposal, by=None)
    assert Session.objects.count() == 1


def test_what_is_opened_again_and_accepted_again_is_the_same_session(event):
    proposal = propose(event)
    session = actions.accept(proposal, by=None)
    actions.reopen(proposal, by=None)
    assert Session.objects.get().state == "cancelled"
    again = actions.accept(proposal, by=None)
    assert (again.pk, again.code, again.guid) == (session.pk, session.code, session.guid)
    assert Session.objects.get().state == "confirmed"


def test_what_was_declined_keeps_its_reason_until_it_is_opened_again(event):
    proposal = actions.decline(propose(event), by=None, reason="Too near to another")
    assert (proposal.state, proposal.reason) == ("declined", "Too near to another")
    assert actions.reopen(proposal, by=None).reason == ""


def test_a_decided_proposal_is_not_written_on(event):
    proposal = propose(event)
    actions.accept(proposal, by=None)
    with pytest.raises(refusals.WrongState):
        actions.save_draft(event=event, by=None, content=proposed(), proposal=proposal)


@pytest.mark.parametrize(
    ("decide", "words"),
    [
        (lambda p: actions.accept(p, by=None), "accepted"),
        (lambda p: actions.decline(p, by=None, reason="Too near"), "Too near"),
    ],
)
def test_the_proposer_is_told_in_her_language(event, run_jobs, decide, words):
    decide(propose(event, by=factories.person(languages=["en"])))
    run_jobs("mail")
    [sent] = mail.outbox
    assert "Women and microcredit" in sent.subject
    assert words in sent.body


def test_a_decision_that_was_taken_back_is_not_told_any_more(event, run_jobs):
    proposal = propose(event)
    actions.accept(proposal, by=None)
    actions.reopen(proposal, by=None)
    run_jobs("mail")
    assert mail.outbox == []


def test_organisers_add_a_session_and_change_it(event):
    session = session_actions.add_session(
        event=event, by=None, content=described(parts=[Named(name="Awa Diop")], links=[])
    )
    first = session.changed_at
    content = described(
        title=written("Assemblée"),
        interpreted=["en"],
        parts=[Named(name="Nina", kind=Part.Kind.MODERATOR)],
        links=[("Slides", "https://example.org/s")],
    )
    changed = session_actions.change_session(session, by=None, content=content)
    assert changed.changed_at > first
    assert (changed.title.body, changed.interpreted) == ("Assemblée", ["en"])
    [row] = sessions_of(event)
    assert [(part.kind, part.name) for part in row.parts] == [("moderator", "Nina")]
    assert row.links == [("Slides", "https://example.org/s")]


def test_a_code_that_is_taken_is_refused(event):
    session_actions.add_session(event=event, by=None, content=described(), code="OPEN")
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        session_actions.add_session(event=event, by=None, content=described(), code="OPEN")


def test_the_programme_gets_everything_in_three_queries(event, django_assert_num_queries):
    theme = factories.theme(event)
    for _ in range(3):
        actions.accept(propose(event, theme=theme, organisation_name="Réseau"), by=None)
    with django_assert_num_queries(3):
        rows = sessions_of(event)
    assert len(rows) == 3
    assert rows[0].theme_name_id == theme.name_id
    assert rows[0].organisation_name_id
    assert [part.name for part in rows[0].parts] == ["Awa Diop", "فاطمة الزهراء"]


def test_every_step_is_noted_with_who_did_it(event, people):
    proposal = propose(event, by=people.facilitator)
    actions.accept(proposal, by=people.programmer)
    noted = Record.objects.filter(object=f"workshops.proposal:{proposal.pk}")
    assert list(noted.order_by("pk").values_list("did", "person__called")) == [
        ("wrote the proposal", "Facilitator"),
        ("handed in", "Facilitator"),
        ("accepted", "Programmer"),
    ]


def test_an_erased_proposer_leaves_what_was_handed_in_without_her(event):
    from workshops.holdings import erase, show

    who = factories.person()
    actions.save_draft(event=event, by=who, content=proposed())
    propose(event, by=who, needs="A chair with arms")
    assert [each["needs"] for each in show(who)] == ["", "A chair with arms"]
    erase(who)
    left = Proposal.objects.get()
    assert (left.proposer, left.needs) == (None, "")
