"""Organisers draft, look at, publish and purge forms."""

import json

import pytest
from django.test import Client

from accounts.models import Record
from delegates.actions import questions as actions
from delegates.models import FormVersion, Questionnaire, Registration, Reply, Unsent
from delegates.questions.document import Kind, read
from events.models import Role
from tests import factories
from tests.delegates.conftest import enter
from tests.delegates.forms import VISA, document, key, publish, question, uid
from tests.delegates.test_own_pages import FORM, OWN, filled

BASE = "/quebec/organise/forms/"


@pytest.fixture
def theirs(event):
    found = Client()
    found.force_login(factories.member(event, Role.ORGANISER))
    return found


def as_(who) -> Client:
    found = Client()
    found.force_login(who)
    return found


def form_of(event) -> Questionnaire:
    return actions.registration_form(event=event, by=None)


def draft_of(event):
    return read(form_of(event).draft)


def words(name: str, body: str, lang: str = "en", **others: str) -> dict[str, str]:
    return {name: body, f"{name}-lang": lang} | {
        f"{name}-{into}": said for into, said in others.items()
    }


def test_an_organiser_writes_a_form_and_publishes_it(event, theirs):
    assert "asks nothing of its own yet" in theirs.get(BASE).content.decode()
    assert not Questionnaire.objects.exists()
    theirs.post(BASE, {"begin": "registration"})
    at = f"{BASE}{form_of(event).uid}/"
    theirs.post(f"{at}sections/add/", words("title", "Meals", fr="Repas") | words("help", ""))
    [section] = draft_of(event).sections
    given = words("label", "What do you eat?", fr="Que mangez-vous ?") | {"kind": "choice"}
    theirs.post(f"{at}sections/{section.uid}/questions/add/", given)
    [made] = draft_of(event).questions()
    page = f"{at}questions/{made.uid}/"
    plain = {"data_class": "ordinary", "keep_days": "30", "required_answer": "on"}
    options = words("new-1", "Rice", fr="Riz") | words("new-2", "Beans") | words("new-3", "")
    more = words("help", "") | words("why", "")
    response = theirs.post(page, given | plain | options | more)
    assert response.status_code == 302, response.context["form"].errors
    [made] = draft_of(event).questions()
    assert [each.label for each in made.options] == [{"en": "Rice", "fr": "Riz"}, {"en": "Beans"}]
    assert (made.required, made.keep_days) == (True, 30)
    assert theirs.post(f"{at}publish/").status_code == 302
    page = as_(factories.person()).get(f"{FORM}?lang=fr").content.decode()
    assert "Que mangez-vous ?" in page
    assert "Riz" in page
    assert '<span lang="en" dir="ltr">Beans</span>' in page


def test_publishing_shows_first_what_changes_and_for_how_many(event, theirs):
    for _each in range(3):
        enter(event)
    form = publish(event, question("Meal")).questionnaire
    form.draft = json.loads(json.dumps(form.draft))
    form.draft["sections"][0]["questions"][0]["required"] = True
    form.save()
    page = theirs.get(f"{BASE}{form.uid}/publish/").content.decode()
    assert "must be answered from now on" in page
    assert "3 people who have answered before lack this answer" in page


@pytest.mark.postgres
def test_whoever_would_not_be_asked_lacks_nothing(event):
    from delegates.queries.questions import effects, latest
    from delegates.questions.document import kept

    form = publish(event, VISA[0]).questionnaire
    for visa in ("yes", "yes", "no"):
        as_(factories.person()).post(FORM, filled(**{key("Visa?"): visa}))
    form.draft = kept(document(*VISA))
    form.save()
    [added] = effects(form, latest(form), ["en"])
    assert (added.label, added.lack) == ("Consulate", 2)


def test_what_was_looked_at_is_what_is_published(event, theirs):
    form = publish(event, question("Meal")).questionnaire
    before = form.changed_at.isoformat()
    actions.edit(form, change=lambda draft: document(question("Band")), by=None, did="x")
    page = theirs.post(f"{BASE}{form.uid}/publish/", {"seen": before}, follow=True)
    assert "Somebody changed the draft meanwhile" in page.content.decode()
    assert FormVersion.objects.count() == 1


def test_a_form_with_faults_is_not_published_and_says_where(event, theirs):
    form = form_of(event)
    actions.edit(form, change=lambda d: document(question("Meal", Kind.CHOICE)), by=None, did="x")
    response = theirs.post(f"{BASE}{form.uid}/publish/")
    assert response.status_code == 422
    assert "It offers no option" in response.content.decode()
    assert FormVersion.objects.count() == 0


