"""The cast: one person for each thing that somebody may be, around one event."""

from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.models import Person
from events.models import Event, Role
from tests import factories

# Nobody at all, and an account without any part in the event.
STRANGER = "stranger"
ACCOUNT = "account"
# Those whose place in the event is a registration, a proposal, a shift.
DELEGATE = "delegate"
FACILITATOR = "facilitator"
INTERPRETER = "interpreter"
# Those who are on its team.
ORGANISER = "organiser"
TEAM = {
    "moderator": Role.MODERATOR,
    "notetaker": Role.NOTES,
    "desk": Role.DESK,
    "letters": Role.LETTERS,
    "translator": Role.TRANSLATOR,
    "keeper": Role.NETWORKS,
    "carer": Role.CARE,
    "programmer": Role.PROGRAMME,
    "treasurer": Role.TREASURER,
    "committee": Role.FUND,
    ORGANISER: Role.ORGANISER,
}
# Those who have nothing to seek in it, however much they are elsewhere.
NEIGHBOUR = "neighbour"
FORMER = "former"
SUSPENDED = "suspended"
OPERATOR = "operator"
ALL = (
    STRANGER,
    ACCOUNT,
    SUSPENDED,
    FORMER,
    NEIGHBOUR,
    DELEGATE,
    FACILITATOR,
    INTERPRETER,
    *TEAM,
    OPERATOR,
)


@dataclass
class Cast:
    """`cast.organiser` is a person, `cast.client("organiser")` her browser."""

    event: Event = field(default_factory=factories.event)

    @cached_property
    def other_event(self) -> Event:
        """The meeting next door, which the neighbour organises."""
        return factories.event("dakar", zone="Africa/Dakar", country="SN")

    def __getattr__(self, name: str) -> Person:
        if name not in ALL or name == STRANGER:
            raise AttributeError(name)
        found = self._enter(name)
        setattr(self, name, found)
        return found

    def _enter(self, name: str) -> Person:
        who = factories.person(name)
        if name in TEAM:
            factories.member(self.event, TEAM[name], who)
        elif name in {DELEGATE, FACILITATOR, INTERPRETER}:
            category = INTERPRETER if name == INTERPRETER else DELEGATE
            factories.registration(self.event, who, category=category)
        elif name == NEIGHBOUR:
            factories.member(self.other_event, Role.ORGANISER, who)
        elif name == FORMER:
            ended = factories.FIRST_DAY
            factories.member(self.event, Role.ORGANISER, who, until=ended)
        elif name == SUSPENDED:
            factories.member(self.event, Role.ORGANISER, who)
            who.state = Person.State.SUSPENDED
            who.save()
        elif name == OPERATOR:
            who.standing = Person.Standing.OPERATOR
            who.save()
        return who

    def who(self, name: str) -> Person | AnonymousUser:
        return AnonymousUser() if name == STRANGER else getattr(self, name)

    def client(self, name: str = STRANGER) -> Client:
        """A browser in which that person is logged in, though her account be suspended."""
        browser = Client()
        if name != STRANGER:
            browser.force_login(getattr(self, name))
        return browser
