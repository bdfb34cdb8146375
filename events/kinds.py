"""The kinds of parts that organisers keep: one list, one form, one life for each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events import forms
from events.models import Constituency, News, Page, Room, Theme, Venue

Words = str | Promise


@dataclass(frozen=True)
class Kind:
    """`name` is the word in addresses and names the template of a line: `events/_themes.html`."""

    name: str
    model: type[Any]
    form: type[forms.PartForm]
    title: Words
    add: Words
    nothing: Words
    saved: Words
    deleted: Words
    ask: Words
    rule: str = "events.organise"
    # Whose addresses and templates they are, and what keeps a part from being deleted.
    app: str = "events"
    in_use: Callable[[Any], bool] = lambda part: False

    @property
    def address(self) -> str:
        """The name of its list's address; `<address>_edit` and its like are the others."""
        return f"{self.app}:{self.name}"

    @property
    def line(self) -> str:
        """The template of what its list says of each."""
        return f"{self.app}/organise/_{self.name}.html"

    @property
    def ordered(self) -> bool:
        return self.model is not News

    @property
    def published(self) -> bool:
        return self.model in {Page, News}


THEMES = Kind(
    "themes",
    Theme,
    forms.ThemeForm,
    title=_("Themes"),
    add=_("Add a theme"),
    nothing=_("No themes yet. Workshops are proposed and found by theme."),
    saved=_("The theme is saved."),
    deleted=_("The theme is deleted."),
    ask=_("Delete this theme?"),
)
CONSTITUENCIES = Kind(
    "constituencies",
    Constituency,
    forms.ConstituencyForm,
    title=_("Constituencies"),
    add=_("Add a constituency"),
    nothing=_("No constituencies yet: continents or sectors for which one is counted."),
    saved=_("The constituency is saved."),
    deleted=_("The constituency is deleted."),
    ask=_("Delete this constituency?"),
)
VENUES = Kind(
    "venues",
    Venue,
    forms.VenueForm,
    title=_("Venues"),
    add=_("Add a venue"),
    nothing=_("No venues yet: the houses and places in which rooms are."),
    saved=_("The venue is saved."),
    deleted=_("The venue is deleted. Its rooms are kept."),
    ask=_("Delete this venue?"),
)
ROOMS = Kind(
    "rooms",
    Room,
    forms.RoomForm,
    title=_("Rooms"),
    add=_("Add a room"),
    nothing=_("No rooms yet. The programme needs them."),
    saved=_("The room is saved."),
    deleted=_("The room is deleted."),
    ask=_("Delete this room?"),
)
PAGES = Kind(
    "pages",
    Page,
    forms.PageForm,
    title=_("Pages"),
    add=_("Write a page"),
    nothing=_("No pages yet. Say how to come, where to sleep, what it costs."),
    saved=_("The page is saved."),
    deleted=_("The page is deleted."),
    ask=_("Delete this page?"),
    rule="events.write_pages",
)
NEWS = Kind(
    "news",
    News,
    forms.NewsForm,
    title=_("News"),
    add=_("Write news"),
    nothing=_("No news yet."),
    saved=_("The news is saved."),
    deleted=_("The news is deleted."),
    ask=_("Delete this piece of news?"),
    rule="events.write_pages",
)
KINDS = (THEMES, CONSTITUENCIES, VENUES, ROOMS, PAGES, NEWS)
