"""After an event people are asked, once, how it went; a delegation's letters are made together."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Mail
from delegates.actions import letters as actions
from delegates.models import Delegation, Exclusion, Letter, Seat
from delegates.tasks.letters import ask_how_it_went
from events.models import Event, Role
from tests import factories
from tests.delegates.letters import asked, head, issued

pytestmark = pytest.mark.django_db
ASKING = "delegates/letters/mail/how_it_went"


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"


@pytest.fixture
def event(db):
    today = timezone.now().date()
    made = factories.event(begins=today + timedelta(days=9), ends=today + timedelta(days=11))
    head(made)
    return made


def ended(event, days):
    """As if its last day lay so many days back."""
    last = timezone.now().date() - timedelta(days=days)
    Event.objects.filter(pk=event.pk).update(begins=last - timedelta(days=2), ends=last)


def letter(event, name="awa", **fields):
    who = factories.person(name, languages=["en"])
    return issued(factories.registration(event, who, **fields))


def ask(run_jobs):
    ask_how_it_went.call()
    run_jobs("mail")
    return list(Mail.objects.filter(template=ASKING).order_by("pk"))


@pytest.mark.parametrize(("days", "many"), [(-1, 0), (0, 0), (1, 1), (60, 1), (61, 0)])
def test_who_told_nothing_is_asked_after_the_event(event, run_jobs, days, many):
    letter(event)
    ended(event, days)
    assert len(ask(run_jobs)) == many


def test_she_is_asked_once_in_her_language_with_a_link_that_needs_no_log_in(
    event, run_jobs, client, mailoutbox
):
    letter(event, lang="en", called="Awa")
    ended(event, 2)
    ask(run_jobs)
    assert len(ask(run_jobs)) == 1
    (mail,) = [each for each in mailoutbox if "How did it go" in each.subject]
    assert "Hello Awa" in mail.body
    assert mail.body.count("This link works until") == 1
    (path,) = re.findall(r"/quebec/letters/outcome/[^/]+/", mail.body)
    assert "Globalisation of Solidarity" in client.get(path).content.decode()


@pytest.mark.parametrize("outcome", ["granted", "refused", "no_answer"])
def test_who_told_how_it_ended_is_not_asked(event, run_jobs, outcome):
    actions.tell_outcome(letter(event), outcome=outcome)
    ended(event, 2)
    assert ask(run_jobs) == []


def test_who_only_applied_is_asked_how_it_ended(event, run_jobs):
    actions.tell_outcome(letter(event), outcome="applied")
    ended(event, 2)
    assert len(ask(run_jobs)) == 1


def test_whoever_has_no_letter_that_counts_or_was_shut_out_is_not_asked(event, run_jobs):
    asked(factories.registration(event, factories.person("ana"), country="BR"))
    actions.revoke(letter(event, "revoked"), by=None)
    shut = letter(event, "shut")
    Exclusion.objects.create(registration=shut.registration, reason="x")
    gone = letter(event, "gone")
    Letter.objects.filter(pk=gone.pk).update(registration=None)
    ended(event, 2)
    assert ask(run_jobs) == []


def test_who_tells_before_the_mail_goes_is_not_asked(event, run_jobs):
    hers = letter(event)
    ended(event, 2)
    ask_how_it_went.call()
    actions.tell_outcome(hers, outcome="granted")
    run_jobs("mail")
    assert not Mail.objects.filter(template=ASKING).exists()


@pytest.fixture
def delegation(event):
    """Two of its people wait for their letters, a third belongs to nobody's delegation."""
    head(event, way="by_desk")
    made = Delegation.objects.create(
        event=event, name="Caritas", wanted=3, granted=3, named=2, state="granted"
    )
    for name in ("awa", "ana"):
        hers = factories.registration(event, factories.person(name), country="SN")
        Seat.objects.create(delegation=made, registration=hers)
        asked(hers)
    asked(factories.registration(event, factories.person("zora"), country="SN"))
    return made


def page_of(delegation):
    return f"/quebec/delegations/{delegation.uid}/"


def test_an_organiser_has_all_letters_of_a_delegation_made_from_its_page(
    event, delegation, client, run_jobs
):
    client.force_login(factories.member(event, Role.ORGANISER))
    page = client.get(page_of(delegation)).content.decode()
    assert "2 visa letters of this delegation wait to be made." in page
    done = client.post(f"{page_of(delegation)}letters/", follow=True).content.decode()
    assert "2 letters are being made." in done
    run_jobs("now")
    states = Letter.objects.values_list("registration__person__called", "state")
    assert sorted(states) == [("Ana", "issued"), ("Awa", "issued"), ("Zora", "confirmed")]
    assert "wait to be made" not in client.get(page_of(delegation)).content.decode()


def test_a_coordinator_has_no_letters_made(event, delegation, client):
    chief = factories.person("chief")
    delegation.coordinators.create(person=chief)
    client.force_login(chief)
    assert "to be made" not in client.get(page_of(delegation)).content.decode()
    assert client.post(f"{page_of(delegation)}letters/").status_code == 404
    assert not Letter.objects.filter(state="issued").exists()
