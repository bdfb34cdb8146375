"""How far a space is translated: for each language and kind of text."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Count

from languages import ports, tags
from languages.models import Gap, Space, Text

State = Gap.State
COLUMNS = ("kind", "language", "texts", "current", *State.values)


@dataclass
class Cell:
    """How many texts of a kind are wanted in a language, and in which states they wait."""

    lang: str
    texts: int = 0
    waits: dict[str, int] = field(default_factory=dict)

    @property
    def current(self) -> int:
        return max(0, self.texts - sum(self.waits.values()))

    @property
    def share(self) -> int:
        """Whole per cent that are current; 100 only where all are."""
        return self.current * 100 // self.texts if self.texts else 100

    @property
    def states(self) -> list[tuple[str, str, int]]:
        """(state, what it is called, how many) of what waits."""
        return [(each.value, str(each.label), self.waits.get(each, 0)) for each in State
                if self.waits.get(each)]  # fmt: skip


@dataclass
class Row:
    """A kind of texts, with a cell for each language of the space."""

    kind: str
    title: str
    cells: list[Cell]


def coverage(space: Space) -> list[Row]:
    """The weightiest kinds first. Two queries."""
    wanted = Text.objects.filter(space=space).exclude(reach=Text.Reach.INSIDE).exclude(body="")
    counted = wanted.values_list("kind", "lang").annotate(many=Count("pk")).order_by()
    cells: dict[str, dict[str, Cell]] = {}
    for kind, source, many in counted:
        row = cells.setdefault(kind, {lang: Cell(lang) for lang in space.languages})
        for lang, cell in row.items():
            cell.texts += many if tags.base(lang) != tags.base(source) else 0
    waits = Gap.objects.filter(space=space).values_list("text__kind", "lang", "state")
    for kind, lang, state, many in waits.annotate(many=Count("pk")).order_by():
        if lang in cells.get(kind, {}):
            cells[kind][lang].waits[state] = many
    order = sorted(cells, key=lambda kind: (-ports.weight_of(kind), kind))
    return [Row(kind, title_of(kind), list(cells[kind].values())) for kind in order]


def title_of(kind: str) -> str:
    known = ports.kinds.get(kind)
    return str(known.title) if known else kind


def table(rows: list[Row]) -> Iterator[tuple[str | int, ...]]:
    """For a file with COLUMNS."""
    for row in rows:
        for cell in row.cells:
            waits = [cell.waits.get(state, 0) for state in State.values]
            yield (row.kind, cell.lang, cell.texts, cell.current, *waits)
