"""Lists narrowed by what the event's own form asks."""

import pytest

from delegates.actions import batches
from delegates.filters import Wanted
from delegates.models import Batch, SavedList
from delegates.questions.document import Kind
from tests import factories
from tests.cast import Cast
from tests.delegates.forms import key, publish, question, uid

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LIST = "/quebec/organise/registrations/"
BUS, TRAIN = str(uid("Bus")), str(uid("Train"))
ASKED = (
    question("Visa?", Kind.YES_NO),
    question("How?", Kind.CHOICE, "Bus", "Train"),
    question("Meals", Kind.SEVERAL, "Bus", "Train"),
    question("Born in", Kind.COUNTRY),
    question("Allergies", Kind.TEXT),
)


@pytest.fixture
def desk(event):
    return Cast(event).client("organiser")


@pytest.fixture
def version(event):
    return publish(event, *ASKED)


def answered(event, version, name, hidden=(), **given):
    """Somebody who gave these answers, by the first words of the questions."""
    by_word = {each.label["en"].split()[0].strip("?").lower(): each.key for each in ASKED}
    answers = {
        by_word[word]: {"value": value, "version": 1}
        | ({"dormant": True} if word in hidden else {})
        for word, value in given.items()
    }
    return factories.registration(event, full_name=name, form_version=version, answers=answers)


def names_on(page):
    return [row.full_name for row in page.context["page"].rows]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"Visa?": "yes"}, ["Awa", "Ana"]),
        ({"Visa?": "no"}, ["José"]),
        ({"How?": BUS}, ["Awa"]),
        ({"Meals": TRAIN}, ["Awa", "José"]),
        ({"Meals": BUS}, ["Awa"]),
        ({"Born in": "BR"}, ["José"]),
        ({"Visa?": "yes", "Meals": TRAIN}, ["Awa"]),
        ({"Visa?": "yes' OR 1=1"}, ["Awa", "José", "Ana", "Nobody"]),
        ({"Visa?": ""}, ["Awa", "José", "Ana", "Nobody"]),
    ],
)
def test_a_list_is_narrowed_by_answers(event, desk, version, asked, found):
    answered(event, version, "Awa", visa="yes", how=BUS, meals=[BUS, TRAIN])
    answered(event, version, "José", visa="no", how=TRAIN, meals=[TRAIN], born="BR")
    answered(event, version, "Ana", visa="yes", how=BUS, hidden={"how"})
    factories.registration(event, full_name="Nobody")
    page = desk.get(LIST, {key(name): value for name, value in asked.items()})
    assert names_on(page) == found


def test_the_page_offers_the_questions_whose_answers_can_be_counted(event, desk, version):
    page = desk.get(LIST, {key("How?"): TRAIN}).content.decode()
    for each in ("Visa?", "How?", "Meals", "Born in"):
        assert f'name="{key(each)}"' in page
    assert f'name="{key("Allergies")}"' not in page
    assert f'<option value="{TRAIN}" selected>Train</option>' in page


def test_what_was_purged_is_not_offered(event, desk, version):
    form = version.questionnaire
    form.purged = [str(uid("Visa?"))]
    form.save()
    assert f'name="{key("Visa?")}"' not in desk.get(LIST).content.decode()


def test_a_question_that_is_no_longer_asked_still_narrows(event, desk, version):
    answered(event, version, "Awa", visa="yes")
    answered(event, version, "Ana", visa="no")
    publish(event, question("Visa?", Kind.YES_NO, status="retired"), *ASKED[1:])
    page = desk.get(LIST, {key("Visa?"): "yes"})
    assert names_on(page) == ["Awa"]
    assert "Visa?" in page.content.decode()


def test_answers_are_kept_with_the_list_and_hold_for_what_is_done_with_it(event, desk, version):
    answered(event, version, "Awa", visa="yes")
    answered(event, version, "Ana", visa="no")
    asked = f"{key('Visa?')}=yes"
    desk.post(f"{LIST}lists/?{asked}", {"name": "Need a visa"})
    assert SavedList.objects.get().asked == asked
    found = batches.ask(
        event=event, kind=Batch.Kind.WRITE, wanted=Wanted.from_query(asked), by=None
    )
    assert [each.registration.full_name for each in found.items.all()] == ["Awa"]
    page = desk.get(f"{LIST}many/{found.uid}/").content.decode()
    assert "Visa?" in page


def test_however_many_questions_are_asked_the_page_asks_as_often(
    event, desk, version, django_assert_num_queries
):
    for number in range(5):
        answered(event, version, f"Guest {number}", visa="yes")
    with django_assert_num_queries(8):
        desk.get(LIST, {key("Visa?"): "yes"})
    more = [question(f"More {number}", Kind.YES_NO) for number in range(20)]
    publish(event, *ASKED, *more)
    wanted = {key(f"More {number}"): "yes" for number in range(9)}
    with django_assert_num_queries(8):
        desk.get(LIST, wanted | {key("Visa?"): "yes"})
    assert len(Wanted.of(wanted | {key(f"And {each}"): "no" for each in range(9)}).answers) == 10
