"""What a column with personal data is kept for, and until when.

Each model says it in a class attribute: `PERSONAL = {"email": Personal(...)}`, or
`PERSONAL = {}` where it holds none. A model without the attribute fails the tests.
"""

from dataclasses import dataclass
from enum import Enum


class Until(Enum):
    """When a value goes."""

    ACCOUNT_ENDS = "the person deletes her account"
    EVENT_ENDS = "90 days after the event's last day"
    TAKEN_BACK = "the person takes it back or deletes her account"
    SENT = "30 days after it was sent"
    UNSENT = "it is sent, or 30 days after it was last changed"
    PUBLISHED = "kept with what was published; a name is replaced when the person asks"


@dataclass(frozen=True)
class Personal:
    """Why a column with personal data is kept, and until when."""

    purpose: str
    until: Until
