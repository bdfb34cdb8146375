"""Answering the event's own form."""

import pytest
from django.test import Client

from delegates.actions import questions as actions
from delegates.actions import registrations
from delegates.models import Registration, Unsent
from delegates.questions.answers import values
from delegates.questions.document import Ask, Company, Kind, Status, read
from tests import factories
from tests.delegates.conftest import quota
from tests.delegates.forms import VISA, document, key, option, publish, question, uid
from tests.delegates.test_own_pages import FORM, OWN, filled

CHANGE = f"{OWN}change/"


@pytest.fixture
def guest(event):
    return factories.person("guest")


@pytest.fixture
def hers(guest):
    found = Client()
    found.force_login(guest)
    return found


def hers_now() -> Registration:
    return Registration.objects.get()


def answer(name: str):
    return values(hers_now().answers).get(str(uid(name)))


EVERY = [
    (Kind.TEXT, "Ñandú", "Ñandú"),
    (Kind.LONG_TEXT, "one\ntwo", "one\ntwo"),
    (Kind.NUMBER, "3.50", "3.5"),
    (Kind.DATE, "2099-10-08", "2099-10-08"),
    (Kind.YES_NO, "no", "no"),
    (Kind.COUNTRY, "XK", "XK"),
    (Kind.LANGUAGES, ["fr"], ["fr"]),
    (Kind.CHOICE, str(uid("Rice")), str(uid("Rice"))),
    (Kind.SEVERAL, [str(uid("Rice"))], [str(uid("Rice"))]),
]


@pytest.mark.parametrize(("kind", "typed", "kept_as"), EVERY)
def test_each_kind_of_answer_is_kept_and_comes_back(event, hers, kind, typed, kept_as):
    options = ("Rice", "Beans") if kind in {Kind.CHOICE, Kind.SEVERAL} else ()
    publish(event, question("Meal", kind, *options, required=True))
    assert hers.post(FORM, filled()).status_code == 422
    assert hers.post(FORM, filled(**{key("Meal"): typed})).status_code == 302
    assert answer("Meal") == kept_as
    assert hers_now().answers[str(uid("Meal"))]["version"] == 1
    assert hers.get(CHANGE).status_code == 200
    assert "Meal" in hers.get(OWN).content.decode()


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Kind.NUMBER, "many"),
        (Kind.DATE, "2099-13-40"),
        (Kind.YES_NO, "perhaps"),
        (Kind.COUNTRY, "ZZ"),
        (Kind.LANGUAGES, ["klingon"]),
        (Kind.CHOICE, str(uid("Stones"))),
        (Kind.SEVERAL, [str(uid("Stones"))]),
        (Kind.TEXT, "\u202eturned"),
    ],
)
def test_a_wrong_answer_is_refused_at_its_question_and_nothing_is_lost(event, hers, kind, typed):
    options = ("Rice",) if kind in {Kind.CHOICE, Kind.SEVERAL} else ()
    publish(event, question("Meal", kind, *options))
    response = hers.post(FORM, filled(**{key("Meal"): typed}))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [key("Meal")]
    assert 'value="Awa Diop"' in response.content.decode()
    assert Unsent.objects.get().typed["full_name"] == ["Awa Diop"]


@pytest.mark.postgres
def test_a_needed_question_under_a_condition_asks_only_those_who_meet_it(event, hers):
    publish(event, *VISA)
    assert hers.post(FORM, filled(**{key("Visa?"): "yes"})).status_code == 422
    assert hers.post(FORM, filled(**{key("Visa?"): "no"})).status_code == 302


@pytest.mark.postgres
def test_an_answer_that_a_condition_hides_is_dormant_and_stands_nowhere(event, hers):
    publish(event, *VISA)
    hers.post(FORM, filled(**{key("Visa?"): "yes", key("Consulate"): "Dakar"}))
    hers.post(CHANGE, filled(**{key("Visa?"): "no", key("Consulate"): "Dakar"}))
    assert answer("Consulate") is None
    assert hers_now().answers[str(uid("Consulate"))]["dormant"] is True
    assert "Dakar" not in hers.get(OWN).content.decode()
    assert 'value="Dakar"' in hers.get(CHANGE).content.decode()
    hers.post(CHANGE, filled(**{key("Visa?"): "yes", key("Consulate"): "Dakar"}))
    assert answer("Consulate") == "Dakar"


