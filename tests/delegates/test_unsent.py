"""What is typed and not sent: kept, brought back on another device, forgotten in time."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from delegates import purging
from delegates.actions import unsent as actions
from delegates.form_holdings import erase, show
from delegates.models import FormVersion, Registration, Reply, Unsent
from tests import factories
from tests.delegates.conftest import quota
from tests.delegates.forms import VISA, key, publish, question, uid
from tests.delegates.test_form_pages import as_
from tests.delegates.test_own_pages import FORM, OWN, filled

KEEP = f"{OWN}unsent/"


@pytest.fixture
def guest(event):
    return factories.person("guest")


@pytest.fixture
def hers(guest) -> Client:
    return as_(guest)


def test_a_form_that_is_left_comes_back_on_another_device_right_or_wrong(event, guest, hers):
    publish(event, question("Meal"))
    given = filled(country="ZZ", **{key("Meal"): "Rice", "reads-others": "Nobodyish"})
    page = hers.post(FORM, given | {"then": "later"}, follow=True).content.decode()
    assert "Kept until" in page
    assert Registration.objects.count() == 0
    other = as_(guest).get(FORM)
    page = other.content.decode()
    assert not other.context["form"].errors
    for words in ('value="Rice"', 'value="Nobodyish"', 'value="Wolof"', 'value="Awa Diop"'):
        assert words in page
    assert "is back" in page


@pytest.mark.postgres
def test_what_is_typed_is_kept_while_typing_and_gone_once_it_is_sent(event, hers, run_jobs):
    assert hers.post(KEEP, filled(full_name="Awa")).status_code == 204
    assert hers.post(KEEP, filled(full_name="Awa D")).status_code == 204
    kept = Unsent.objects.get()
    assert kept.typed["full_name"] == ["Awa D"]
    assert "csrfmiddlewaretoken" not in kept.typed
    hers.post(FORM, filled())
    run_jobs("mail")
    assert not Unsent.objects.exists()


def test_a_full_house_and_a_closed_door_keep_what_was_typed(event, hers):
    type(event).objects.update(registration="closed")
    assert hers.post(FORM, filled(needs="A ramp")).status_code == 422
    assert Unsent.objects.get().typed["needs"] == ["A ramp"]


def test_she_begins_anew(event, hers):
    hers.post(KEEP, filled(full_name="Awa Ba"))
    hers.post(f"{KEEP}forget/", {"place": "registration"})
    assert "Awa Ba" not in hers.get(FORM).content.decode()
    assert not Unsent.objects.exists()


def test_a_change_that_is_left_does_not_touch_the_registration(event, hers):
    hers.post(FORM, filled())
    hers.post(f"{OWN}change/", filled(full_name="Awa Ba") | {"then": "later"})
    assert Registration.objects.get().full_name == "Awa Diop"
    assert 'value="Awa Ba"' in hers.get(f"{OWN}change/").content.decode()


@pytest.mark.parametrize("place", ["elsewhere", "0", str(uid("nobody"))])
def test_only_forms_of_this_event_keep_anything(event, hers, place):
    assert hers.post(KEEP, {"place": place}).status_code == 404


def test_nobody_reads_what_somebody_else_typed(event, hers):
    hers.post(KEEP, filled(full_name="Canary"))
    assert "Canary" not in as_(factories.person()).get(FORM).content.decode()


def test_what_is_too_long_is_said_to_be_and_not_kept(event, hers):
    assert hers.post(KEEP, {"needs": "x" * (actions.MOST + 1)}).status_code == 413
    assert not Unsent.objects.exists()


def test_what_is_never_sent_goes_after_thirty_days(event, hers):
    hers.post(KEEP, filled())
    purging.purge_what_ended.call()
    assert Unsent.objects.count() == 1
    Unsent.objects.update(until=timezone.now())
    purging.purge_what_ended.call()
    assert not Unsent.objects.exists()


@pytest.mark.postgres
def test_answers_that_a_condition_hides_go_with_the_time_of_what_is_unsent(event, hers):
    publish(event, *VISA)
    hers.post(FORM, filled(**{key("Visa?"): "yes", key("Consulate"): "Dakar"}))
    hers.post(f"{OWN}change/", filled(**{key("Visa?"): "no"}))
    purging.purge_what_ended.call()
    assert str(uid("Consulate")) in Registration.objects.get().answers
    Registration.objects.update(changed_at=timezone.now() - timedelta(days=31))
    purging.purge_what_ended.call()
    assert list(Registration.objects.get().answers) == [str(uid("Visa?"))]


@pytest.mark.postgres
def test_each_question_is_kept_as_long_as_it_says(event, hers, run_jobs):
    publish(event, question("Health", keep_days=10), question("Meal"))
    hers.post(FORM, filled(**{key("Health"): "asthma", key("Meal"): "Rice"}))
    purging.purge_ended(event.ends + timedelta(days=10))
    run_jobs("now")
    assert len(Registration.objects.get().answers) == 2
    assert purging.purge_ended(event.ends + timedelta(days=11)) == 1
    run_jobs("now")
    assert list(Registration.objects.get().answers) == [str(uid("Meal"))]
    assert purging.purge_ended(event.ends + timedelta(days=12)) == 0


def test_answers_drafts_and_companions_are_hers_to_take_and_to_erase(event, guest, hers):
    publish(event, question("Meal"), companions="counted")
    more = {"companions-name": ["Moussa"], "companions-age": ["4"], key("Meal"): "Rice"}
    hers.post(FORM, filled(**more))
    hers.post(KEEP, {"place": "change", "needs": "A ramp"})
    shown = show(guest)
    assert shown["registrations"] == [{"Meal": "Rice"}]
    assert shown["companions"] == [{"name": "Moussa", "age": 4}]
    assert shown["unsent"][0]["typed"]["needs"] == ["A ramp"]
    erase(guest)
    assert not Unsent.objects.exists()
    assert not Registration.objects.get().companions.exists()


def test_ninety_days_after_the_event_nothing_of_it_is_left(event, hers):
    from events.retention import forget

    quota(event, 5)
    version = publish(event, question("Meal"), companions="counted")
    more = {"companions-name": ["Moussa"], "companions-age": ["4"], key("Meal"): "Rice"}
    hers.post(FORM, filled(**more))
    found = Registration.objects.get()
    Reply.objects.create(questionnaire=version.questionnaire, registration=found, version=version)
    hers.post(KEEP, {"place": "change", "needs": "A ramp"})
    forget(event)
    found.refresh_from_db()
    assert (found.answers, found.sort_key, found.companions.count()) == ({}, "", 0)
    assert not Unsent.objects.exists()
    assert not Reply.objects.exists()
    assert FormVersion.objects.count() == 1
