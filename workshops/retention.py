"""What of the workshops is forgotten after an event."""

from typing import Any

from django.utils.translation import gettext_noop

from events.retention import Forgotten
from workshops.models import Proposal

NOBODY: dict[str, Any] = {"proposer": None, "needs": ""}
WHO_PROPOSED = Forgotten(
    gettext_noop("who proposed"),
    lambda event: Proposal.objects.filter(event=event).exclude(**NOBODY),
    NOBODY,
)
