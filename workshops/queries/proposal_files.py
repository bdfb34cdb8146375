"""The organisers' list of proposals as rows of a file, without anybody's name."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from events.models import Event
from files.tables import Cell
from languages import texts
from languages.texts import Reading
from workshops.filters import Wanted
from workshops.models import Proposal

RANGE = 500
HEADER = (
    *("id", "state", "call", "title", "title_language", "abstract", "theme", "kind"),
    *("organisation", "country", "languages", "wished", "needs", "people_expected", "minutes"),
    *("where", "access", "handed_in"),
)
Read = Mapping[int | None, Reading]


def table(event: Event, wanted: Wanted) -> Iterator[list[Cell]]:
    """A row for each proposal on the list, range by range: four queries for each 500."""
    rows = wanted.rows(event).select_related("call", "theme", "kind", "organisation")
    rows = rows.prefetch_related("need_rows").order_by("pk")
    last = 0
    while piece := list(rows.filter(pk__gt=last)[:RANGE]):
        last = piece[-1].pk
        read = texts.load({pk for each in piece for pk in _text_ids(each)}, [event.lang])
        for each in piece:
            yield _cells(each, read)


def _text_ids(each: Proposal) -> Sequence[int | None]:
    named = (each.theme, each.kind, each.organisation)
    own = (each.call.title_id, each.title_id, each.abstract_id)
    return [*own, *(other.name_id if other else None for other in named)]


def _cells(each: Proposal, read: Read) -> list[Cell]:
    call, title, abstract, theme, kind, organisation = (read[pk] for pk in _text_ids(each))
    handed = each.handed_in_at or each.created_at
    needs = sorted({need.kind for need in each.need_rows.all()})
    return [
        *(str(each.uid), each.state, call.body, title.body, title.lang, abstract.body),
        *(theme.body, kind.body, organisation.body),
        each.organisation.country if each.organisation else "",
        *(_list(each.spoken), _list(each.wished), _list(needs), each.size, each.minutes),
        *(each.presence, each.access, handed.isoformat(timespec="seconds")),
    ]


def _list(values: Sequence[Any]) -> str:
    return " ".join(map(str, values))
