"""A forum of 400 and one of 2,500 sessions, invented from a seed."""

from collections.abc import Mapping

from accounts.models import Person
from convoca.demo import (
    fees,
    furnishing,
    organisations,
    people,
    places,
    speakers,
    team,
    together,
    twins,
    workshops,
)
from convoca.demo.registering import add_organisations, add_people, register_all
from convoca.demo.scheduling import (
    Meeting,
    add_sessions,
    add_slots,
    add_stars,
    daily,
    place_all,
    publish,
)
from convoca.demo.sheets import table
from convoca.demo.sizes import Size, seeded
from convoca.demo.timetable import Hour, Timetable
from events.actions import throw_switch
from events.models import Event
from workshops.likeness.fingerprints import renew


def load(size: Size) -> Event:
    """The event of this size, released once."""
    rng = seeded()
    groups = organisations.invented(size.organisations, rng)
    delegates = people.crowd(size.delegates, organisations.by_country(groups), rng)
    made = workshops.invented(size.sessions, size.minutes, groups, rng)
    houses = places.invented(size.rooms, rng)
    accounts = team.make_accounts()
    by = accounts["organiser"]
    event = _event(size, accounts)
    meeting = Meeting(event, by)
    meeting.themes = furnishing.add_themes(event, workshops.themes(), by=by)
    meeting.rooms = furnishing.add_houses(event, houses, by=by)
    meeting.organisations = add_organisations(event, groups)
    hers = add_people(event, delegates)
    meeting.registrations = register_all(event, delegates, hers, meeting.organisations)
    team.register_team(event, accounts, {})
    fees.set_prices(event, accounts["treasurer"])
    homes = {group.key: group.country for group in groups}
    who = speakers.speakers(made, delegates, homes, rng)
    add_sessions(meeting, made, who, {})
    add_slots(meeting, daily(size.days, size.hours, size.minutes))
    hours = [Hour(day, at) for day in range(size.days) for at in size.hours]
    grid = Timetable(hours, places.halls_of(houses), who)
    place_all(meeting, grid.place_all(made))
    crowd = twins.Crowd(delegates, who, homes)
    together.prepare(meeting, made, grid, twins=twins.found(made, groups), crowd=crowd)
    add_stars(meeting, speakers.stars(delegates, made, rng))
    publish(event, by=by)
    renew(event.pk)
    return event


def _event(size: Size, accounts: Mapping[str, Person]) -> Event:
    by = accounts["organiser"]
    row = next(each for each in table("editions")["larger"] if each["slug"] == size.event)
    event = furnishing.add_event(row, by=by, series=None, begins=size.begins, days=size.days)
    throw_switch(event=event, switch="registration", to=Event.Switch.OPEN, by=by)
    team.give_roles(event, accounts)
    return event
