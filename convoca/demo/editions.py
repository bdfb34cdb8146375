"""Lima, Québec and Dakar as one series; Québec in full."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.models import Person
from convoca.demo import furnishing, places, quebec, team
from convoca.demo.bulk import write_texts
from convoca.demo.scheduling import Meeting, add_sessions, add_slots, place_all, publish
from convoca.demo.sheets import named, table, written
from convoca.demo.timetable import Hour, Place
from convoca.demo.workshops import Theme, Workshop
from events.models import Event, Series
from languages import spaces
from languages.forms import Written
from languages.texts import Home
from programme.models import Slot


def load(*, today: bool) -> Event:
    """The series; returns Québec. With `today` its second day is today, in its own zone."""
    accounts = team.make_accounts()
    by = accounts["organiser"]
    sheet = table("editions")
    words = named(sheet["series"]["name"])
    space = spaces.make([words.lang, *words.translations])
    name = write_texts([words], by, Home(space.pk, tuple(space.languages), "events.series"))[0]
    series = Series.objects.create(slug=sheet["series"]["slug"], space=space, name=name)
    found = {}
    for row in sheet["editions"]:
        shifted = today and row["slug"] == quebec.SLUG
        begins = day_before_today(row["zone"]) if shifted else row["first"]
        days = (row["last"] - row["first"]).days + 1
        found[row["slug"]] = furnishing.add_event(
            row, by=by, series=series, begins=begins, days=days
        )
    quebec.load(found[quebec.SLUG], accounts)
    for slug in table("other_editions"):
        _load_thinly(found[slug], by)
    quebec.go_on(found[quebec.SLUG], accounts, live=today)
    return found[quebec.SLUG]


def day_before_today(zone: str) -> date:
    return timezone.now().astimezone(ZoneInfo(zone)).date() - timedelta(days=1)


def _load_thinly(event: Event, by: Person) -> None:
    """Themes, rooms and a few sessions, released."""
    sheet = table("other_editions")[event.slug]
    house = places.other_edition(event.slug, event.lang)
    tracks = [Theme(row["key"], named(row["name"])) for row in sheet["themes"]]
    meeting = Meeting(event, by)
    meeting.themes = furnishing.add_themes(event, tracks, by=by)
    meeting.rooms = furnishing.add_houses(event, [house], by=by)
    rows = {f"session-{n}": row for n, row in enumerate(sheet["sessions"], 1)}
    add_sessions(meeting, [_workshop(key, row) for key, row in rows.items()], {}, {})
    stands = {key: _place(row, house) for key, row in rows.items()}
    hours = dict.fromkeys(place.hour for place in stands.values())
    add_slots(meeting, [(hour, 90, Slot.Kind.SESSIONS) for hour in hours])
    place_all(meeting, stands)
    publish(event, by=by)


def _workshop(key: str, row: Mapping[str, Any]) -> Workshop:
    lang = row["lang"]
    return Workshop(
        key,
        row["theme"],
        written(row["title"], lang),
        Written("", lang, {}),
        spoken=(lang,),
        into=tuple(other for other in row["title"] if other != lang),
    )


def _place(row: Mapping[str, Any], house: places.House) -> Place:
    return Place(Hour(row["day"], time.fromisoformat(row["at"])), house.halls[row["room"]].key)
