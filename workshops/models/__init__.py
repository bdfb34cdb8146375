"""Tables of calls, proposals, the links between them, and sessions."""

from workshops.models.calls import ActivityKind, Call
from workshops.models.likeness import Fingerprint
from workshops.models.links import Consent, Link, Side, Step
from workshops.models.people import Contributor, Host, Hours, Need
from workshops.models.proposals import Access, Proposal
from workshops.models.sessions import CoHost, Joined, Part, Session, WebLink

__all__ = [
    "Access",
    "ActivityKind",
    "Call",
    "CoHost",
    "Consent",
    "Contributor",
    "Fingerprint",
    "Host",
    "Hours",
    "Joined",
    "Link",
    "Need",
    "Part",
    "Proposal",
    "Session",
    "Side",
    "Step",
    "WebLink",
]
