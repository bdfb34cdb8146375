"""Tables of calls, proposals, the links between them, and sessions."""

from workshops.models.calls import ActivityKind, Call
from workshops.models.likeness import Fingerprint
from workshops.models.links import Consent, Link, Side, Step
from workshops.models.people import Contributor, Host, Hours, Need
from workshops.models.proposals import Access, Proposal
from workshops.models.sessions import CoHost, Joined, Part, Session, WebLink
from workshops.models.themes import Conversation, Facilitator, Message, ThemeMessage

__all__ = [
    "Access",
    "ActivityKind",
    "Call",
    "CoHost",
    "Consent",
    "Contributor",
    "Conversation",
    "Facilitator",
    "Fingerprint",
    "Host",
    "Hours",
    "Joined",
    "Link",
    "Message",
    "Need",
    "Part",
    "Proposal",
    "Session",
    "Side",
    "Step",
    "ThemeMessage",
    "WebLink",
]
