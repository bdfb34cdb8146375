"""What texts the boards own, and the pages they stand on."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from boards.models import Line
from languages import ports
from languages.ports import Kind

LINE_TEXT = "boards.line"


def where(ids: Sequence[int]) -> Mapping[int, str]:
    """The session's board, or the hall's page for what is said to the whole event. One query."""
    rows = Line.objects.filter(body__in=ids)
    found = rows.values_list("body_id", "event__slug", "session__code")
    return {
        text: f"/{event}/sessions/{code}/board/" if code else f"/{event}/hall/"
        for text, event, code in found
    }


def declare() -> None:
    ports.declare(Kind(LINE_TEXT, _("line on a board"), 60, where))
