"""Updates by ordinary requests, for lines on which no WebSocket passes."""

import base64
import binascii

from django.http import HttpResponse
from django.utils.translation import gettext as _

from access.limits import Limit
from accounts.requests import Asked
from documents import frames, log
from documents.models import Document
from realtime.receipts import Answer, respond

OFTEN = Limit("documents.updates", 240, 60)
"""For each person; a browser that polls sends one every 3 seconds."""


def state_for(document: Document, vector: str) -> bytes:
    """The frame for a vector in URL-safe base64. Raises log.Refused for what is none."""
    try:
        stands = base64.urlsafe_b64decode(vector + "=" * (-len(vector) % 4))
    except (binascii.Error, ValueError) as error:
        raise log.Refused("broken", _("This change cannot be read.")) from error
    state = log.load(document.pk)
    missing, ours = state.beyond(stands)
    return frames.state(state.seq, ours, missing)


def take(request: Asked, document: Document) -> HttpResponse:
    """Keeps the update in the body once for its key. Raises log.Refused and TooMany."""
    OFTEN.take(str(request.user.pk))

    def keep() -> Answer:
        seq = log.append(document.pk, request.body, by=request.user, merging=True)
        return Answer(200, {"seq": seq})

    return respond(request, log.topic(document), keep)
