"""What of links between proposals is forgotten after an event."""

from typing import Any

from django.utils.translation import gettext_noop

from events.retention import Forgotten
from workshops.models import Consent, Link, Step

UNASKED: dict[str, Any] = {"made_by": None, "words": ""}
UNSAID: dict[str, Any] = {"by": None, "words": ""}
UNANSWERED: dict[str, Any] = {"answered_by": None}
FORGOTTEN = [
    Forgotten(
        gettext_noop("who asked to link proposals, and her words"),
        lambda event: Link.objects.filter(event=event).exclude(**UNASKED),
        UNASKED,
    ),
    Forgotten(
        gettext_noop("what was said about links"),
        lambda event: Step.objects.filter(link__event=event).exclude(**UNSAID),
        UNSAID,
    ),
    Forgotten(
        gettext_noop("who answered about links"),
        lambda event: Consent.objects.filter(side__link__event=event).exclude(**UNANSWERED),
        UNANSWERED,
    ),
]