def test_questions_are_moved_retired_and_asked_again_by_buttons(event, theirs):
    form = publish(event, question("a"), question("b")).questionnaire
    at = f"{BASE}{form.uid}/questions/{uid('b')}/"
    theirs.post(f"{at}move/", {"to": "up"})
    assert [each.label["en"] for each in draft_of(event).questions()] == ["b", "a"]
    theirs.post(f"{at}asked/", {"to": "retired"})
    assert [each.label["en"] for each in draft_of(event).asked()] == ["a"]
    theirs.post(f"{at}asked/", {"to": "asked"})
    assert len(list(draft_of(event).asked())) == 2
    theirs.post(f"{at}kind/", {"kind": "number"})
    assert [each.kind for each in draft_of(event).asked()] == [Kind.NUMBER, Kind.TEXT]
    assert theirs.post(f"{at}move/", {"to": "sideways"}).status_code == 404


def test_conditions_are_ticked_and_kept(event, theirs):
    form = publish(event, VISA[0], question("Consulate")).questionnaire
    page = f"{BASE}{form.uid}/questions/{uid('Consulate')}/"
    assert "Only if" not in theirs.get(f"{BASE}{form.uid}/").content.decode()
    plain = {"data_class": "ordinary", "keep_days": "90", f"if-{uid('Visa?')}": ["yes"]}
    more = words("label", "Consulate") | words("help", "") | words("why", "")
    assert theirs.post(page, plain | more).status_code == 302
    shown = theirs.get(f"{BASE}{form.uid}/").content.decode()
    assert "Only if “Visa?” is: yes." in shown
    assert "checked" in theirs.get(page).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [("label", ""), ("keep_days", "91"), ("data_class", "secret"), ("if-category", ["queen"])],
)
def test_a_wrong_question_is_refused_at_its_field_and_nothing_is_lost(event, theirs, field, value):
    form = publish(event, *VISA).questionnaire
    plain = {"data_class": "ordinary", "keep_days": "90"}
    more = words("label", "Which consulate?") | words("help", "The next one") | words("why", "")
    page = f"{BASE}{form.uid}/questions/{uid('Consulate')}/"
    response = theirs.post(page, plain | more | {field: value})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert "The next one" in response.content.decode()


def test_something_sensitive_needs_its_reason(event, theirs):
    form = publish(event, question("Health")).questionnaire
    plain = {"data_class": "sensitive", "keep_days": "10"}
    more = words("label", "Health") | words("help", "") | words("why", "")
    response = theirs.post(f"{BASE}{form.uid}/questions/{uid('Health')}/", plain | more)
    assert list(response.context["form"].errors) == ["why"]


def test_a_form_goes_out_as_a_file_and_comes_in_at_another_meeting(event, theirs):
    form = publish(event, *VISA).questionnaire
    file = theirs.get(f"{BASE}{form.uid}/export/")
    assert file["Content-Type"] == "application/json"
    other = factories.event("dakar")
    hers = as_(factories.member(other, Role.ORGANISER))
    there = actions.registration_form(event=other, by=None)
    page = f"/dakar/organise/forms/{there.uid}/import/"
    assert hers.post(page, {"text": file.content.decode()}).status_code == 302
    there.refresh_from_db()
    assert there.draft == form.draft
    assert hers.get(f"/dakar/organise/forms/{there.uid}/export/").content == file.content


@pytest.mark.parametrize("text", ["", "{", "[]", '{"languages": ["en"], "sections": 1}'])
def test_a_file_that_is_no_form_changes_nothing(event, theirs, text):
    form = publish(event, *VISA).questionnaire
    before = form.draft
    response = theirs.post(f"{BASE}{form.uid}/import/", {"text": text})
    assert response.status_code == 422
    form.refresh_from_db()
    assert form.draft == before


def test_a_file_with_faults_says_them_all_and_changes_nothing(event, theirs):
    from delegates.questions.document import written

    form = publish(event, question("Meal")).questionnaire
    text = written(document(question("Meal", Kind.NUMBER), question("x", Kind.CHOICE))).decode()
    page = theirs.post(f"{BASE}{form.uid}/import/", {"text": text}).content.decode()
    assert "It offers no option" in page
    assert "another kind of question" in page
    assert len(list(draft_of(event).questions())) == 1


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_the_draft_is_looked_at_in_each_language(event, theirs, lang):
    title = {"label": {"en": "Meal", "fr": "Repas"}}
    form = publish(event, question("x", **title)).questionnaire
    page = theirs.get(f"{BASE}{form.uid}/preview/?in={lang}").content.decode()
    assert f'lang="{lang}"' in page
    if lang == "fr":
        assert "Repas" in page


