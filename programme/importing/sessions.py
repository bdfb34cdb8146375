"""One session after the other: what differs from the file is written, all else is left alone."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from events.homes import home
from events.models import Event
from languages.folding import fold
from languages.models import Text
from languages.texts import change, unsaved
from languages.texts.gaps import open_for
from programme.importing.wanted import Wanted
from programme.models import Placement
from workshops.codes import new_code
from workshops.homes import ABSTRACT, TITLE
from workshops.models import Part, Session, WebLink

CODE = re.compile(r"[0-9A-Za-z_-]{1,12}")
COLUMNS = ("source_id", "subtitle", "theme", "kind", "spoken", "minutes", "state", "changed_at")


@dataclass
class Writing:
    """Rows that wait to be written together."""

    texts: list[Text] = field(default_factory=list)
    new: dict[Any, list[Any]] = field(default_factory=dict)
    changed: dict[Any, list[Any]] = field(default_factory=dict)
    gone: dict[Any, list[int]] = field(default_factory=dict)

    def add(self, row: Any) -> None:
        self.new.setdefault(type(row), []).append(row)

    def keep(self, row: Any) -> None:
        self.changed.setdefault(type(row), []).append(row)

    def drop(self, row: Any) -> None:
        self.gone.setdefault(type(row), []).append(row.pk)

    def write(self, languages: Sequence[str]) -> None:
        Text.objects.bulk_create(self.texts, batch_size=500)
        open_for(self.texts, languages)
        for model, columns in ORDER.items():
            for start in range(0, len(self.gone.get(model, ())), 500):
                model.objects.filter(pk__in=self.gone[model][start : start + 500]).delete()
            model.objects.bulk_create(self.new.get(model, ()), batch_size=500)
            model.objects.bulk_update(self.changed.get(model, ()), columns, batch_size=200)


ORDER: dict[Any, tuple[str, ...]] = {
    Session: COLUMNS,
    Part: ("name", "position", "source_id"),
    WebLink: ("title", "position", "source_id"),
    Placement: ("room", "begins", "ends", "version", "changed_at"),
}


@dataclass
class SessionImport:
    """The sessions of one file. `rooms` and `themes` are by their names in it."""

    event: Event
    rooms: Mapping[str, Any]
    themes: Mapping[str, Any]
    by: Any
    codes: set[str]
    writing: Writing = field(default_factory=Writing)
    moved: list[Session] = field(default_factory=list)

    def add(self, wanted: Wanted) -> Session:
        """A new session, to be written with the others."""
        item = wanted.item
        session = Session(event=self.event, code=self._code(item.code), source_id=wanted.source)
        if item.guid:
            session.guid = UUID(item.guid)
        lang = wanted.lang or self.event.lang
        words = {TITLE: item.title, ABSTRACT: wanted.abstract}
        session.title, session.abstract = (
            unsaved(body=body, lang=lang, by=self.by, home=home(self.event, kind))
            for kind, body in words.items()
        )
        self.writing.texts += [session.title, session.abstract]
        list(self._describe(session, wanted))
        self.writing.add(session)
        list(self._name(session, [], wanted))
        list(self._link(session, [], wanted))
        list(self._place(session, None, wanted))
        return session

    def change(self, session: Session, wanted: Wanted) -> list[str]:
        """Writes what differs, and returns it in words."""
        said = [*self._texts(session, wanted), *self._describe(session, wanted)]
        said += self._name(session, list(session.parts.all()), wanted)
        said += self._link(session, list(session.web_links.all()), wanted)
        is_unmarked = bool(wanted.source) and not session.source_id
        if is_unmarked:
            session.source_id = wanted.source
        if said or is_unmarked:
            session.changed_at = timezone.now() if said else session.changed_at
            self.writing.keep(session)
        return [*said, *self._place(session, getattr(session, "placement", None), wanted)]

    def _texts(self, session: Session, wanted: Wanted) -> Iterator[str]:
        words = {"title": wanted.item.title, "abstract": wanted.abstract}
        names = {"title": _("title"), "abstract": _("abstract")}
        for column, body in words.items():
            text: Text = getattr(session, column)
            lang = wanted.lang or text.lang
            if body and (text.body, text.lang) != (body, lang):
                setattr(session, column, change(text, body=body, lang=lang, by=self.by))
                yield names[column]

    def _describe(self, session: Session, wanted: Wanted) -> Iterator[str]:
        theme = self.themes.get(wanted.item.theme)
        columns: dict[str, tuple[Any, str]] = {
            "subtitle": (wanted.subtitle, _("subtitle")),
            "theme": (theme, _("theme")),
            "kind": (wanted.kind, _("kind")),
            "spoken": (wanted.spoken, _("languages")),
            "minutes": (wanted.item.minutes, _("length")),
            "state": (wanted.state, _("cancelled or not")),
        }
        for column, (value, name) in columns.items():
            attribute = "theme_id" if column == "theme" else column
            known = value.pk if column == "theme" and value else value
            if value and getattr(session, attribute) != known:
                setattr(session, column, value)
                yield name

    def _name(self, session: Session, parts: list[Part], wanted: Wanted) -> Iterator[str]:
        by_source = {part.source_id: part for part in parts if part.source_id}
        by_name = {fold(part.shown_name): part for part in parts if not part.source_id}
        moved = False
        for place, (source, name) in enumerate(wanted.people.items()):
            part = by_source.pop(source, None) or by_name.pop(fold(name), None)
            if part is None:
                part = Part(session=session, name=name, position=place, source_id=source)
                self.writing.add(part)
                moved = True
            else:
                moved |= self._same(part, source, place, name=part.name and name)
        gone = [part for part in by_source.values() if not part.registration_id]
        for part in gone:
            self.writing.drop(part)
        if moved or gone:
            yield _("people")

    def _link(self, session: Session, links: list[WebLink], wanted: Wanted) -> Iterator[str]:
        by_url = {link.url: link for link in links}
        moved = False
        for place, (url, title) in enumerate(wanted.links.items()):
            link = by_url.pop(url, None)
            if link is None:
                link = WebLink(session=session, url=url, title=title, position=place)
                link.source_id = url[:200]
                self.writing.add(link)
                moved = True
            else:
                moved |= self._same(link, url[:200], place, title=title or link.title)
        gone = [link for link in by_url.values() if link.source_id]
        for link in gone:
            self.writing.drop(link)
        if moved or gone:
            yield _("links")

    def _same(self, row: Any, source: str, place: int, **values: str) -> bool:
        """Brings a row to what the file says; whether a reader sees a difference."""
        seen = values | {"position": place}
        differs = any(getattr(row, name) != value for name, value in seen.items())
        if differs or row.source_id != source:
            for name, value in (seen | {"source_id": source}).items():
                setattr(row, name, value)
            self.writing.keep(row)
        return differs

    def _place(self, session: Session, here: Placement | None, wanted: Wanted) -> Iterator[str]:
        item = wanted.item
        room = self.rooms[item.room]
        if here is None:
            row = Placement(session=session, room=room, begins=item.begins, ends=item.ends)
            self.writing.add(row)
            self.moved.append(session)
            yield _("place")
            return
        elsewhere, later = here.room_id != room.pk, here.begins != item.begins
        if elsewhere or later or here.ends != item.ends:
            here.room, here.begins, here.ends = room, item.begins, item.ends
            here.version += 1
            here.changed_at = timezone.now()
            self.writing.keep(here)
            self.moved.append(session)
        if elsewhere:
            yield _("room")
        if later:
            yield _("hour")

    def _code(self, asked: str) -> str:
        code = asked if CODE.fullmatch(asked) and asked not in self.codes else new_code()
        while code in self.codes:
            code = new_code()
        self.codes.add(code)
        return code
