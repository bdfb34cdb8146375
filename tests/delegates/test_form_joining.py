"""What forms add to files of registrations, and to two registrations that become one."""

import pytest
from django.test import Client

from delegates.actions import questions as actions
from delegates.joining.forms import columns, join_replies, part_replies
from delegates.models import Registration, Reply
from delegates.queries.exports import table
from delegates.questions.document import Kind, Status
from tests import factories
from tests.delegates.conftest import enter
from tests.delegates.forms import VISA, key, publish, question, uid
from tests.delegates.test_form_pages import as_, follow_up
from tests.delegates.test_own_pages import FORM, OWN, filled


def hers() -> Client:
    return as_(factories.person())


def test_a_file_has_a_column_for_each_question_with_the_words_of_its_answers(event):
    publish(event, *VISA, question("Meal", Kind.CHOICE, "Rice"))
    hers().post(FORM, filled(**{key("Visa?"): "no", key("Meal"): str(uid("Rice"))}))
    publish(event, *VISA, question("Meal", Kind.CHOICE, "Rice", status=Status.RETIRED))
    keys = ["full_name", key("Visa?"), key("Consulate"), key("Meal")]
    assert [str(columns(event)[each].label) for each in keys[1:]] == ["Visa?", "Consulate", "Meal"]
    assert list(table(event, keys)) == [["Awa Diop", "no", "", "Rice"]]


@pytest.mark.postgres
def test_a_file_holds_neither_what_a_condition_hides_nor_what_was_purged(event, run_jobs):
    version = publish(event, *VISA, question("Health"))
    client, given = hers(), {key("Consulate"): "Dakar", key("Health"): "asthma"}
    client.post(FORM, filled(**{key("Visa?"): "yes"} | given))
    client.post(f"{OWN}change/", filled(**{key("Visa?"): "no"} | given))
    assert list(table(event, [key("Consulate"), key("Health")])) == [["", "asthma"]]
    actions.purge(version.questionnaire, question=uid("Health"), by=None)
    assert key("Health") not in columns(event)


def test_answers_to_forms_follow_when_two_registrations_become_one(event):
    one, several = follow_up(event), follow_up(event, "several")
    kept, gone = enter(event), enter(event)
    for number, who in enumerate((kept, gone)):
        client = as_(who.person)
        for form in (one, several):
            client.post(f"{OWN}forms/{form.uid}/", {key("Train"): f"At {number}"})
    moved = join_replies(gone, kept)
    assert Reply.objects.filter(registration=kept).count() == 3
    part_replies(gone, kept, moved)
    assert Reply.objects.filter(registration=gone).count() == 2
    assert Registration.objects.count() == 2
