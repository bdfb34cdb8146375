"""Where the texts of events belong: their spaces, their kinds, and the pages they stand on."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from events.models import (
    Constituency,
    Event,
    Membership,
    News,
    Page,
    Publication,
    Role,
    Room,
    Series,
    Theme,
    Venue,
)
from events.rules import roles_of
from languages import ports, texts
from languages.models import Remark
from languages.ports import COORDINATE, REVIEW, TRANSLATE, Kind, Owned
from languages.texts import Home, Reach

# What a role lets one do with translations.
RIGHTS = {
    Role.TRANSLATOR: frozenset({TRANSLATE, REVIEW}),
    Role.ORGANISER: frozenset({TRANSLATE, REVIEW, COORDINATE}),
}
# The kind of text that names each part; upper apps add theirs in AppConfig.ready().
PARTS: dict[type[Any], str] = {
    Theme: "events.theme",
    Constituency: "events.constituency",
    Venue: "events.venue",
    Room: "events.room",
}


def home(
    event: Event, kind: str, reach: str = Reach.OPEN, *, due_at: datetime | None = None
) -> Home:
    """Where a text of `event` belongs. No query."""
    return Home(event.space_id, tuple(event.written_languages), kind, reach, due_at)


def home_in_series(series: Series, kind: str, reach: str = Reach.OPEN) -> Home:
    """Where a text belongs that outlives each edition. One query."""
    return Home(series.space_id, tuple(series.space.languages), kind, reach)


def home_of_part(part: Any, column: str) -> Home:
    """Where the words of a part of an event belong; those of a draft stay inside."""
    kind = PARTS.get(type(part)) or f"events.{part._meta.model_name}.{column}"
    is_draft = getattr(part, "state", Publication.PUBLISHED) == Publication.DRAFT
    return home(part.event, kind, Reach.INSIDE if is_draft else Reach.OPEN)


class Events:
    """Events and series as owners of spaces."""

    def owned(self, person: Person, languages: Sequence[str]) -> Iterable[Owned]:
        """Three queries. A series is owned with the widest rights that she has in an edition."""
        held = Membership.objects.filter(person=person, role__in=RIGHTS)
        rows = [row for row in held.select_related("event__series") if row.holds()]
        spaces: dict[int, tuple[Event | Series, set[str]]] = {}
        for row in rows:
            owners: list[Event | Series] = [row.event]
            if row.event.series:
                owners.append(row.event.series)
            for owner in owners:
                kept = spaces.setdefault(owner.space_id, (owner, set()))
                kept[1].update(RIGHTS[Role(row.role)])
        named = texts.load([owner.name_id for owner, _rights in spaces.values()], languages)
        for space, (owner, rights) in spaces.items():
            yield Owned(space, named[owner.name_id], f"/{_path(owner)}/", frozenset(rights))

    def rights(self, person: Any, space: int) -> frozenset[str]:
        events = Event.objects.filter(space=space)
        rows = events or Event.objects.filter(series__space=space)
        held = [roles_of(person, event) for event in rows]
        return frozenset().union(
            *(RIGHTS[Role(role)] for roles in held for role in roles if role in RIGHTS)
        )

    def above(self, space: int) -> Sequence[int]:
        """The series of an edition. One query."""
        found = Event.objects.filter(space=space, series__isnull=False)
        return list(found.values_list("series__space", flat=True))

    def protected(self, people: Collection[int]) -> set[int]:
        """Nobody: events know no pen names."""
        return set()


def remarks_of(event: Event) -> QuerySet[Remark]:
    """What translators said to each other in the event, and in its series until its last day."""
    over = datetime.combine(event.ends, time.max, event.tz)
    series = event.series.space_id if event.series else 0
    of_series = Q(text__space=series, at__lte=over)
    return Remark.objects.filter(Q(text__space=event.space_id) | of_series)


def _path(owner: Event | Series) -> str:
    return owner.slug if isinstance(owner, Event) else f"s/{owner.slug}"


def _at(model: type[Any], column: str, address: str) -> Any:
    """The pages of texts in `column`: `address` names a view that takes the event's slug."""

    def where(ids: Sequence[int]) -> Mapping[int, str]:
        rows = model.objects.filter(**{f"{column}__in": ids})
        slug = "slug" if model is Event else "event__slug"
        pairs = rows.values_list(f"{column}_id", slug)
        return {pk: reverse(address, args=[slug]) for pk, slug in pairs}

    return where


def _page(column: str) -> Any:
    def where(ids: Sequence[int]) -> Mapping[int, str]:
        rows = Page.objects.filter(**{f"{column}__in": ids})
        found = rows.values_list(f"{column}_id", "event__slug", "slug")
        return {pk: reverse("events:page", args=[event, slug]) for pk, event, slug in found}

    return where


KINDS = (
    Kind("events.alert", _("alert"), 100, _at(Event, "alert", "events:home")),
    Kind("events.name", _("name of the event"), 90, _at(Event, "name", "events:home")),
    Kind("events.about", _("about the event"), 80, _at(Event, "about", "events:home"), True),
    Kind("events.series", _("name of the series"), 85),
    Kind("events.news.title", _("title of news"), 70, _at(News, "title", "events:news_read")),
    Kind("events.news.body", _("news"), 65, _at(News, "body", "events:news_read"), True),
    Kind("events.page.title", _("title of a page"), 60, _page("title")),
    Kind("events.page.body", _("page"), 55, _page("body"), True),
    Kind("events.theme", _("name of a theme"), 75),
    Kind("events.constituency", _("name of a constituency"), 50),
    Kind("events.venue", _("name of a venue"), 30),
    Kind("events.room", _("name of a room"), 40),
)


def declare() -> None:
    ports.owners.append(Events())
    ports.declare(*KINDS)
