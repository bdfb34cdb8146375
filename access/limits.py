"""How often something may be tried: tight for a key, wide for an address."""

import time
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.db import connection

from access.models import Tries

# Both databases count in one statement, so that of many who try at once none is forgotten.
COUNT = """
    INSERT INTO "access_tries" (name, count, until) VALUES (%s, 1, %s)
    ON CONFLICT (name) DO UPDATE SET count = "access_tries".count + 1 RETURNING count
""".strip()


class TooMany(Exception):
    """The limit is reached; `seconds` until it may be tried again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many tries; wait {seconds} s.")
        self.seconds = seconds


@dataclass(frozen=True)
class Limit:
    """At most `times` in each window of `seconds`."""

    name: str
    times: int
    seconds: int

    def take(self, key: str) -> None:
        """Counts one try of `key`. Raises TooMany beyond the limit.

        The windows are fixed, so twice the limit may pass around a boundary.
        """
        now = int(time.time())
        window, left = now // self.seconds, self.seconds - now % self.seconds
        # Keys are addresses and people: what is stored names nobody.
        name = sha256(f"{self.name}:{window}:{key}".encode()).hexdigest()
        if _counted(name, now + left) > self.times:
            raise TooMany(left)


def _counted(name: str, until: int) -> int:
    """One more of `name`, which nobody asks for after `until`; how many there are now."""
    return _in_redis(name, until) if settings.REDIS_URL else _in_table(name, until)


def _in_table(name: str, until: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [name, until])
        return int(cursor.fetchone()[0])


def _in_redis(name: str, until: int) -> int:
    """Redis counts in one step by itself."""
    key = f"limit:{name}"
    lasts = max(1, until - int(time.time()))
    cache.add(key, 0, timeout=lasts)
    try:
        return int(cache.incr(key))
    except ValueError:  # It lapsed in between: this is the first one of its window.
        cache.set(key, 1, timeout=lasts)
        return 1


def forget_lapsed() -> int:
    """Deletes the counters of windows that are over; returns how many."""
    return Tries.objects.filter(until__lt=int(time.time())).delete()[0]
