"""Rooms and themes of a file, found among those of the event or added."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from events.homes import home
from events.models import Event, Room, Theme
from languages.folding import fold
from languages.models import Text
from languages.texts import change, unsaved
from languages.texts.gaps import open_for
from programme.importing.changes import Changes
from programme.interchange import schedule as files

COLOURS = 9
Say = Callable[[str, Sequence[str] | None], None]


@dataclass(frozen=True)
class Named:
    """A room or a theme of a file. `values` are what it says besides its name."""

    source: str
    name: str
    values: dict[str, Any] = field(default_factory=dict)


def import_rooms(
    event: Event, rooms: Iterable[files.Room], *, by: Any, changes: Changes
) -> dict[str, Any]:
    """The event's rooms by their names in the file."""
    wanted = [
        Named(room.guid, room.name, {"seats": room.capacity} if room.capacity is not None else {})
        for room in rooms
    ]
    return Import(event, Room, by, changes.room).bring(wanted)


def import_themes(
    event: Event, themes: Iterable[files.Theme], *, by: Any, changes: Changes
) -> dict[str, Any]:
    """The event's themes by their names in the file."""
    wanted = [Named(theme.slug[:200], theme.name) for theme in themes]
    return Import(event, Theme, by, changes.theme).bring(wanted)


@dataclass
class Import:
    """One list: read by one query, each row found at most once, written by one more."""

    event: Event
    model: Any
    by: Any
    say: Say
    added: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)

    def bring(self, wanted: Sequence[Named]) -> dict[str, Any]:
        rows = list(self.model.objects.filter(event=self.event).select_related("name"))
        found: dict[str, Any] = {}
        # The surer sign first: what the file calls it may have become another's name.
        for signs in (self._by_source, self._by_uid, self._by_name):
            for each in wanted:
                if each.name not in found and (row := signs(rows, each)):
                    rows.remove(row)
                    found[each.name] = row
        for each in wanted:
            if each.name in found:
                self._update(found[each.name], each)
            else:
                found[each.name] = self._add(each)
        self._write()
        return found

    def _by_source(self, rows: list[Any], each: Named) -> Any:
        return each.source and next((row for row in rows if row.source_id == each.source), None)

    def _by_uid(self, rows: list[Any], each: Named) -> Any:
        return each.source and next((row for row in rows if str(row.uid) == each.source), None)

    def _by_name(self, rows: list[Any], each: Named) -> Any:
        name = fold(each.name)
        return next((row for row in rows if fold(row.name.body) == name), None)

    def _add(self, each: Named) -> Any:
        kind = "events.theme" if self.model is Theme else "events.room"
        where = home(self.event, kind)
        text = unsaved(body=each.name, lang=self.event.lang, by=self.by, home=where)
        row = self.model(event=self.event, name=text, source_id=each.source, **each.values)
        self.added.append(row)
        self.say(each.name, None)
        return row

    def _update(self, row: Any, each: Named) -> None:
        fields = []
        if fold(row.name.body) != fold(each.name):
            row.name = change(row.name, body=each.name, lang=row.name.lang, by=self.by)
            fields.append(_("name"))
        for column, value in each.values.items():
            if getattr(row, column) != value:
                setattr(row, column, value)
                fields.append(str(self.model._meta.get_field(column).verbose_name))
        is_unmarked = bool(each.source) and not row.source_id and str(row.uid) != each.source
        if is_unmarked:
            row.source_id = each.source
        if fields or is_unmarked:
            self.changed.append(row)
        self.say(each.name, fields)

    def _write(self) -> None:
        rows = self.model.objects.filter(event=self.event)
        last = rows.aggregate(last=Max("position"))["last"] or 0
        for place, row in enumerate(self.added, last + 1):
            row.position = place
            if self.model is Theme:
                row.colour = (place - 1) % COLOURS + 1
        names = Text.objects.bulk_create([row.name for row in self.added])
        open_for(names, self.event.languages)
        self.model.objects.bulk_create(self.added)
        columns = ["source_id", "seats"] if self.model is Room else ["source_id"]
        self.model.objects.bulk_update(self.changed, columns, batch_size=500)
