"""Where upper apps show organisers their own pages of an event."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.closing import Closing, Closings, RegistrationCloses, standing_registrations


@dataclass(frozen=True)
class Section:
    """One of organisers' pages: `/<event>/organise/<name>/`, for those whom `rule` lets at the
    event. A page of the section puts its name into the context as `section`.
    """

    name: str
    title: str | Promise
    rule: str = "events.organise"
    place: int = 50

    @property
    def path(self) -> str:
        return f"{self.name}/" if self.name != "overview" else ""


# Apps add theirs in AppConfig.ready(); `place` orders them.
sections: list[Section] = [
    Section("overview", _("Overview"), "events.team", 0),
    Section("settings", _("Settings"), place=10),
    Section("team", _("Team"), place=11),
    Section("translation", _("Translation"), place=14),
    Section("retention", _("What is kept"), place=13),
    Section("alert", _("Emergency"), "events.alert", 12),
    Section("pages", _("Pages"), "events.write_pages", 20),
    Section("news", _("News"), "events.write_pages", 21),
    Section("themes", _("Themes"), place=30),
    Section("constituencies", _("Constituencies"), place=31),
    Section("rooms", _("Rooms"), place=32),
    Section("venues", _("Venues"), place=33),
]


@dataclass(frozen=True)
class Audience:
    """Whom a deadline concerns: `people` gives the rows of those persons for what closes.

    Those who have `left` something to do are reminded before it; nobody else is.
    """

    name: str
    label: str | Promise
    switch: str
    people: Callable[[Closing], Any]
    left: bool = False


# Apps add theirs in AppConfig.ready().
audiences: list[Audience] = []
closings: list[Closings] = [
    Closings("registration", lambda event: [RegistrationCloses(event)], standing_registrations)
]
