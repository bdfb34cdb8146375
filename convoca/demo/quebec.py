"""Québec 2001: everybody, everything, released twice, and still at work."""

from collections.abc import Mapping
from datetime import timedelta
from random import Random

from django.utils import timezone

from accounts.models import Person
from boards.actions import write_line
from convoca.demo import (
    asking,
    fees,
    furnishing,
    organisations,
    people,
    places,
    speakers,
    team,
    together,
    twins,
    words,
    workshops,
)
from convoca.demo.bulk import uid
from convoca.demo.registering import add_organisations, add_people, register_all
from convoca.demo.scheduling import (
    Meeting,
    add_proposals,
    add_sessions,
    add_slots,
    add_stars,
    place_all,
    publish,
)
from convoca.demo.sizes import seeded
from convoca.demo.timetable import BREAKS, QUEBEC_HOURS, Hour, Place, Timetable, fix
from delegates.actions.letter_heads import set_head
from delegates.actions.quotas import set_quota
from documents.actions import create_document
from events.actions import throw_switch
from events.models import Event
from programme.actions import place, set_running
from programme.models import Running, Slot
from workshops.likeness.fingerprints import renew
from workshops.models import Proposal

SLUG = "quebec-2001"
HALL = "grande-salle"
FACILITATOR, DELEGATE = 0, -1
"""Numbers of two who can log in, beside those of the invented delegates."""
HERS = "epargner-ensemble"
"""The facilitator's workshop."""
MOVED, LATER, CROWDED = "after-harvest", "monnaies-villes", "foret-commune"
"""Workshops: moved and put off by the second release; and one whose room is taken twice."""

INVITES = {
    "host": "Collectif d’économie solidaire de Québec",
    "host_address": "1, rue de la Demo, Québec (Québec)",
    "host_phone": "+1 418 555 0100",
    "signer": "Marie Tremblay",
    "signer_position": "Coordonnatrice",
    "way": "at_once",
}
"""Who signs the letters of invitation: nobody who is."""


def load(event: Event, accounts: Mapping[str, Person]) -> None:
    """Everything up to the second release."""
    by = accounts["organiser"]
    _furnish(event, by)
    team.give_roles(event, accounts)
    meeting = _meeting(event, by)
    rng = seeded()
    groups = organisations.listed()
    delegates = people.quebec(organisations.by_country(groups), rng)
    _register(meeting, groups, delegates, accounts, rng)
    fees.load(event, accounts)
    homes = {group.key: group.country for group in groups}
    who = speakers.speakers(workshops.listed(), delegates, homes, rng)
    who[HERS] = [FACILITATOR, *who[HERS]]
    grid = _plan(meeting, who, accounts["facilitator"])
    _link(meeting, grid, twins.Crowd(delegates, who, homes))
    stars = speakers.stars(delegates, workshops.listed(), rng)
    add_stars(meeting, [*stars, *((DELEGATE, key) for key in _agenda(grid))])
    publish(event, by=by)
    _change(meeting, grid)
    publish(event, by=by, words="Deux ateliers ont changé de place.")
    _leave_open(meeting, grid, accounts["facilitator"])
    renew(event.pk)
    _write_declaration(meeting)


def _furnish(event: Event, by: Person) -> None:
    furnishing.add_themes(event, workshops.themes(), by=by)
    furnishing.add_houses(event, places.quebec(), by=by)
    furnishing.add_pages(event, words.pages(), by=by)
    furnishing.add_news(event, words.news(), by=by)
    for switch in ("registration", "call"):
        throw_switch(event=event, switch=switch, to=Event.Switch.OPEN, by=by)
    set_head(event=event, by=by, **INVITES)


def _meeting(event: Event, by: Person) -> Meeting:
    """The event with its themes and rooms by the files' keys, in whose order they stand."""
    themes = [theme.key for theme in workshops.themes()]
    rooms = [hall.key for hall in places.halls_of(places.quebec())]
    return Meeting(
        event,
        by,
        themes=dict(zip(themes, event.themes.all(), strict=True)),
        rooms=dict(zip(rooms, event.rooms.all(), strict=True)),
    )


def _register(
    meeting: Meeting,
    groups: tuple[organisations.Group, ...],
    delegates: list[people.Delegate],
    accounts: Mapping[str, Person],
    rng: Random,
) -> None:
    event = meeting.event
    meeting.organisations = add_organisations(event, groups)
    voices = [
        (voice.country, sorted({lang for pair in voice.pairs for lang in pair}))
        for voice in words.interpreters()
    ]
    everyone = [*delegates, *people.interpreters(voices, len(delegates) + 1, rng)]
    form = asking.publish(event, by=meeting.by)
    persons = add_people(event, everyone)
    found = register_all(event, everyone, persons, meeting.organisations, form)
    hers = team.register_team(event, accounts, meeting.organisations)
    chosen = {FACILITATOR: hers["facilitator"], DELEGATE: hers["delegate"]}
    meeting.registrations = found | chosen
    seats = sum(hall.seats for hall in places.halls_of(places.quebec())) // 2
    rule = {"attendance": ["on_site"]}
    set_quota(event=event, name="Québec, sur place", size=seats, by=meeting.by, rule=rule)
    asking.limit_places(event, by=meeting.by)


