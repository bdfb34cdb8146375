"""Whom one can log in as."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.models import Person
from convoca.demo.bulk import uid
from convoca.demo.people import INTERFACE
from convoca.demo.registering import constituencies
from convoca.demo.sheets import table
from delegates.answers import Answers, fill
from delegates.models import Category, Organisation, Registration
from events.models import Constituency, Event, Membership, Role


@dataclass(frozen=True)
class Member:
    """One who can log in. `role` is empty for those who only take part."""

    email: str
    name: str
    called: str
    country: str
    languages: tuple[str, ...]
    organisation: str
    category: str
    role: str
    latin: str = ""

    @property
    def does(self) -> str:
        """Her role on the team, else her part in the meeting."""
        return str(Role(self.role).label if self.role else Category(self.category).label)

    @property
    def reads(self) -> list[str]:
        return [lang for lang in self.languages if lang in INTERFACE]


@cache
def members() -> tuple[Member, ...]:
    return tuple(
        Member(**row | {"languages": tuple(row["languages"])}) for row in table("team")["team"]
    )


def make_accounts() -> dict[str, Person]:
    """An account with a verified address for each member, by the part before the @."""
    return {member.email.partition("@")[0]: _account(member) for member in members()}


def _account(member: Member) -> Person:
    known = Person.objects.filter(email=member.email).first()
    if known:
        return known
    person = Person.objects.create(
        uid=uid("person", member.email),
        email=member.email,
        called=member.called,
        languages=member.reads,
        password=make_password(None),
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def give_roles(event: Event, people: Mapping[str, Person]) -> None:
    """The roles of the team in `event`; whoever made it organises it already."""
    for member in members():
        person = people[member.email.partition("@")[0]]
        if member.role and member.role != Role.ORGANISER:
            Membership.objects.create(event=event, person=person, role=member.role)


def register_team(
    event: Event, people: Mapping[str, Person], organisations: Mapping[str, Organisation]
) -> dict[str, Registration]:
    """A registration for each member, by the part before the @."""
    homes = constituencies(event)
    found = {}
    for member in members():
        name = member.email.partition("@")[0]
        row = Registration(
            uid=uid("registration", event.slug, name),
            event=event,
            person=people[name],
            lang=member.reads[0],
        )
        fill(row, _answers(member, homes.get(member.country), organisations))
        row.save()
        found[name] = row
    return found


def _answers(
    member: Member, home: Constituency | None, organisations: Mapping[str, Organisation]
) -> Answers:
    return Answers(
        full_name=member.name,
        called=member.called,
        latin_name=member.latin,
        category=member.category,
        country=member.country,
        constituency=home,
        organisation=organisations.get(member.organisation),
        speaks=list(member.languages),
        reads=member.reads,
    )


def log_ins() -> str:
    """The addresses, one a line, with what each is for."""
    width = max(len(member.email) for member in members())
    return "\n".join(f"  {member.email:<{width}}  {member.does}" for member in members())