@pytest.mark.postgres
def test_an_option_that_was_renamed_shows_new_words_and_a_retired_one_stays_with_who_chose_it(
    event, hers
):
    publish(event, question("Meal", Kind.CHOICE, "Rice", "Beans"))
    hers.post(FORM, filled(**{key("Meal"): str(uid("Rice"))}))
    rice = option("Rice", status=Status.RETIRED)
    publish(event, question("Meal", Kind.CHOICE, options=(rice, option("Beans"))))
    assert "Rice" in hers.get(OWN).content.decode()
    assert "Rice" in hers.get(CHANGE).content.decode()
    stranger = Client()
    stranger.force_login(factories.person("new"))
    page = stranger.get(FORM).content.decode()
    assert ("Rice" in page, "Beans" in page) == (False, True)
    refused = stranger.post(FORM, filled(**{key("Meal"): str(uid("Rice"))}))
    assert refused.status_code == 422


def test_a_form_that_has_only_grown_meanwhile_is_taken_as_it_was_sent(event, hers):
    first = publish(event, question("Meal"))
    publish(event, question("Meal"), question("Band"))
    sent = hers.post(FORM, filled(form_version=first.number, **{key("Meal"): "Rice"}))
    assert sent.status_code == 302
    found = hers_now()
    assert found.form_version == first
    assert found.answers[str(uid("Meal"))] == {"value": "Rice", "version": 1}


def test_a_form_that_asks_more_meanwhile_is_shown_again_with_all_that_was_typed(event, hers):
    first = publish(event, question("Meal"))
    publish(event, question("Meal"), question("Band", required=True))
    sent = hers.post(FORM, filled(form_version=first.number, **{key("Meal"): "Rice"}))
    page = sent.content.decode()
    assert sent.status_code == 422
    assert "has changed while you filled it in" in page
    assert 'value="Rice"' in page
    assert 'name="form_version" value="2"' in page


def test_a_form_sent_from_before_there_was_any_version_counts(event, hers):
    publish(event, question("Meal"))
    assert hers.post(FORM, filled(form_version="0")).status_code == 302


@pytest.mark.parametrize("number", ["x", "-1", "99999999999", "3"])
def test_a_number_of_no_version_shows_the_form_again(event, hers, number):
    publish(event, question("Meal", required=True))
    assert hers.post(FORM, filled(form_version=number)).status_code == 422


@pytest.mark.postgres
def test_a_question_that_was_purged_is_closed_and_everybody_goes_on(event, hers, run_jobs):
    version = publish(event, question("Health", required=True), question("Meal"))
    hers.post(FORM, filled(**{key("Health"): "canary", key("Meal"): "Rice"}))
    actions.purge(version.questionnaire, question=uid("Health"), by=None)
    run_jobs("now")
    assert str(uid("Health")) not in hers_now().answers
    page = hers.get(CHANGE).content.decode()
    assert "This question is closed" in page
    assert hers.post(CHANGE, filled(**{key("Meal"): "Beans"})).status_code == 302
    assert answer("Meal") == "Beans"


def test_a_question_of_another_kind_takes_over_what_fits(event, hers):
    publish(event, question("Meal"))
    hers.post(FORM, filled(**{key("Meal"): "rice"}))
    old = question("Meal", status=Status.RETIRED)
    new = question("Meal2", Kind.CHOICE, "Rice", "Beans", instead_of=uid("Meal"))
    publish(event, old, new)
    page = hers.get(CHANGE).content.decode()
    assert f'value="{uid("Rice")}"' in page
    assert "checked" in page.split(str(uid("Rice")))[1][:200]
    hers.post(CHANGE, filled(**{key("Meal2"): str(uid("Rice"))}))
    assert answer("Meal") == "rice"


@pytest.mark.postgres
def test_companions_that_are_counted_take_seats_and_are_refused_with_the_number_left(event, hers):
    everyone = quota(event, 3)
    publish(event, companions=Company.COUNTED)
    hers.post(FORM, filled())
    many = {"companions-name": ["Moussa", "Ndeye", "Ibou"], "companions-age": ["4", "", "70"]}
    response = hers.post(CHANGE, filled(**many))
    assert response.status_code == 422
    page = response.content.decode()
    assert "2 more seats are free" in page
    assert 'value="Ndeye"' in page
    two = {"companions-name": ["Moussa", "Ndeye"], "companions-age": ["4", ""]}
    assert hers.post(CHANGE, filled(**two)).status_code == 302
    everyone.refresh_from_db()
    assert everyone.used == 3
    assert list(hers_now().companions.values_list("name", "age")) == [
        ("Moussa", 4),
        ("Ndeye", None),
    ]


@pytest.mark.postgres
def test_companions_that_are_not_counted_take_no_seats(event, hers):
    everyone = quota(event, 1)
    publish(event, companions=Company.UNCOUNTED)
    many = {"companions-name": ["Moussa", "Ndeye"], "companions-age": ["4", ""]}
    hers.post(FORM, filled(**many))
    everyone.refresh_from_db()
    assert (everyone.used, hers_now().state, hers_now().companions.count()) == (1, "confirmed", 2)


