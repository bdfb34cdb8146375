"""What pages of events read: a constant number of queries each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from babel.dates import format_interval
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from accounts.models import Person
from events import countries
from events.models import Event, Invitation, Membership, News, Page, Publication, Room, Series
from files.markdown import to_html
from languages import texts
from languages.queries.offering import Offer, each_to_translate
from languages.texts import Reading


@dataclass(frozen=True)
class EventView:
    """An event as one reader gets it; what `event` has is reached through it."""

    event: Event
    name: Reading
    about: Reading = texts.NOTHING

    def __getattr__(self, attribute: str) -> Any:
        return getattr(self.event, attribute)

    @cached_property
    def alarm(self) -> Reading:
        """What stands on every page in an emergency. Two queries, and none without one."""
        alert = self.event.alert_id
        spoken = [get_language() or "en", *self.event.languages]
        return texts.load([alert], spoken)[alert] if alert else texts.NOTHING

    @property
    def where(self) -> str:
        """Place and country in one line, as far as they are known."""
        country = countries.name(self.event.country) if self.event.country else ""
        place = self.event.place
        return f"{place} ({country})" if place and country else place or country

    @property
    def dates(self) -> str:
        """«9 – 11 Oct 2001» as the language of the page writes it."""
        locale = (get_language() or "en").replace("-", "_")
        return str(format_interval(self.event.begins, self.event.ends, "yMMMd", locale=locale))


def event_shell(event: Event, languages: Sequence[str]) -> EventView:
    """What the frame of each of an event's pages shows. Two queries."""
    return views_of([event], languages)[0]


def views_of(events: Iterable[Event], languages: Sequence[str]) -> list[EventView]:
    """The events with their names and descriptions. Two queries."""
    events = list(events)
    ids = [pk for event in events for pk in (event.name_id, event.about_id)]
    read = texts.load(ids, languages)
    return [EventView(event, read[event.name_id], read[event.about_id]) for event in events]


def public_events(
    languages: Sequence[str], today: date | None = None
) -> tuple[list[EventView], list[EventView]]:
    """Meetings to come, the next one first, and the past ones, the latest first."""
    today = today or timezone.now().date()
    meetings = Event.objects.filter(kind=Event.Kind.MEETING).order_by("begins", "pk")
    found = views_of(meetings, languages)
    coming = [view for view in found if view.event.ends >= today]
    return coming, [view for view in found if view.event.ends < today][::-1]


@dataclass(frozen=True)
class Article:
    """A page or a piece of news as one reader gets it; its body's headings begin at `top`."""

    piece: Page | News
    title: Reading
    body: Reading
    top: int = 2
    offer: Offer | None = None

    @property
    def html(self) -> SafeString:
        return to_html(self.body.body, top=self.top)

    @property
    def original_html(self) -> SafeString:
        """What it was translated from; empty where it was not."""
        return to_html(self.body.source, top=self.top)


@dataclass(frozen=True)
class Home:
    """An event's first page."""

    event: EventView
    series: Reading
    pages: list[Article]
    news: list[Article]
    editions: list[EventView]


def home(event: Event, languages: Sequence[str]) -> Home:
    """Five queries: pages, news, editions, and the two of their texts."""
    pages: list[Page] = list(event.pages.filter(state=Publication.PUBLISHED))
    news: list[News] = list(event.news.filter(state=Publication.PUBLISHED)[:5])
    editions = list(Event.objects.filter(series=event.series_id).order_by("begins"))
    ids = [event.name_id, event.about_id, event.series.name_id if event.series else None]
    pieces: list[Page | News] = [*pages, *news]
    ids += [pk for piece in pieces for pk in (piece.title_id, piece.body_id)]
    read = texts.load([*ids, *(edition.name_id for edition in editions)], languages)
    return Home(
        event=EventView(event, read[event.name_id], read[event.about_id]),
        series=read[event.series.name_id if event.series else None],
        pages=_articles(pages, read),
        news=_articles(news, read, top=4),
        editions=[
            EventView(edition, read[edition.name_id])
            for edition in editions
            if event.series_id and edition.pk != event.pk
        ],
    )


def _articles(
    pieces: Sequence[Page] | Sequence[News], read: dict[int | None, Reading], top: int = 2
) -> list[Article]:
    return [Article(piece, read[piece.title_id], read[piece.body_id], top) for piece in pieces]


