"""An event with its themes, rooms, pages and news, made by the organisers' own actions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from accounts.models import Person
from convoca.demo.bulk import uid
from convoca.demo.places import House
from convoca.demo.sheets import named
from convoca.demo.words import Leaf, Report
from convoca.demo.workshops import Theme as Track
from events import actions
from events.models import Event, News, Page, Publication, Room, Series, Theme, Venue
from languages.forms import Written


def add_event(
    row: Mapping[str, Any], *, by: Person, series: Series | None, begins: date, days: int
) -> Event:
    """An edition from its line in editions.toml, open to be read."""
    event = actions.create_event(
        name=named(row["name"]),
        about=named(row["about"]) if "about" in row else None,
        slug=row["slug"],
        begins=begins,
        ends=begins + timedelta(days=days - 1),
        zone=row["zone"],
        languages=row["languages"],
        place=row["place"],
        country=row["country"],
        series=series,
        by=by,
    )
    event.uid = uid("event", event.slug)
    event.save(update_fields=["uid"])
    actions.add_continents(event=event, by=by)
    actions.throw_switch(event=event, switch="programme", to=Event.Switch.OPEN, by=by)
    return event


def add_themes(event: Event, tracks: Sequence[Track], *, by: Person) -> dict[str, Theme]:
    found = {}
    for place, track in enumerate(tracks):
        theme = Theme(event=event, uid=uid("theme", event.slug, track.key), colour=place % 9 + 1)
        save(theme, by, name=track.name)
        found[track.key] = theme
    return found


def add_houses(event: Event, houses: Iterable[House], *, by: Person) -> dict[str, Room]:
    """The rooms by their keys. A house without address is no venue of its own."""
    found = {}
    for house in houses:
        venue = None
        if house.address:
            venue = Venue(event=event, uid=uid("venue", event.slug, house.key))
            venue.address = house.address
            save(venue, by, name=house.name)
        for hall in house.halls:
            access = Room.Access.STEP_FREE if hall.step_free else Room.Access.STEPS
            room = Room(event=event, uid=uid("room", event.slug, hall.key), venue=venue)
            room.seats, room.access = hall.seats, access
            room.opens, room.closes = time(7, 30), time(23)
            save(room, by, name=hall.name)
            found[hall.key] = room
    return found


def add_pages(event: Event, leaves: Iterable[Leaf], *, by: Person) -> None:
    for leaf in leaves:
        page = Page(event=event, slug=leaf.slug, state=Publication.PUBLISHED)
        save(page, by, title=leaf.title, body=leaf.body)


def add_news(event: Event, reports: Iterable[Report], *, by: Person) -> None:
    for report in reports:
        day = event.begins + timedelta(days=report.day)
        moment = datetime.combine(day, time(8), tzinfo=event.tz)
        news = News(event=event, uid=uid("news", event.slug, report.day))
        news.state, news.published_at = Publication.PUBLISHED, moment
        save(news, by, title=report.title, body=report.body)


def save(part: Any, by: Person, **words: Written) -> None:
    actions.save_part(part, written=words, by=by, changed=list(words))
