"""A small world around the cast, and what each part of an address means in it.

The matrix asks for an address with an object of the acting person's own, with one of somebody
else's in the same event, and with one of the event next door. What a part of an address means
is looked up in PARAMETERS: first with the literal part before it (`proposals/uid`), then by its
name alone (`event`).
"""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from delegates.models import Letter, Organisation, Registration
from delegates.tasks.letters import outcome_token
from documents.models import Document
from events.models import Event
from programme import releases
from programme.models import CalendarAddress
from programme.tasks import write_release
from tests import (
    care_world,
    checkin_world,
    directory_world,
    event_world,
    factories,
    form_world,
    language_world,
    lists_world,
    money_world,
    seat_world,
    workshop_world,
)
from tests.cast import ALL, STRANGER, Cast
from workshops.models import Proposal, Session

OWN, OTHER, NEXT_DOOR = "own", "other's", "next door's"
PART = re.compile(r"<(?:(\w+):)?(\w+)>")
_numbers = itertools.count(1)
# What is somebody's own business: each word stands in one column, and in no other answer.
CANARIES = {
    "e-mail": "canary-mail@example.org",
    "full name": "Canaryname Realperson",
    "Latin name": "Canarylatin Realperson",
    "needs": "canary-needs a quiet room",
    "needs of a workshop": "canary-equipment",
    "calendar": "canary-calendar-token",
    **directory_world.CANARIES,
}


@dataclass
class World:
    """Two events next to each other, and objects in them for whoever asks."""

    cast: Cast = field(default_factory=Cast)

    @cached_property
    def _keys(self) -> dict[str, str]:
        """The session of each role but a stranger's."""
        name = settings.SESSION_COOKIE_NAME
        return {
            role: self.cast.client(role).cookies[name].value for role in ALL if role != STRANGER
        }

    def populate(self) -> None:
        """Brings everybody in, so that what is rolled back takes nobody along."""
        _ = self._keys, self.somebody, self.cast.neighbour

    def anew(self) -> None:
        """Forgets what was rolled back in the database."""
        for row in (self.cast.event, self.cast.other_event, self.somebody):
            row.refresh_from_db()
        for role in self._keys:
            self.cast.who(role).refresh_from_db()

    def clients(self) -> dict[str, Client]:
        """A new browser for each role, logged in as she is."""
        browsers = {role: Client(raise_request_exception=False) for role in ALL}
        for role, key in self._keys.items():
            browsers[role].cookies[settings.SESSION_COOKIE_NAME] = key
        return browsers

    @cached_property
    def somebody(self) -> Person:
        """Whose objects the other's are. Under a pen name in public, and full of canaries."""
        who = factories.person("somebody", email=CANARIES["e-mail"], called="Penname")
        for event in (self.cast.event, self.cast.other_event):
            factories.registration(
                event,
                who,
                full_name=CANARIES["full name"],
                latin_name=CANARIES["Latin name"],
                public_name="Penname",
                needs=CANARIES["needs"],
            )
        return who

    def release(self) -> None:
        """Releases the programme of both events, each with one session, as its task does."""
        for event in (self.cast.event, self.cast.other_event):
            found = factories.session(event)
            factories.placement(found, factories.room(event))
            write_release.call(releases.release(event=event, by=self.somebody).pk)
            releases.show(event)

    def event_of(self, target: str) -> Event:
        return self.cast.other_event if target == NEXT_DOOR else self.cast.event

    def owner(self, role: str, target: str) -> Person:
        """Whose object it is; a stranger owns nothing, so hers is somebody's."""
        if target == NEXT_DOOR:
            return self.cast.neighbour
        if target == OTHER or role == STRANGER:
            return self.somebody
        return getattr(self.cast, role)

    def address(self, route: str, role: str, target: str, event: str | None = None) -> str:
        """The address of `route`, within `event` if that is given.

        Raises LookupError for a part that nobody explained.
        """
        filled, end = "", 0
        for match, meaning in meanings(route):
            here = event if match[2] == "event" else None
            value = here or meaning.find(self, role, target)
            filled += route[end : match.start()] + str(value)
            end = match.end()
        return filled + route[end:]


@dataclass(frozen=True)
class Meaning:
    """What stands in the address; `owned` if it is somebody's own, `row` if it is one's row,
    `same` if it is the same whoever asks.
    """

    find: Callable[[World, str, str], Any]
    owned: bool = False
    row: bool = True
    same: bool = False


def meanings(route: str) -> Iterator[tuple[re.Match[str], Meaning]]:
    for match in PART.finditer(route):
        before = route[: match.start()].rstrip("/").rpartition("/")[2]
        yield match, meaning_of(route, before, match[2])


def meaning_of(route: str, before: str, name: str) -> Meaning:
    for key in (f"{before}/{name}", name):
        if key in PARAMETERS:
            return PARAMETERS[key]
    raise LookupError(
        f"{route} has a part that the matrix does not know: add «{before}/{name}» or «{name}» "
        "to PARAMETERS in tests/world.py."
    )


