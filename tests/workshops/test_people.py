"""Who is named in a proposal, with her hours, and what the activity needs."""

from datetime import UTC, datetime

from tests import factories
from tests.workshops.conftest import filled, propose, proposed
from workshops.actions import proposals as actions
from workshops.content import Contributing, Needed
from workshops.models import Contributor, Need, Proposal, Session

PROPOSE = "/quebec/propose/"


def save(event, proposal, **given):
    return actions.save_draft(event=event, by=None, content=proposed(**given), proposal=proposal)


def test_hours_are_those_of_the_event_and_come_back_as_they_were_typed(event, people):
    browser = people.client("facilitator")
    address = browser.post(PROPOSE, filled())["Location"]
    [hours] = Contributor.objects.get(name="Awa Diop").hours.all()
    assert hours.begins == datetime(2099, 10, 9, 14, tzinfo=UTC)
    page = browser.get(address).content.decode()
    assert 'name="people-0-from-0" value="10:00"' in page
    assert 'value="French, Wolof"' in page
    assert 'value="Zora"' in page


def test_a_row_more_is_offered_without_a_script_and_nothing_is_saved(event, people):
    sent = filled(title="", **{"more-people": "1"})
    response = people.client("facilitator").post(PROPOSE, sent)
    assert response.status_code == 200
    assert 'name="people-2-name"' in response.content.decode()
    assert "Not sent yet" not in response.content.decode()
    assert not Proposal.objects.exists()


def test_thirty_people_fit_and_no_more(event, people):
    many = {f"people-{n}-name": f"Speaker {n}" for n in range(31)}
    response = people.client("facilitator").post(PROPOSE, filled(**many))
    assert list(response.context["form"].errors) == ["people"]


def test_whoever_stays_keeps_her_row_and_whoever_goes_is_gone(event):
    proposal = propose(event)
    awa, fatima = proposal.contributors.all()
    named = [Contributing(name="فاطمة الزهراء"), Contributing(name="Awa Diop-Sall")]
    save(event, proposal, people=named)
    rows = list(proposal.contributors.values_list("pk", "name"))
    assert rows == [(fatima.pk, "فاطمة الزهراء"), (awa.pk, "Awa Diop-Sall")]
    save(event, proposal, people=named[:1])
    assert proposal.contributors.get().pk == fatima.pk


def test_what_is_corrected_before_it_is_accepted_again_is_corrected_in_the_session(event):
    proposal = propose(event)
    session = actions.accept(proposal, by=None)
    factories.speaker(session, "A guest of the organisers")
    actions.reopen(proposal, by=None)
    save(event, proposal, people=[Contributing(name="Awa Diop-Sall", kind="moderator")])
    actions.accept(proposal, by=None)
    parts = Session.objects.get().parts.order_by("name").values_list("name", "kind")
    assert list(parts) == [("A guest of the organisers", "speaker"), ("Awa Diop-Sall", "moderator")]


def test_a_pen_name_reaches_the_proposal_and_stays_when_it_is_saved_again(event):
    who = factories.person()
    factories.registration(event, who, full_name="Awa Diop", public_name="Zora")
    proposal = propose(event, by=who)
    assert proposal.contributors.first().shown_name == "Zora"
    save(event, proposal, people=[Contributing(name="Zora")])
    assert proposal.contributors.get().registration.person == who


def test_needs_that_stay_keep_their_rows(event):
    signed = Needed("sign_language", "ase", "Zora")
    proposal = propose(event, needed=[Needed("booth"), signed])
    before = Need.objects.get(kind="sign_language").pk
    save(event, proposal, needed=[signed, Needed("sound")])
    assert list(Need.objects.values_list("kind", flat=True)) == ["sign_language", "sound"]
    assert Need.objects.get(kind="sign_language").pk == before
