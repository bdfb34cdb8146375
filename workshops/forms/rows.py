"""Rows of a form that one adds to: `people-0-name`, `people-1-name`, and a button for another.

Without JavaScript the button (`more-people`) sends the form, which comes back with one row more;
frontend/src/forms/rows.ts does the same in the page.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

Row = dict[str, Any]


class RowsWidget(forms.Widget):
    """Its value is a list of what was typed, column by column; rows of nothing are left out."""

    use_fieldset = True
    columns: Sequence[str] = ()

    def __init__(self, *, most: int, offered: int = 1) -> None:
        super().__init__()
        self.most, self.offered = most, offered
        self.wanted = 0

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Row]:
        rows: list[Row] = []
        while (row := self.row_of(data, f"{name}-{len(rows)}")) and len(rows) <= self.most:
            rows.append(row)
        self.wanted = len(rows) + (f"more-{name}" in data)
        return [row for row in rows if self.is_filled(row)]

    def row_of(self, data: Mapping[str, Any], place: str) -> Row:
        keys = [column for column in self.columns if f"{place}-{column}" in data]
        return {key: str(data.get(f"{place}-{key}", "")) for key in keys}

    def is_filled(self, row: Row) -> bool:
        raise NotImplementedError

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def id_for_label(self, id_: str) -> str:
        return ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        rows = list(value or [])
        wanted = max(len(rows) + 1, self.wanted, self.offered)
        rows += [{} for _ in range(min(wanted, self.most) - len(rows))]
        context["widget"] |= {
            "rows": [self.shown(row) for row in rows],
            "full": len(rows) >= self.most,
            "wrong": "aria-invalid" in context["widget"]["attrs"],
        }
        return context

    def shown(self, row: Row) -> Row:
        return row


class RowsField(forms.Field):
    """Bound fields of rows always read what was sent, so that an emptied row is one less."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True