def keys_of_each(route: str) -> Iterator[set[str]]:
    """The keys of PARAMETERS under which each part of the route may be explained."""
    for match in PART.finditer(route):
        before = route[: match.start()].rstrip("/").rpartition("/")[2]
        yield {f"{before}/{match[2]}", match[2]}


def registration(world: World, role: str, target: str) -> Registration:
    who, event = world.owner(role, target), world.event_of(target)
    return factories.registration_of(event, who) or factories.registration(event, who)


def proposal(world: World, role: str, target: str) -> Proposal:
    return factories.proposal(
        world.event_of(target),
        world.owner(role, target),
        state=Proposal.State.ACCEPTED,
        needs=CANARIES["needs of a workshop"],
        share_key=workshop_world.SHARED,
    )


def session(world: World, role: str, target: str) -> Session:
    """One that came of a proposal of its owner's, and stands in the released programme."""
    event = world.event_of(target)
    found = factories.session(event, proposal=proposal(world, role, target))
    who = factories.registration_of(event, world.owner(role, target))
    factories.speaker(found, "" if who else "Awa Diop", registration=who)
    factories.placement(found, factories.room(event))
    factories.released(found)
    return found


def document(world: World, role: str, target: str) -> Document:
    """A closed one, at a session of its owner's."""
    return Document.objects.create(
        event=world.event_of(target),
        session=session(world, role, target),
        title=factories.text("Declaration"),
        language="fr",
        readers=Document.Readers.TEAM,
        writers=Document.Writers.HOLDERS,
    )


def calendar(world: World, role: str, target: str) -> CalendarAddress:
    who = world.owner(role, target)
    token = CANARIES["calendar"] if who.email == CANARIES["e-mail"] else f"token{who.pk}"
    return CalendarAddress.objects.create(event=world.event_of(target), person=who, token=token)


def asked_about(letter: Letter) -> Letter:
    """Its event ends today, so that the link by which one tells how it went still opens."""
    today = timezone.now().date()
    Event.objects.filter(pk=letter.event_id).update(begins=today, ends=today)
    return letter


def letter(world: World, role: str, target: str) -> Letter:
    """An issued one, of its owner's registration."""
    found = registration(world, role, target)
    number = found.event.letters.count() + 1
    return Letter.objects.create(
        event=found.event,
        registration=found,
        state=Letter.State.ISSUED,
        number=number,
        code_hash=f"{found.event.slug}-{number}",
        issued_at=timezone.now(),
        destination="CA",
        lang="fr",
    )


def in_event(make: Callable[[Event], Any], attribute: str = "uid") -> Meaning:
    """A row of the event's that is nobody's own."""
    return Meaning(
        lambda world, _, target: getattr(make(world.event_of(target)), attribute), same=True
    )


def somebodys(make: Callable[[World, str, str], Any], attribute: str = "uid") -> Meaning:
    return Meaning(
        lambda world, role, target: getattr(make(world, role, target), attribute), owned=True
    )


def always(value: str) -> Meaning:
    """Not a row: a day, a language, a name of a file."""
    return Meaning(lambda *_: value, row=False, same=True)


def organisation(event: Event) -> Organisation:
    """One that somebody who is registered speaks for."""
    found = factories.organisation(event)
    factories.registration(event, organisation=found)
    return found


# What is sent where an empty form means nothing, by the last part of the route before `/`.
SENT = {
    "asked": {"to": "retired"},
    "move": {"to": "up"},
    "state": {"to": "published"},
    "call": {"to": "closed"},
    "programme": {"to": "closed"},
    "registration": {"to": "closed"},
}


def sent_to(route: str, method: str) -> dict[str, str]:
    return SENT.get(route.rstrip("/").rpartition("/")[2], {}) if method == "POST" else {}


