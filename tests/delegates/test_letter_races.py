"""Letters when several do the same at once, on both databases."""

import threading

import pytest
from django.db import connection

from delegates.actions import letters as actions
from delegates.models import Letter
from tests import factories
from tests.delegates.letters import asked, head

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*jobs):
    def run(job):
        try:
            job()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


def test_two_workers_make_one_letter_of_one_job(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    event = factories.event()
    head(event)
    letter = asked(factories.registration(event))
    at_once(*[lambda: actions.make(letter.uid)] * 3)
    letter.refresh_from_db()
    assert (letter.state, letter.number) == ("issued", 1)
    assert event.letter_head.__class__.objects.get().last_number == 1


def test_letters_made_at_once_have_each_a_number_of_its_own(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    event = factories.event()
    head(event)
    uids = [asked(factories.registration(event)).uid for _ in range(4)]
    at_once(*[lambda uid=uid: actions.make(uid) for uid in uids])
    numbers = Letter.objects.values_list("number", flat=True)
    assert sorted(numbers) == [1, 2, 3, 4]