@pytest.mark.parametrize(
    ("names", "ages"), [([""], ["4"]), (["Ibou"], ["four"]), (["Ibou"], ["200"]), (["I"] * 9, [])]
)
def test_wrong_companions_are_refused_at_their_question(event, hers, names, ages):
    publish(event, companions=Company.COUNTED)
    response = hers.post(FORM, filled(**{"companions-name": names, "companions-age": ages}))
    assert list(response.context["form"].errors) == ["companions"]


def test_whoever_withdraws_takes_answers_and_companions_along(event, hers):
    publish(event, question("Meal"), companions=Company.COUNTED)
    more = {"companions-name": ["Moussa"], "companions-age": ["4"], key("Meal"): "Rice"}
    hers.post(FORM, filled(**more))
    registrations.withdraw(hers_now(), by=None)
    left = hers_now()
    assert (left.answers, left.form_version, left.companions.count()) == ({}, None, 0)


def test_three_questions_ask_where_one_lives_which_passport_and_for_whom_one_is_counted(
    event, hers
):
    publish(event, passports=Ask.MUST)
    assert hers.post(FORM, filled()).status_code == 422
    given = {"country": "XK", "passports": ["XXA", "", ""], "passport_words": ""}
    assert hers.post(FORM, filled(**given)).status_code == 302
    assert (hers_now().country, hers_now().passports) == ("XK", ["XXA"])
    page = hers.get(OWN).content.decode()
    assert "stateless" in page
    assert "Kosovo" in page


@pytest.mark.parametrize(
    ("passports", "words", "right"),
    [
        (["-"], "", True),
        (["SN", "FR"], "", True),
        ([""], "laissez-passer", True),
        (["-", "FR"], "", False),
        (["ZZ"], "", False),
        (["SN", "FR", "ML", "XK"], "", False),
    ],
)
def test_passports_may_be_several_none_or_in_words(event, hers, passports, words, right):
    publish(event, passports=Ask.MUST)
    response = hers.post(FORM, filled(passports=passports, passport_words=words))
    assert (response.status_code == 302) is right
    if not right:
        assert list(response.context["form"].errors) == ["passports"]


def test_where_the_event_does_not_want_it_no_passport_is_asked(event, hers):
    publish(event, question("Meal"))
    assert 'name="passports"' not in hers.get(FORM).content.decode()


def test_each_name_stays_as_she_writes_it_and_lists_sort_by_what_she_chose(event, hers):
    names = {"badge_name": "Awa D.", "sorted_as": "Diop, Awa", "latin_name": "Awa Diop"}
    hers.post(FORM, filled(full_name="آوا ديوب", **names))
    found = hers_now()
    assert (found.full_name, found.name_on_badge) == ("آوا ديوب", "Awa D.")
    assert found.sort_key.startswith("diop")
    hers.post(CHANGE, filled(full_name="آوا ديوب", latin_name="Awa Diop"))
    assert hers_now().sort_key == "awa diop"


def test_the_events_own_name_for_a_country_stands_in_its_form(event, hers):
    actions.name_country(event=event, code="SN", names={"en": "Sunugaal", "fr": ""}, by=None)
    assert "Sunugaal" in hers.get(FORM).content.decode()
    hers.post(FORM, filled())
    assert "Sunugaal" in hers.get(OWN).content.decode()
    assert "Sunugaal" not in hers.get(f"{OWN}?lang=fr").content.decode()


def test_an_emptied_answer_goes_and_one_of_a_retired_question_stays(event, hers):
    publish(event, question("Meal"), question("Band"))
    hers.post(FORM, filled(**{key("Meal"): "Rice", key("Band"): "Blue"}))
    publish(event, question("Meal", status=Status.RETIRED), question("Band"))
    hers.post(CHANGE, filled(**{key("Band"): ""}))
    assert (answer("Meal"), answer("Band")) == ("Rice", None)


def test_published_versions_are_never_written_again(event):
    first = publish(event, question("Meal"))
    publish(event, question("Meal"), question("Band"))
    first.refresh_from_db()
    assert read(first.document) == document(question("Meal"))


def test_whoever_lacks_an_answer_that_is_needed_since_is_told_so_and_keeps_her_place(event, hers):
    publish(event, question("Meal"))
    hers.post(FORM, filled(**{key("Meal"): "Rice"}))
    assert "asks something more" not in hers.get(OWN).content.decode()
    publish(event, question("Meal"), question("Band", required=True))
    assert "asks something more" in hers.get(OWN).content.decode()
    hers.post(CHANGE, filled(**{key("Meal"): "Rice", key("Band"): "Blue"}))
    assert "asks something more" not in hers.get(OWN).content.decode()
    assert hers_now().state == "confirmed"