def _plan(meeting: Meeting, who: Mapping[str, list[int]], facilitator: Person) -> Timetable:
    """Sessions, slots and the first draft of the grid."""
    plenaries = workshops.plenaries()
    add_sessions(meeting, workshops.listed(), who, {HERS: facilitator})
    add_sessions(meeting, [plenary.workshop for plenary in plenaries], {}, {})
    days = len(meeting.event.days)
    add_slots(
        meeting,
        [
            *((hour, 90, Slot.Kind.SESSIONS) for hour in QUEBEC_HOURS),
            *((Hour(p.day, p.at), p.workshop.minutes, Slot.Kind.PLENARY) for p in plenaries),
            *((Hour(day, at), 60, Slot.Kind.BREAK) for day in range(days) for at, _ in BREAKS),
        ],
    )
    grid = Timetable(QUEBEC_HOURS, places.halls_of(places.quebec()), who)
    grid.place_all(workshops.listed())
    place_all(meeting, grid.places | fix(plenaries, HALL))
    return grid


def _link(meeting: Meeting, grid: Timetable, crowd: twins.Crowd) -> None:
    together.prepare(
        meeting,
        workshops.listed(),
        grid,
        twins=twins.written(),
        crowd=crowd,
        without=(MOVED, LATER, CROWDED),
    )


def _agenda(grid: Timetable) -> list[str]:
    """Five sessions for the delegate who can log in, two of them at the same hour."""
    crowded = max(QUEBEC_HOURS, key=lambda hour: grid.themes[hour, ""])
    there = sorted(key for key, each in grid.places.items() if each.hour == crowded)
    elsewhere = sorted(key for key, each in grid.places.items() if each.hour != crowded)
    return [*there[:2], *elsewhere[::20]]


def _change(meeting: Meeting, grid: Timetable) -> None:
    """One workshop into another room, one to another hour."""
    by_key = {workshop.key: workshop for workshop in workshops.listed()}
    hour = grid.places[MOVED].hour
    _put(meeting, MOVED, Place(hour, grid.free_hall(hour, by_key[MOVED].size)))
    _put(meeting, LATER, grid.find(by_key[LATER]))


def _put(meeting: Meeting, key: str, where: Place) -> None:
    place(
        session=meeting.sessions[key],
        room=meeting.rooms[where.hall],
        begins=meeting.moment(where.hour),
        by=meeting.by,
    )


def _leave_open(meeting: Meeting, grid: Timetable, facilitator: Person) -> None:
    """A proposal to be decided, and in the draft a room that is taken twice."""
    undecided, late = workshops.waiting()
    proposers = {undecided.key: facilitator}
    add_proposals(meeting, [undecided], {}, proposers, Proposal.State.SUBMITTED)
    add_sessions(meeting, [late], {}, {})
    _put(meeting, late.key, grid.places[CROWDED])


def _write_declaration(meeting: Meeting) -> None:
    declaration = words.declaration()
    for lang in (declaration.title.lang, "en"):
        titles = {declaration.title.lang: declaration.title.body} | declaration.title.translations
        paragraphs = [
            each.body if lang == each.lang else each.translations[lang]
            for each in declaration.paragraphs
        ]
        create_document(
            by=meeting.by,
            event=meeting.event,
            session=meeting.sessions["declaration"],
            title=titles.pop(lang),
            language=lang,
            translations=titles,
            paragraphs=paragraphs,
            uid=uid("document", SLUG, lang),
        )


def go_on(event: Event, accounts: Mapping[str, Person], *, live: bool) -> None:
    """The board of the plenary of the continents; if `live`, it is being held."""
    session = event.sessions.get(guid=uid("session", SLUG, "continents"))
    begins = session.placement.begins
    lines = words.board()
    if live:
        begins = min(begins, timezone.now() - timedelta(minutes=lines[-1].minute))
        set_running(session=session, state=Running.State.LIVE, by=accounts["moderator"])
    for line in lines:
        announces = line.kind == "announcement"
        write_line(
            event=event,
            session=session,
            kind="announcement" if announces else "note",
            body=line.text.body,
            lang=line.text.lang,
            translations=line.text.translations,
            by=accounts["moderator" if announces else "notes"],
            at=begins + timedelta(minutes=line.minute),
        )
