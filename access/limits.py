"""How often something may be tried: tight for a key, wide for an address."""

import time
from dataclasses import dataclass

from django.core.cache import cache


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
        name = f"limit:{self.name}:{window}:{key}"
        cache.add(name, 0, timeout=self.seconds)
        try:
            count = cache.incr(name)
        except ValueError:  # thrown out of the cache in between
            count = 1
            cache.set(name, count, timeout=self.seconds)
        # The database's cache counts with its own timeout, which is shorter than some windows.
        cache.touch(name, timeout=self.seconds)
        if count > self.times:
            raise TooMany(left)
