"""What her account hands over and erases of a person's letters."""

from typing import Any

from django.utils import timezone

from accounts.models import Person
from accounts.ports import Holding
from accounts.records import note
from delegates.actions.revoking import MAKING, revoke_letters
from delegates.letters import paper
from delegates.letters.erasure import EMPTY
from delegates.models import Letter, Registration
from delegates.ports import Follower
from files import papers


def show(person: Person) -> list[dict[str, Any]]:
    """Her letters with all that she wrote for them, decrypted for her; the reading is noted."""
    letters = Letter.objects.filter(registration__person=person).select_related("event")
    return [_shown(letter, person) for letter in letters.defer("pdf").order_by("pk")]


def _shown(letter: Letter, person: Person) -> dict[str, Any]:
    return {
        "event": letter.event.slug,
        "number": letter.shown_number,
        "state": letter.state,
        "destination": letter.destination,
        "lang": letter.lang,
        "written_at": letter.written_at,
        "issued_at": letter.issued_at,
        "outcome": letter.outcome,
        "ground": letter.ground,
        "papers": _answers(letter, person),
    }


def _answers(letter: Letter, person: Person) -> dict[str, str]:
    try:
        answers = paper.answers_of(letter)
    except (papers.Gone, papers.NoKey):
        return {}
    note(person, "read the papers", letter, sorted(answers))
    return answers


def erase(person: Person) -> None:
    """Empties her letters; those for events to come are revoked, because she comes no more."""
    for registration in Registration.objects.filter(person=person).select_related("event"):
        today = timezone.now().astimezone(registration.event.tz).date()
        if registration.event.ends >= today:
            revoke_letters(registration, by=None)
        hers = Letter.objects.filter(registration=registration)
        hers.filter(state__in=MAKING).delete()
        hers.update(**EMPTY)


HOLDING = Holding("letters", show, erase)


def join(gone: Registration, kept: Registration) -> list[int]:
    """Her letters follow; of two in the making that of the kept registration stays."""
    rows = Letter.objects.filter(registration=gone)
    if Letter.objects.filter(registration=kept, state__in=MAKING).exists():
        rows = rows.exclude(state__in=MAKING)
    moved = list(rows.order_by("pk").values_list("pk", flat=True))
    Letter.objects.filter(pk__in=moved).update(registration=kept)
    return moved


def part(gone: Registration, kept: Registration, moved: list[int]) -> None:
    Letter.objects.filter(pk__in=moved, registration=kept).update(registration=gone)


FOLLOWER = Follower("letters", join, part)
