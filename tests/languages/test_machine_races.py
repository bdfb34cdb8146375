"""Several workers at once: the day's letters are never exceeded, no wish is taken twice."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from events.homes import home
from languages import spaces, texts
from languages.actions import wishes
from languages.machines.budget import Spent, spend, used
from languages.models import Space
from tests import factories

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WORKERS = 6


def together(do):
    """What each of six workers got, all beginning at once."""
    start = threading.Barrier(WORKERS)

    def work(_number):
        start.wait()
        try:
            return do()
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(work, range(WORKERS)))


def test_workers_together_send_no_more_letters_than_the_day_has():
    space, today = spaces.make(["fr", "en"]), timezone.now().date()
    space.machine_letters = 1_000

    def send() -> int:
        sent = 0
        for _ in range(10):
            try:
                spend(space, 70, today)
            except Spent:
                continue
            sent += 70
        return sent

    assert sum(together(send)) == used(space, today) == 980


def test_no_wish_is_taken_by_two_workers():
    event = factories.event(languages=["fr", "en"])
    Space.objects.update(machine=Space.Machine.DRAFTS)
    where, by = home(event, "events.page.body"), factories.person()
    for number in range(WORKERS):
        texts.create(body=f"Texte {number}", lang="fr", by=by, home=where)
    wishes.add(list(event.space.gaps.filter(text__kind="events.page.body")), timezone.now())
    now = timezone.now()
    taken = [wish.pk for wish in together(lambda: wishes.take(now)) if wish]
    assert len(taken) == len(set(taken)) >= 1
