"""Whether somebody was erased while a file of many was being written.

Such a file takes a while, and reads names all along. It is published in a transaction that asks
`moved` first; an erasure counts itself before it looks for files to delete. So of the two the one
that comes second knows of the other: the file is written anew, or deleted with the rest.
"""

from collections.abc import Iterator

from django.db.models import F

from accounts.models import ErasureCount

ONLY = 1
ATTEMPTS = 5


class StillErasing(Exception):
    """People were erased during every attempt; the job is tried again later."""


def number() -> int:
    """How many erasures there were; asked before the first name is read."""
    found = ErasureCount.objects.filter(pk=ONLY).values_list("number", flat=True).first()
    return found or 0


def count_one() -> None:
    """Inside the transaction of an erasure, before it deletes anything."""
    ErasureCount.objects.get_or_create(pk=ONLY)
    ErasureCount.objects.filter(pk=ONLY).update(number=F("number") + 1)


def moved(since: int) -> bool:
    """Whether anybody was erased since `number()` was `since`.

    Asked first in the transaction that publishes: it waits for an erasure that runs, and one that
    begins waits for it.
    """
    rows = ErasureCount.objects.select_for_update()
    return rows.get_or_create(pk=ONLY)[0].number != since


def attempts() -> Iterator[int]:
    """A number to begin with for each attempt. Raises StillErasing after the last."""
    for _attempt in range(ATTEMPTS):
        yield number()
    raise StillErasing