PARAMETERS: dict[str, Meaning] = {
    "event": Meaning(lambda world, _, target: world.event_of(target).slug, row=False, same=True),
    "series": Meaning(
        lambda *_: factories.series(f"series{next(_numbers)}").slug, row=False, same=True
    ),
    "keys/pk": always("1"),
    "jobs/pk": Meaning(lambda *_: event_world.failed_job().pk, row=False, same=True),
    # events
    "pages/page": in_event(lambda event: factories.page(event, f"page{next(_numbers)}"), "slug"),
    "pages/part": in_event(lambda event: factories.page(event, f"page{next(_numbers)}"), "slug"),
    "news/part": in_event(factories.news),
    "themes/part": in_event(factories.theme),
    "rooms/part": in_event(factories.room),
    "venues/part": in_event(event_world.venue),
    "constituencies/part": in_event(event_world.constituency),
    "team/pk": somebodys(event_world.membership, "pk"),
    "links/pk": Meaning(lambda world, _, target: event_world.link(world, target)[0].pk),
    "join/token": Meaning(lambda world, _, target: event_world.link(world, target)[1]),
    # programme
    "programme/key": Meaning(
        lambda world, _, target: event_world.placed(world.event_of(target)) and "2001-10-09",
        row=False,
        same=True,
    ),
    "languages/key": always("fr"),
    "rooms/uid": in_event(lambda event: event_world.placed(event).room),
    "themes/uid": in_event(lambda event: event_world.placed(event).session.theme),
    "slots/uid": in_event(factories.slot),
    "sessions/key": somebodys(session, "code"),
    "sessions/code": somebodys(session, "code"),
    "agenda/token": somebodys(calendar, "token"),
    "feeds/key": always("programme.ics"),
    # languages
    "translate/space": in_event(lambda event: event.space, "pk"),
    "text": in_event(language_world.text, "pk"),
    "lang": always("en"),
    "work/person": somebodys(language_world.worker),
    "glossary/concept": in_event(language_world.concept, "pk"),
    # workshops and boards
    "proposals/proposal": somebodys(proposal),
    "activities/proposal": somebodys(proposal),
    "links/linked": somebodys(workshop_world.link),
    "themes/theme": in_event(workshop_world.theme),
    "facilitators/facilitator": in_event(workshop_world.facilitator, "pk"),
    "said/message": somebodys(workshop_world.said),
    "conversations/conversation": somebodys(workshop_world.conversation),
    "lines/uid": in_event(event_world.line),
    "calls/call": in_event(workshop_world.call),
    "kinds/part": in_event(workshop_world.kind),
    # documents
    "of/code": somebodys(session, "code"),
    "documents/uid": somebodys(document),
    # delegates
    "registrations/registration": somebodys(registration),
    "organisations/organisation": in_event(organisation),
    "import/intake": in_event(directory_world.intake),
    "organisations/lasting": Meaning(directory_world.lasting, row=False),
    "contacts/contact": Meaning(lambda *asked: directory_world.contact(*asked).uid),
    "contacts/token": Meaning(directory_world.contact_link),
    "notes/remark": Meaning(lambda *asked: directory_world.remark(*asked).uid),
    "into/other": in_event(factories.organisation),
    "undo/merge": Meaning(lambda *asked: directory_world.merged(*asked).uid),
    "themes/topic": in_event(directory_world.topic),
    "quotas/quota": in_event(event_world.quota, "pk"),
    "with/other": in_event(factories.registration),
    "doubles/double": in_event(care_world.double, "pk"),
    "care/report": Meaning(care_world.report),
    "care/token": Meaning(care_world.token),
    "exclusions/exclusion": in_event(care_world.exclusion, "pk"),
    "blocks/block": somebodys(care_world.block, "pk"),
    "matches/match": in_event(care_world.match),
    "services/service": in_event(care_world.service),
    "people/person": Meaning(lambda world, role, target: world.owner(role, target).uid),
    "link/token": always("made-up"),
    "lists/checkin_list": in_event(checkin_world.a_list),
    "devices/device": in_event(checkin_world.a_device),
    "pair/token": Meaning(checkin_world.link),
    "badges/printed": in_event(checkin_world.a_print),
    "number": always("1"),
    "forms/form": in_event(form_world.form),
    "sections/section": Meaning(form_world.section),
    "questions/question": Meaning(form_world.asked),
    "replies/reply": somebodys(form_world.reply),
    "letters/letter": somebodys(letter),
    "letters/code": always("0" * 32),
    "outcome/token": Meaning(lambda world, *who: outcome_token(asked_about(letter(world, *who)))),
    "delegations/delegation": somebodys(seat_world.delegation),
    "links/link": Meaning(lambda *asked: seat_world.link(*asked)[0].pk),
    "people/registration": Meaning(lambda *asked: seat_world.sitting(*asked).uid),
    "lists/arrival": Meaning(lambda *asked: seat_world.arrival(*asked).pk),
    "coordinators/coordinator": Meaning(lambda *asked: seat_world.coordinator(*asked).pk),
    "<uuid:proposal>/key": Meaning(lambda *_: workshop_world.SHARED, row=False, same=True),
    "hosts/token": Meaning(workshop_world.host),
    "seats/token": Meaning(seat_world.token),
    "take-over/token": Meaning(checkin_world.take_over),
    "offers/token": Meaning(seat_world.offer),
    "fees/fee": somebodys(money_world.fee),
    "payers/payer": in_event(money_world.payer),
    "payments/payment": somebodys(money_world.payment),
    "back/payment": somebodys(money_world.payment),
    "papers/paper": somebodys(money_world.paper),
    "answer/grant": somebodys(money_world.grant),
    "fund/grant": somebodys(money_world.grant),
    "payments/provider": always("stripe"),
    "lists/saved": in_event(lists_world.saved),
    "many/batch": in_event(lists_world.batch),
    "files/export": in_event(lists_world.export),
    "list/export": in_event(lists_world.export_of("letters")),
    "contacts/export": in_event(lists_world.export_of("contacts")),
    "notices/notice": somebodys(lists_world.notice),
    "browsers/browser": somebodys(lists_world.browser),
    "deadlines/closing": always("registration"),
}
