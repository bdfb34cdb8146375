"""What of the workshops is forgotten after an event."""

from typing import Any

from django.utils.translation import gettext_noop

from events.retention import Forgotten
from workshops.models import Contributor, Host, Hours, Need, Proposal

NOBODY: dict[str, Any] = {
    "proposer": None,
    "needs": "",
    "answers": {},
    "share_key": "",
    "entered_by": None,
    "entry_note": "",
}
TYPED = Forgotten(
    gettext_noop("what was typed into proposals"),
    lambda event: Proposal.objects.filter(event=event).exclude(typed={}),
    {"typed": {}, "typed_by": None},
)
NO_ADDRESS: dict[str, Any] = {"email": "", "token_hash": "", "person": None, "asked_by": None}
WHO_NEEDS = Forgotten(
    gettext_noop("who needs sign language or captions"),
    lambda event: Need.objects.filter(proposal__event=event).exclude(asked_for=""),
)
HOURS = Forgotten(
    gettext_noop("hours of speakers"),
    lambda event: Hours.objects.filter(contributor__proposal__event=event),
)
TONGUES = Forgotten(
    gettext_noop("languages of speakers"),
    lambda event: Contributor.objects.filter(proposal__event=event).exclude(languages=[]),
    {"languages": []},
)
WHO_PROPOSED = Forgotten(
    gettext_noop("who proposed"),
    lambda event: Proposal.objects.filter(event=event).exclude(**NOBODY),
    NOBODY,
)
HOSTS = Forgotten(
    gettext_noop("whom organisations were asked by"),
    lambda event: Host.objects.filter(proposal__event=event).exclude(**NO_ADDRESS),
    NO_ADDRESS,
)
ALL = [HOSTS, TYPED, WHO_NEEDS, HOURS, TONGUES, WHO_PROPOSED]
