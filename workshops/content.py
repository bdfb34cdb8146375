"""What is written about a proposal or a session."""

from dataclasses import dataclass, field
from datetime import datetime

from delegates.answers import Filled
from delegates.models import Organisation, Registration
from events.models import Theme
from languages.forms import Written
from workshops.models import Access, ActivityKind, Contributor, Part, Proposal


@dataclass(frozen=True, kw_only=True)
class Contributing:
    """Somebody named in a proposal, with the stretches (UTC) in which she can be there."""

    name: str
    kind: str = Contributor.Kind.SPEAKER
    languages: list[str] = field(default_factory=list)
    hours: list[tuple[datetime, datetime]] = field(default_factory=list)


@dataclass(frozen=True)
class Needed:
    """What an activity needs; `lang` and `asked_for` of sign language and captions."""

    kind: str
    lang: str = ""
    asked_for: str = ""


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """What a facilitator hands in. `organisation_name` is looked up and added where it is new."""

    title: Written
    abstract: Written
    theme: Theme | None = None
    organisation: Organisation | None = None
    organisation_name: str = ""
    kind: ActivityKind | None = None
    people: list[Contributing] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    wished: list[str] = field(default_factory=list)
    size: int | None = None
    minutes: int = 90
    access: str = Access.ANY
    presence: str = Proposal.Presence.ON_SITE
    needed: list[Needed] = field(default_factory=list)
    needs: str = ""
    # What the call asks of its own; None leaves it as it is.
    filled: Filled | None = None


@dataclass(frozen=True, kw_only=True)
class Named:
    """A person in a session: by her registration, or by name alone."""

    name: str = ""
    registration: Registration | None = None
    kind: str = Part.Kind.SPEAKER
    contributor: Contributor | None = None


@dataclass(frozen=True, kw_only=True)
class Described:
    """What organisers write about a session; parts and links None leave them as they are."""

    title: Written
    abstract: Written
    subtitle: str = ""
    theme: Theme | None = None
    organisation: Organisation | None = None
    organisation_name: str = ""
    kind: str = ""
    spoken: list[str] = field(default_factory=list)
    interpreted: list[str] = field(default_factory=list)
    size: int | None = None
    minutes: int = 90
    access: str = Access.ANY
    parts: list[Named] | None = None
    links: list[tuple[str, str]] | None = None
