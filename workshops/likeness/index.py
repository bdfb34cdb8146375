"""The fingerprints of an event as one sparse matrix in this process's memory.

TF-IDF by scikit-learn: what stands in few proposals weighs more than what stands in many, and the
likeness of two is the cosine of their rows (0 to 1). Features are hashed, so that no vocabulary
has to be kept or handed over between processes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any

from django.db.models import Count, Max

from workshops.models import Fingerprint

COLUMNS = 2**18
EVENTS = 8  # whose matrices a process keeps


@dataclass
class Index:
    """One event's proposals by their features; `state` says what of the table it was made from."""

    state: tuple[int, datetime | None] = (0, None)
    rows: dict[int, dict[str, int]] = field(default_factory=dict)
    keys: list[int] = field(default_factory=list)
    matrix: Any = None
    weights: Any = None

    def near(self, features: Mapping[str, int], *, most: int, but: int = 0) -> dict[int, float]:
        """The keys of at most `most` proposals with their likeness, the nearest first."""
        import numpy

        if not self.keys or not features:
            return {}
        asked = self.weights.transform(_hashed([features]))
        alike = (self.matrix @ asked.T).toarray().ravel()
        nearest = numpy.argsort(-alike, kind="stable")[: most + 1]
        found = {self.keys[n]: float(alike[n]) for n in nearest if alike[n] > 0}
        found.pop(but, None)
        return dict(list(found.items())[:most])

    def weight(self, feature: str) -> float:
        """How much a feature says: the rarer, the more."""
        column = _hashed([{feature: 1}]).indices[0]
        return float(self.weights.idf_[column])

    def pairs(self, least: float) -> list[tuple[int, int, float]]:
        """All pairs that are at least so alike, the most alike first."""
        if len(self.keys) < 2:
            return []
        alike = (self.matrix @ self.matrix.T).tocoo()
        chosen = (alike.row < alike.col) & (alike.data >= least)
        found = zip(alike.row[chosen], alike.col[chosen], alike.data[chosen], strict=True)
        pairs = [(self.keys[one], self.keys[other], float(like)) for one, other, like in found]
        return sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1]))

    def take(self, changed: Mapping[int, dict[str, int]], state: Any) -> None:
        """Takes rows in and weighs all anew."""
        from sklearn.feature_extraction.text import TfidfTransformer

        self.rows.update(changed)
        self.state, self.keys = state, sorted(self.rows)
        self.weights, self.matrix = TfidfTransformer(sublinear_tf=True), None
        if self.keys:
            self.matrix = self.weights.fit_transform(_hashed([self.rows[k] for k in self.keys]))


_indexes: dict[int, Index] = {}
_lock = Lock()


def index_of(event: int) -> Index:
    """The event's index as the database has it now. One query where nothing has changed."""
    rows = Fingerprint.objects.filter(event=event)
    counted = rows.aggregate(many=Count("pk"), last=Max("read_at"))
    state = (counted["many"], counted["last"])
    with _lock:
        known = _indexes.pop(event, Index())
        if known.state != state:
            known = _renewed(known, rows, state)
        _indexes[event] = known
        while len(_indexes) > EVENTS:
            del _indexes[next(iter(_indexes))]
    return known


def _renewed(known: Index, rows: Any, state: tuple[int, datetime | None]) -> Index:
    """With what has changed; anew where something has gone.

    Another object than `known`, which a request may be reading.
    """
    since = rows.filter(read_at__gte=known.state[1]) if known.state[1] else rows
    changed = dict(since.values_list("pk", "features"))
    if len(known.rows.keys() | changed.keys()) != state[0]:
        known, changed = Index(), dict(rows.values_list("pk", "features"))
    renewed = Index(rows=dict(known.rows))
    renewed.take(changed, state)
    return renewed


def _hashed(rows: Any) -> Any:
    from sklearn.feature_extraction import FeatureHasher

    return FeatureHasher(COLUMNS, alternate_sign=False).transform(rows)
