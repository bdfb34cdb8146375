"""What an address of a letter means."""

from dataclasses import dataclass
from uuid import UUID

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404

from delegates.letters.outcomes import is_asked
from delegates.models import Export, Letter
from delegates.tasks.letters import OUTCOME
from events.finders import find_event
from events.models import Event

JOINED = ("event", "registration__organisation", "registration__person")


def find_letter(event: str, letter: UUID) -> Letter:
    rows = Letter.objects.select_related(*JOINED)
    return get_object_or_404(rows, event__slug=event, uid=letter)


def find_letters_export(event: str, export: UUID) -> Export:
    rows = Export.objects.select_related("event", "asked_by")
    subject = Export.Subject.LETTERS
    return get_object_or_404(rows, event__slug=event, uid=export, subject=subject)


@dataclass(frozen=True)
class Code:
    """A code as it was read from a letter, whether there is one or not."""

    event: Event
    code: str


def find_code(event: str, code: str) -> Code:
    return Code(find_event(event), code)


def find_told(event: str, token: str) -> Letter:
    """The letter of a link by which its owner tells how it went, until the papers go."""
    try:
        uid = UUID(hex=signing.loads(token, salt=OUTCOME))
    except (signing.BadSignature, ValueError) as error:
        raise Http404 from error
    rows = Letter.objects.select_related(*JOINED).exclude(registration=None)
    letter = get_object_or_404(rows, event__slug=event, uid=uid, issued_at__isnull=False)
    if not is_asked(letter.event):
        raise Http404
    return letter