@pytest.mark.postgres
def test_a_question_is_closed_and_its_answers_deleted_everywhere(event, theirs, run_jobs):
    form = publish(event, question("Health")).questionnaire
    who = factories.person()
    as_(who).post(FORM, filled(**{key("Health"): "canary-health"}))
    as_(who).post("/quebec/registration/unsent/", {"place": "change", key("Health"): "canary-2"})
    page = f"{BASE}{form.uid}/questions/{uid('Health')}/purge/"
    assert "deleted for good" in theirs.get(page).content.decode()
    theirs.post(page)
    run_jobs("now")
    assert Registration.objects.get().answers == {}
    assert key("Health") not in Unsent.objects.get().typed
    assert Record.objects.filter(did="purged 1 answers", fields=[str(uid("Health"))]).exists()
    assert "closed, answers deleted" in theirs.get(f"{BASE}{form.uid}/").content.decode()


def test_sensitive_answers_are_opened_on_a_page_that_notes_it(event, theirs):
    publish(event, question("Health", data_class="sensitive", why={"en": "For the doctor"}))
    as_(factories.person()).post(FORM, filled(**{key("Health"): "canary-health"}))
    found = Registration.objects.get()
    page = f"/quebec/organise/registrations/{found.uid}/"
    shown = theirs.get(page).content.decode()
    assert ("canary-health" in shown, "1 sensitive answer" in shown) == (False, True)
    assert "canary-health" in theirs.get(f"{page}answers/").content.decode()
    read_by = Record.objects.get(did="read sensitive answers")
    assert read_by.fields == [str(uid("Health"))]


def follow_up(event, replies="one"):
    form = actions.add_follow_up(event=event, title={"en": "Arrival"}, replies=replies, by=None)
    actions.edit(form, change=lambda draft: document(question("Train"), title={"en": "Arrival"}),
                 by=None, did="x")  # fmt: skip
    actions.publish(form, by=None)
    return form


def test_a_follow_up_form_is_for_those_who_are_registered(event):
    form, guest = follow_up(event), factories.person()
    hers, page = as_(guest), f"{OWN}forms/{form.uid}/"
    assert hers.get(page).url == OWN
    enter(event, who=guest)
    assert "Arrival" in hers.get(OWN).content.decode()
    assert hers.post(page, {key("Train"): "At nine", "form_version": "1"}).url == OWN
    assert Reply.objects.get().answers[str(uid("Train"))]["value"] == "At nine"
    second = hers.post(page, {key("Train"): "At ten"})
    assert second.status_code == 422
    assert "You have answered this form already" in second.content.decode()


def test_several_answers_are_sent_changed_and_taken_back(event):
    form, guest = follow_up(event, "several"), factories.person()
    enter(event, who=guest)
    hers = as_(guest)
    for train in ("At nine", "At ten"):
        hers.post(f"{OWN}forms/{form.uid}/", {key("Train"): train})
    first, second = Reply.objects.order_by("number")
    hers.post(f"{OWN}replies/{first.uid}/", {key("Train"): "At eight"})
    first.refresh_from_db()
    assert first.answers[str(uid("Train"))]["value"] == "At eight"
    assert as_(factories.person()).get(f"{OWN}replies/{first.uid}/").status_code == 404
    hers.post(f"{OWN}replies/{second.uid}/take-back/")
    assert Reply.objects.count() == 1


def test_a_closed_follow_up_form_takes_nothing_more(event, theirs):
    form, guest = follow_up(event), factories.person()
    enter(event, who=guest)
    theirs.post(f"{BASE}{form.uid}/state/", {"to": "closed"})
    assert as_(guest).post(f"{OWN}forms/{form.uid}/", {key("Train"): "x"}).url == OWN
    assert Reply.objects.count() == 0


def test_organisers_read_the_answers_and_it_is_noted(event, theirs):
    form, guest = follow_up(event), factories.person()
    enter(event, who=guest)
    as_(guest).post(f"{OWN}forms/{form.uid}/", {key("Train"): "At nine"})
    assert "At nine" in theirs.get(f"{BASE}{form.uid}/replies/").content.decode()
    assert Record.objects.filter(did="read the answers to a form").exists()


@pytest.mark.parametrize(("name", "most"), [("", 12), ("publish/", 14), ("preview/", 16)])
def test_pages_of_forms_ask_the_database_little(
    event, theirs, django_assert_max_num_queries, name, most
):
    form = publish(event, *(question(f"q{n}", Kind.COUNTRY) for n in range(30))).questionnaire
    with django_assert_max_num_queries(most):
        assert theirs.get(f"{BASE}{form.uid}/{name}").status_code == 200
