"""What is written while somebody is erased is published without her: by steps, in every order."""

import threading

import pytest
from django.db import connection, transaction

from accounts import actions, erasures
from accounts.ports import StillNeeded
from tests import factories


@pytest.mark.django_db
def test_an_erasure_is_seen_by_whoever_began_before_it():
    began = erasures.number()
    assert not erasures.moved(began)
    awa = factories.person("awa")
    actions.delete_account(person=awa, by=awa)
    assert erasures.moved(began)
    assert not erasures.moved(erasures.number())


@pytest.mark.django_db
def test_an_account_that_stays_is_no_erasure(cast, time_machine):
    time_machine.move_to("2001-09-01")
    began = erasures.number()
    with pytest.raises(StillNeeded):
        actions.delete_account(person=cast.organiser, by=cast.organiser)
    assert not erasures.moved(began)


@pytest.mark.django_db
def test_whoever_is_disturbed_each_time_gives_up_for_now():
    numbers = erasures.attempts()
    for _attempt in range(erasures.ATTEMPTS):
        assert not erasures.moved(next(numbers))
        erasures.count_one()
    with pytest.raises(erasures.StillErasing):
        next(numbers)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_publishing_waits_for_an_erasure_that_runs():
    """What is asked while an erasure runs is answered when it has ended, and counts it."""
    began, found = erasures.number(), []

    def publish():
        with transaction.atomic():
            found.append(erasures.moved(began))
        connection.close()

    thread = threading.Thread(target=publish)
    with transaction.atomic():
        erasures.count_one()
        thread.start()
        thread.join(0.3)
        assert found == []
    thread.join(30)
    assert found == [True]
