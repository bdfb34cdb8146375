import threading
from datetime import timedelta

import pytest
from django.db import close_old_connections, transaction
from django.utils import timezone

from realtime import log, wake
from realtime.models import Entry, Topic
from tests.wall.source import write


def race(work, times: int) -> None:
    """Runs `work` in `times` threads that begin together."""
    barrier = threading.Barrier(times)

    def run():
        barrier.wait()
        try:
            work()
        finally:
            close_old_connections()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_numbers_are_dense_when_many_write_at_once():
    race(lambda: [write("wall:a", "x") for _ in range(5)], times=8)
    seqs = list(Entry.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, 41))
    assert log.head("wall:a").seq == 40


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_first_writers_make_one_topic():
    race(lambda: write("wall:new", "x"), times=4)
    assert Topic.objects.filter(name="wall:new").count() == 1
    assert log.head("wall:new").seq == 4


@pytest.mark.django_db
def test_a_write_that_is_rolled_back_leaves_no_hole():
    write("wall:a", "kept")
    with transaction.atomic():
        log.append("wall:a", kind="line", payload={})
        transaction.set_rollback(True)
    assert write("wall:a", "next") == 2


@pytest.mark.django_db(transaction=True)
def test_the_log_is_not_written_outside_of_a_transaction():
    with pytest.raises(transaction.TransactionManagementError):
        log.append("wall:a", kind="line", payload={})


@pytest.mark.django_db
def test_followers_are_woken_after_the_commit_only(django_capture_on_commit_callbacks):
    heard = []
    wake.listeners.add(heard.append)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            write("wall:a", "x")
            assert heard == []
    finally:
        wake.listeners.discard(heard.append)
    assert [(each["topic"], each["seq"]) for each in heard] == [("wall:a", 1)]


@pytest.mark.django_db
def test_a_layer_that_is_away_fails_no_write(settings, django_capture_on_commit_callbacks):
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": ["redis://127.0.0.1:1"]},
        }
    }
    with django_capture_on_commit_callbacks(execute=True):
        assert write("wall:a", "x") == 1


@pytest.mark.django_db
def test_what_is_removed_keeps_its_place_without_its_words():
    first = write("wall:a", "a name")
    with transaction.atomic():
        log.remove("wall:a", first)
    old, new = log.entries_after("wall:a", 0)
    assert (old.kind, old.payload, old.seq) == ("removed", {}, 1)
    assert (new.kind, new.payload, new.seq) == ("removed", {"of": 1}, 2)


@pytest.mark.django_db
def test_pruning_keeps_the_newest_and_notes_how_far_it_went():
    for number in range(6):
        write("wall:a", str(number))
    Entry.objects.update(at=timezone.now() - timedelta(days=90))
    assert log.prune(before=timezone.now() - timedelta(days=30), keep=2) == 4
    assert log.head("wall:a") == log.Head(seq=6, pruned_to=4)
    assert [entry.seq for entry in log.entries_after("wall:a", 0)] == [5, 6]


@pytest.mark.django_db
def test_nothing_young_is_pruned():
    for _ in range(6):
        write("wall:a", "x")
    assert log.prune(before=timezone.now() - timedelta(days=30), keep=2) == 0


@pytest.mark.django_db
def test_a_restore_begins_a_new_epoch():
    before = log.epoch()
    assert log.epoch() == before
    assert log.renew_epoch() != before
    assert log.epoch() != before


@pytest.mark.django_db
def test_all_heads_are_read_by_one_query(django_assert_num_queries):
    write("wall:a", "x")
    write("wall:b", "x")
    with django_assert_num_queries(1):
        found = log.heads(["wall:a", "wall:b", "wall:c"])
    assert {name: head.seq for name, head in found.items()} == {"wall:a": 1, "wall:b": 1}
