import threading
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import close_old_connections
from django.test import RequestFactory

from realtime import receipts
from realtime.models import Entry, Receipt
from tests import factories
from tests.wall.source import write

STRANGER = AnonymousUser()


def wall_line() -> receipts.Answer:
    return receipts.Answer(201, {"seq": write("wall:a", "x")})


def attempt(key, person=STRANGER, topic="wall:a", action=wall_line):
    return receipts.once(key, topic=topic, person=person, action=action)


@pytest.mark.django_db
def test_a_retry_hears_the_first_answer_and_writes_nothing():
    key = uuid.uuid4()
    first, now = attempt(key)
    again, retried_now = attempt(key)
    assert (now, retried_now) == (True, False)
    assert first == again == receipts.Answer(201, {"seq": 1})
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_another_key_writes_again():
    attempt(uuid.uuid4())
    answer, _ = attempt(uuid.uuid4())
    assert answer.body == {"seq": 2}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twins_that_come_at_once_write_once_and_hear_the_same():
    key, heard = uuid.uuid4(), []
    barrier = threading.Barrier(6)

    def run():
        barrier.wait()
        try:
            heard.append(attempt(key))
        finally:
            close_old_connections()

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer for answer, _ in heard] == [receipts.Answer(201, {"seq": 1})] * 6
    assert [now for _, now in heard].count(True) == 1
    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_try_that_failed_may_be_tried_again():
    key = uuid.uuid4()
    with pytest.raises(ZeroDivisionError):
        attempt(key, action=lambda: 1 // 0)
    assert not Receipt.objects.exists()
    assert attempt(key)[1] is True


@pytest.mark.django_db
def test_a_refusal_is_remembered_like_any_answer():
    key = uuid.uuid4()
    attempt(key, action=lambda: receipts.Answer(409, {"error": "closed"}))
    assert attempt(key)[0] == receipts.Answer(409, {"error": "closed"})


@pytest.mark.django_db
def test_nobody_hears_what_another_person_was_answered():
    key = uuid.uuid4()
    attempt(key, person=factories.person("ana"))
    for other in (factories.person("bo"), STRANGER):
        with pytest.raises(receipts.BadKey):
            attempt(key, person=other)


@pytest.mark.django_db
def test_a_key_belongs_to_one_topic():
    key = uuid.uuid4()
    attempt(key)
    with pytest.raises(receipts.BadKey):
        attempt(key, topic="wall:b")


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "7", "x" * 4000, "\u202e"])
def test_a_request_without_a_valid_key_is_refused(key):
    request = RequestFactory().post("/", {"key": key})
    request.user = STRANGER
    response = receipts.respond(request, "wall:a", wall_line)
    assert response.status_code == 400
    assert Entry.objects.count() == 0


@pytest.mark.django_db
def test_the_key_stands_in_the_header_or_in_a_plain_form():
    key = str(uuid.uuid4())
    for request in (
        RequestFactory().post("/", headers={"Idempotency-Key": key}),
        RequestFactory().post("/", {"key": key}),
    ):
        request.user = STRANGER
        response = receipts.respond(request, "wall:a", wall_line)
        assert response.status_code == 201
    assert response["Idempotent-Replay"] == "true"
    assert Entry.objects.count() == 1
