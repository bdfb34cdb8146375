"""Lists page by page, by the key of the last row and not by a count."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import F, Q, Subquery

Row = TypeVar("Row")
SIZE = 50
LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Page(Generic[Row]):
    """`after` is the key for the next page, or None at the end; `first` whether it is the first."""

    rows: list[Row]
    after: int | None
    first: bool


def page_of(rows: Any, after: str = "", *, size: int = SIZE) -> Page[Any]:
    """The rows with a key greater than `after`, in the order of their keys. One query.

    What is no number begins at the beginning.
    """
    start = key_of(after)
    return _cut(rows.filter(pk__gt=start).order_by("pk"), start, size)


def sorted_page(
    rows: Any, key: Any, after: str = "", *, descending: bool = False, size: int = SIZE
) -> Page[Any]:
    """The rows after the one with the key `after`, in the order of `key`, a column or an
    expression. One query.

    The address names the last row and not what it was sorted by, which may be a name.
    """
    key = F(key) if isinstance(key, str) else key
    start, rows = key_of(after), rows.annotate(sorted_by=key)
    beyond, sign = ("lt", "-") if descending else ("gt", "")
    if start:
        last = rows.model._default_manager.filter(pk=start).annotate(sorted_by=key)
        value = Subquery(last.values("sorted_by")[:1])
        equal = Q(sorted_by=value, **{f"pk__{beyond}": start})
        rows = rows.filter(Q(**{f"sorted_by__{beyond}": value}) | equal)
    return _cut(rows.order_by(f"{sign}sorted_by", f"{sign}pk"), start, size)


def key_of(after: str) -> int:
    """The key in an address; 0 for what is none."""
    return int(after) if after.isascii() and after.isdigit() and int(after) <= LARGEST else 0


def _cut(rows: Any, start: int, size: int) -> Page[Any]:
    found = list(rows[: size + 1])
    more = len(found) > size
    found = found[:size]
    return Page(found, found[-1].pk if more else None, start == 0)
