"""Each write is done once for its key, however often a broken line makes a browser try."""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from realtime.models import Receipt

HEADER = "Idempotency-Key"


@dataclass(frozen=True)
class Answer:
    """What a write is answered: an HTTP status and a JSON body."""

    status: int = 200
    body: dict[str, Any] = field(default_factory=dict)


class BadKey(Exception):
    """The key is missing, is no UUID, or was used for something else."""


def key_of(request: HttpRequest) -> uuid.UUID:
    """The key in the header, or in the field `key` of a plain form. Raises BadKey."""
    text = request.headers.get(HEADER) or request.POST.get("key", "")
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise BadKey(_("This request carries no valid key of its own.")) from error


def once(
    key: uuid.UUID, *, topic: str, person: Any, action: Callable[[], Answer]
) -> tuple[Answer, bool]:
    """Does `action` and stores its answer, or returns the answer stored for `key`.

    The flag says whether it was done now. A twin that comes while the first is under way waits
    for its commit at the unique key and then hears its answer; if the first fails, the twin
    does the work. Whatever `action` raises undoes the receipt too. Raises BadKey if the key
    belongs to another person or topic.
    """
    who = person if getattr(person, "is_authenticated", False) else None
    with transaction.atomic():
        fresh = Receipt(key=key, topic=topic, person=who)
        Receipt.objects.bulk_create([fresh], ignore_conflicts=True)
        row = Receipt.objects.select_for_update().get(key=key)
        if (row.topic, row.person_id) != (topic, who.pk if who else None):
            raise BadKey(_("This key was used for something else."))
        if row.status:
            return Answer(row.status, row.body), False
        answer = action()
        row.status, row.body = answer.status, answer.body
        row.save(update_fields=["status", "body"])
    return answer, True


def respond(request: HttpRequest, topic: str, action: Callable[[], Answer]) -> HttpResponse:
    """`once` for a view that speaks JSON: 400 for a bad key, `Idempotent-Replay` on a retry."""
    try:
        answer, now = once(key_of(request), topic=topic, person=request.user, action=action)
    except BadKey as error:
        return JsonResponse({"error": str(error)}, status=400)
    headers = {} if now else {"Idempotent-Replay": "true"}
    return JsonResponse(answer.body, status=answer.status, headers=headers)


def prune(*, before: datetime.datetime) -> int:
    """Lets go of receipts older than `before`; no browser retries after a day."""
    return Receipt.objects.filter(at__lt=before).delete()[0]
