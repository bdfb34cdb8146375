"""What a call asks of its own: in the form of a proposal, kept, read, purged."""

import pytest

from accounts.models import Record
from delegates import purging
from delegates.actions import questions as forms
from delegates.questions.document import Kind
from events import retention
from tests import factories
from tests.delegates.forms import document, key, question, uid
from tests.workshops.conftest import filled
from workshops.actions import calls as actions
from workshops.actions.calls import first_call
from workshops.holdings import erase, show
from workshops.models import Call, Proposal

PROPOSE = "/quebec/propose/"
DRUMS = question("Drums", required=True)
HEALTH = question("Health", data_class="sensitive", why={"en": "To plan breaks"})
WHY = question("Which kind", when=("Loud", ["yes"]))
LOUD = question("Loud", Kind.YES_NO)


@pytest.fixture
def hers(people):
    return people.client("facilitator")


def ask(event, *questions):
    """The next version of what the event's first call asks."""
    form = actions.begin_form(first_call(event), by=None)
    wanted = document(*questions, title={"en": "Music"})
    forms.edit(form, change=lambda draft: wanted, by=None, did="changed a form")
    return forms.publish(form, by=None)


def values():
    return {name: each["value"] for name, each in Proposal.objects.get().answers.items()}


def test_the_calls_questions_stand_in_the_form_and_are_kept_with_their_version(event, hers):
    version = ask(event, DRUMS)
    page = hers.get(PROPOSE).text
    assert "Drums" in page
    assert 'name="form_version" value="1"' in page
    hers.post(PROPOSE, filled(**{key("Drums"): "Two", "form_version": "1"}))
    found = Proposal.objects.get()
    assert (values(), found.form_version) == ({str(uid("Drums")): "Two"}, version)
    assert 'value="Two"' in hers.get(f"/quebec/proposals/{found.uid}/").text


def test_a_needed_answer_may_lack_in_a_draft_alone(event, hers):
    ask(event, DRUMS)
    answer = hers.post(PROPOSE, filled())
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [key("Drums")])
    hers.post(PROPOSE, filled(save="draft"))
    found = Proposal.objects.get()
    assert found.state == "draft"
    hers.post(f"/quebec/proposals/{found.uid}/", filled(**{key("Drums"): "One"}))
    assert Proposal.objects.get().state == "submitted"


def test_what_a_condition_hides_is_not_asked(event, hers):
    ask(event, LOUD, WHY)
    hers.post(PROPOSE, filled(**{key("Loud"): "no", key("Which kind"): "Brass"}))
    assert values() == {str(uid("Loud")): "no"}


def test_a_form_that_asks_something_else_meanwhile_is_shown_again_with_all_that_was_typed(
    event, hers
):
    ask(event, LOUD)
    ask(event, DRUMS)
    answer = hers.post(PROPOSE, filled(form_version="1", **{key("Drums"): "Two"}))
    assert answer.status_code == 422
    assert "has changed while you filled it in" in answer.text
    assert 'value="Two"' in answer.text


def test_a_call_offers_its_own_themes(event, hers):
    water, land = factories.theme(event, "Water"), factories.theme(event, "Land")
    first_call(event).themes.add(water)
    page = hers.get(PROPOSE).text
    assert f'value="{water.uid}"' in page
    assert f'value="{land.uid}"' not in page
    assert hers.post(PROPOSE, filled(theme=str(land.uid))).status_code == 422


def test_the_team_reads_answers_and_the_sensitive_ones_on_a_noted_page(event, hers, people):
    ask(event, DRUMS, HEALTH)
    hers.post(PROPOSE, filled(**{key("Drums"): "Two", key("Health"): "Asthma"}))
    plans, found = people.client("programmer"), Proposal.objects.get()
    page = plans.get(f"/quebec/organise/proposals/{found.uid}/").text
    assert "Two" in page
    assert "Asthma" not in page
    assert "Asthma" in plans.get(f"/quebec/organise/proposals/{found.uid}/answers/").text
    assert Record.objects.get(did="read sensitive answers").person == people.programmer


def test_answers_go_with_their_question_with_their_writer_and_after_the_event(event, hers, people):
    version = ask(event, DRUMS, LOUD)
    hers.post(PROPOSE, filled(**{key("Drums"): "Two", key("Loud"): "no"}))
    assert show(people.facilitator)[0]["answers"]["Drums"] == "Two"
    Proposal.objects.update(typed={key("Drums"): ["Three"]})
    purging.purge_answers.call(version.questionnaire_id, str(uid("Drums")))
    assert values() == {str(uid("Loud")): "no"}
    assert Proposal.objects.get().typed == {}
    erase(people.facilitator)
    assert values() == {}
    Proposal.objects.update(answers={"x": {"value": 1, "version": 1}}, entry_note="Late")
    retention.forget(event)
    assert (values(), Proposal.objects.get().entry_note) == ({}, "")


def test_publishing_says_how_many_proposals_lack_a_new_answer(event, hers, people):
    ask(event, LOUD)
    hers.post(PROPOSE, filled(**{key("Loud"): "no"}))
    form = Call.objects.get().questionnaire
    wanted = document(LOUD, DRUMS, title={"en": "Music"})
    forms.edit(form, change=lambda draft: wanted, by=None, did="changed a form")
    page = people.client("organiser").get(f"/quebec/organise/forms/{form.uid}/publish/")
    assert [each.lack for each in page.context["effects"] if each.lack] == [1]
