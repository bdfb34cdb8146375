"""Whoever has no mailbox proves by her card that it is she, before her data or her account go."""

from datetime import timedelta

import pytest

from accounts.models import Person
from delegates.actions import entry_cards
from delegates.actions.desk import register_stranger
from tests.delegates.checkin import device, meeting_of_today
from tests.delegates.conftest import answers
from tests.delegates.test_entry_cards import come_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return meeting_of_today()


@pytest.fixture
def her(event):
    """Somebody whom a desk registered."""
    return register_stranger(device(event)[0], answers=answers(), lang="en")


def test_her_card_proves_anew_that_it_is_she_and_no_other_card_does(event, her, time_machine):
    time_machine.move_to(event.begins, tick=False)
    card, code = entry_cards.give(her, by=None)
    other = register_stranger(device(event)[0], answers=answers(full_name="Zora"), lang="en")
    _card, another = entry_cards.give(other, by=None)
    browser, _ = come_in(code)
    time_machine.shift(timedelta(minutes=6))
    here = browser.post("/me/delete/", {"address": "awa diop"}).headers["Location"]
    assert here == "/account/reauthenticate/card/?next=%2Fme%2Fdelete%2F"
    assert f'"{here.partition("?")[0]}"' in browser.get(here).text
    for wrong in (another, "7K3M-9QXP-2TBA", ""):
        answer = browser.post(here, {"code": wrong, "next": "/me/delete/"})
        assert answer.status_code == 422, wrong
    assert Person.objects.filter(pk=card.person_id).exists()
    browser.post(here, {"code": code, "next": "/me/delete/"})
    assert not Person.objects.filter(pk=card.person_id).exists()


def test_a_card_is_no_proof_for_whom_mail_reaches(event, her):
    card, code = entry_cards.give(her, by=None)
    Person.objects.filter(pk=card.person_id).update(mailbox="awa@example.org")
    browser, _ = come_in(code)
    answer = browser.post("/me/data/")
    assert answer.headers["Location"].startswith("/account/reauthenticate/mail/")
