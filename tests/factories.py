"""Rows for tests, each with one line: what a test does not name is plain and valid.

Everything derives from one event. States that an action brings about are made by the action.
"""

import itertools
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.models import Person
from delegates.actions.organisations import add_organisation
from delegates.models import Organisation, Registration
from events.models import Event, Membership, News, Page, Room, Series, Theme
from languages import spaces, texts
from languages.models import Text
from programme.models import Placement, Release, ReleasedPlacement, Slot
from workshops.actions.calls import first_call
from workshops.models import Part, Proposal, Session

_numbers = itertools.count(1)
FIRST_DAY = date(2001, 10, 9)


def text(
    body: str = "A text", lang: str = "en", translations: Mapping[str, str] | None = None
) -> Text:
    return texts.create(body=body, lang=lang, translations=translations)


def person(name: str = "", **fields: Any) -> Person:
    """Somebody with an account, who logs in by code."""
    name = name or f"person{next(_numbers)}"
    address = fields.pop("email", f"{name}@example.org")
    who = Person.objects.create_user(address, **{"called": name.title()} | fields)
    EmailAddress.objects.create(user=who, email=address, verified=True, primary=True)
    return who


def event(slug: str = "quebec", **fields: Any) -> Event:
    """A meeting of three days in Québec, in French and three more languages."""
    plain = {
        "name": text("Globalisation of Solidarity", "en", {"fr": "Globalisation de la solidarité"}),
        "begins": FIRST_DAY,
        "ends": FIRST_DAY + timedelta(days=2),
        "zone": "America/Toronto",
        "place": "Québec",
        "country": "CA",
        "languages": ["fr", "en", "es", "pt"],
        "registration": Event.Switch.OPEN,
        "call": Event.Switch.OPEN,
        "programme": Event.Switch.OPEN,
    }
    plain |= fields
    return Event.objects.create(slug=slug, space=spaces.make(plain["languages"]), **plain)


def series(slug: str = "solidarity") -> Series:
    name = text("Globalisation of Solidarity")
    return Series.objects.create(slug=slug, space=spaces.make(["en"]), name=name)


def member(of: Event, role: str, who: Person | None = None, **fields: Any) -> Person:
    """Somebody on the event's team."""
    who = who or person(f"{role}{next(_numbers)}")
    Membership.objects.create(event=of, person=who, role=role, **fields)
    return who


def theme(of: Event, name: str = "Finance", **fields: Any) -> Theme:
    return Theme.objects.create(event=of, name=text(name), **fields)


def room(of: Event, name: str = "Salle A", **fields: Any) -> Room:
    return Room.objects.create(event=of, name=text(name, "fr"), **{"seats": 60} | fields)


def organisation(of: Event, name: str = "Réseau", **fields: Any) -> Organisation:
    return add_organisation(event=of, name=name, lang="fr", by=None, **{"country": "CA"} | fields)


def registration(of: Event, who: Person | None = None, **fields: Any) -> Registration:
    who = who or person()
    plain = {"category": "delegate", "full_name": who.called, "country": "CA", "speaks": ["fr"]}
    return Registration.objects.create(event=of, person=who, **plain | fields)


def registration_of(event: Event, who: Person) -> Registration | None:
    return Registration.objects.filter(event=event, person=who).first()


def proposal(of: Event, by: Person | None = None, **fields: Any) -> Proposal:
    plain = {
        "proposer": by or person(),
        "title": text("Women and microcredit"),
        "abstract": text("What three networks learnt."),
        "spoken": ["fr"],
        "state": Proposal.State.SUBMITTED,
        "call": first_call(of),
    }
    plain |= fields
    if plain["state"] != Proposal.State.DRAFT:
        plain.setdefault("handed_in_at", timezone.now())
    return Proposal.objects.create(event=of, **plain)


def session(of: Event, title: str | Text = "Women and microcredit", **fields: Any) -> Session:
    plain = {
        "code": f"S{next(_numbers)}",
        "title": title if isinstance(title, Text) else text(title),
        "abstract": text("What three networks learnt."),
        "spoken": ["fr"],
    }
    return Session.objects.create(event=of, **plain | fields)


def speaker(at: Session, name: str = "Awa Diop", **fields: Any) -> Part:
    return Part.objects.create(session=at, name=name, **fields)


def hour(of: Event, clock: int = 9, day: int = 0) -> datetime:
    """`clock` o'clock of the event's `day` (from 0), in its own zone."""
    there = datetime.combine(of.days[day], datetime.min.time(), tzinfo=of.tz)
    return (there + timedelta(hours=clock)).astimezone(UTC)


def slot(of: Event, clock: int = 9, day: int = 0, hours: int = 1, **fields: Any) -> Slot:
    begins = hour(of, clock, day)
    return Slot.objects.create(
        event=of, begins=begins, ends=begins + timedelta(hours=hours), **fields
    )


def placement(of: Session, room: Room, clock: int = 9, day: int = 0, hours: int = 1) -> Placement:
    begins = hour(of.event, clock, day)
    return Placement.objects.create(
        session=of, room=room, begins=begins, ends=begins + timedelta(hours=hours)
    )


def released(of: Session) -> ReleasedPlacement:
    """Puts a placed session into the event's current release as it stands, without artefacts."""
    current, _ = Release.objects.get_or_create(
        event=of.event,
        state=Release.State.CURRENT,
        defaults={"number": of.event.releases.count() + 1, "written_at": timezone.now()},
    )
    where = of.placement
    return ReleasedPlacement.objects.create(
        release=current,
        session=of,
        room=where.room,
        begins=where.begins,
        ends=where.ends,
        digest=of.code,
        changed_at=where.changed_at,
    )


def page(of: Event, slug: str = "travel", **fields: Any) -> Page:
    plain = {"title": text("How to come"), "body": text("By train."), "state": "published"}
    return Page.objects.create(event=of, slug=slug, **plain | fields)


def news(of: Event, **fields: Any) -> News:
    plain = {
        "title": text("The call is open"),
        "body": text("Until May."),
        "state": "published",
        "published_at": hour(of),
    }
    return News.objects.create(event=of, **plain | fields)