def articles(pieces: Iterable[Any], languages: Sequence[str], top: int = 2) -> list[Article]:
    """Pages or news with their texts."""
    pieces = list(pieces)
    ids = [pk for piece in pieces for pk in (piece.title_id, piece.body_id)]
    return _articles(pieces, texts.load(ids, languages), top)


def published_news(event: Event, languages: Sequence[str]) -> list[Article]:
    """The latest hundred, newest first."""
    return articles(event.news.filter(state=Publication.PUBLISHED)[:100], languages, top=3)


def offered(found: Sequence[Article], person: Any, languages: Sequence[str]) -> list[Article]:
    """The articles, each with what of it she could translate. As many queries as for one."""
    if not person.is_authenticated:
        return list(found)
    groups = [(article.title, article.body) for article in found]
    offers = each_to_translate(person, groups, languages)
    return [replace(each, offer=offer) for each, offer in zip(found, offers, strict=True)]


def editions(series: Series, languages: Sequence[str]) -> tuple[Reading, list[EventView]]:
    """The series' name and its meetings, the latest first. Three queries."""
    meetings = list(series.events.filter(kind=Event.Kind.MEETING).order_by("-begins"))
    ids = [pk for event in meetings for pk in (event.name_id, event.about_id)]
    read = texts.load([series.name_id, *ids], languages)
    return read[series.name_id], [
        EventView(event, read[event.name_id], read[event.about_id]) for event in meetings
    ]


# Organisers' pages


@dataclass(frozen=True)
class PartView:
    """A theme, constituency, venue, room, page or piece of news in its organiser's list."""

    part: Any
    name: Reading
    venue: Reading = texts.NOTHING

    @property
    def key(self) -> str:
        """What names it in addresses."""
        return str(self.part.slug if isinstance(self.part, Page) else self.part.uid)

    @property
    def named_countries(self) -> list[str]:
        return sorted(countries.name(code) for code in self.part.countries)


def parts(model: type[Any], event: Event, languages: Sequence[str]) -> list[PartView]:
    """All of one kind, in their order. At most four queries."""
    found = model.objects.filter(event=event)
    if model is Room:
        found = found.select_related("venue")
    rows = list(found)
    column = "title_id" if model in {Page, News} else "name_id"
    venues = [row.venue.name_id for row in rows if model is Room and row.venue]
    read = texts.load([*(getattr(row, column) for row in rows), *venues], languages)
    return [
        PartView(
            row,
            read[getattr(row, column)],
            read[row.venue.name_id if model is Room and row.venue else None],
        )
        for row in rows
    ]


def name_of(part: Any, languages: Sequence[str]) -> Reading:
    pk = part.title_id if isinstance(part, Page | News) else part.name_id
    return texts.load([pk], languages)[pk]


def counts(event: Event) -> Counter[str]:
    """How many of each an organiser's overview tells. One query."""
    today = timezone.now().astimezone(event.tz).date()
    held = Q(team__until=None) | Q(team__until__gte=today)
    row = Event.objects.filter(pk=event.pk).aggregate(
        **{
            name: Count(name, distinct=True)
            for name in ("themes", "constituencies", "venues", "rooms", "pages", "news")
        },
        team=Count("team__person", filter=held, distinct=True),
    )
    return Counter(row)


@dataclass(frozen=True)
class Team:
    """Who holds a role, whose role has ended, and the links that nobody used yet."""

    holding: list[Membership]
    ended: list[Membership]
    links: list[Invitation]


def team(event: Event) -> Team:
    """Two queries."""
    rows = list(event.team.select_related("person").order_by("role", "since"))
    for row in rows:
        row.event = event
    now = timezone.now()
    links = event.invitations.filter(used_at=None, withdrawn_at=None, lapses_at__gt=now)
    return Team(
        holding=[row for row in rows if row.holds(now)],
        ended=[row for row in rows if not row.holds(now)],
        links=list(links.order_by("made_at")),
    )


def series_of(person: Person, languages: Sequence[str]) -> list[tuple[Series, Reading]]:
    """The series of which she organises an edition."""
    mine = Membership.objects.filter(person=person, role="organiser").select_related("event")
    ids = {held.event.series_id for held in mine if held.holds()}
    found = list(Series.objects.filter(pk__in=[pk for pk in ids if pk]).order_by("slug"))
    read = texts.load([series.name_id for series in found], languages)
    return [(series, read[series.name_id]) for series in found]
