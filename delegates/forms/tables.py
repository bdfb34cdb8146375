"""A table for the directory: looked at first, then brought in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from delegates.directories import directory_of
from delegates.directory_plan import Planned, plan
from delegates.directory_table import WIDTH, Table, read
from events.models import Event
from files import uploads
from files.sheets import NotATable, read_table

MOST_ROWS, MOST_BYTES = 20_000, 10_000_000


class TableForm(forms.Form):
    """A file, or the mark of one that was looked at before."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,text/csv"}),
        help_text=_("XLSX or CSV, at most 10 MB and 20,000 rows."),
    )

    def __init__(self, *args: Any, event: Event, **options: Any) -> None:
        super().__init__(*args, **options)
        self.event, self.mark, self.goes_on = event, "", False
        self.rows: list[list[str]] = []

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        file, place = found.get("file"), f"organisations-{self.event.pk}"
        if file and file.size > MOST_BYTES:
            self.add_error("file", _("This file is larger than 10 MB."))
            return found
        self.goes_on = not file
        self.mark = uploads.keep(place, file.chunks()) if file else self.data.get("mark", "")
        path = uploads.kept(place, self.mark)
        if path is None:
            self.add_error("file", _("Choose a file. A file that was chosen is kept for a day."))
            return found
        try:
            self.rows = read_table(path.read_bytes(), rows=MOST_ROWS, columns=WIDTH)
        except NotATable:
            self.add_error("file", _("This is no XLSX or CSV that we can read, or it is too long."))
        return found

    def look(self) -> tuple[Table, list[Planned]]:
        """What the file would change, and all that is wrong in it."""
        table = read(self.rows)
        return table, plan(directory_of(self.event), table)

    def forget(self) -> None:
        if path := uploads.kept(f"organisations-{self.event.pk}", self.mark):
            path.unlink(missing_ok=True)
