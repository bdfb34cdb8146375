"""Visa letters: written, confirmed, issued, revoked, and how it went."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.records import note
from delegates.actions import registrations
from delegates.actions.revoking import MAKING, revoke_each
from delegates.answers import KEPT, Answers
from delegates.letters import paper
from delegates.letters.codes import hash_of
from delegates.letters.destinations import Destination
from delegates.models import Letter, LetterHead, Registration
from delegates.refusals import LetterMoved, NoLetterYet, NotThere
from delegates.tasks import letters as tasks
from files import papers

State, Outcome = Letter.State, Letter.Outcome


@transaction.atomic
def write(
    *,
    registration: Registration,
    destination: Destination,
    lang: str,
    answers: Mapping[str, str],
    by: Any,
) -> Letter:
    """Keeps what she wrote, encrypted, to be confirmed by her; what she wrote before is replaced.

    Raises NoLetterYet unless her place on site is confirmed, papers.NoKey and papers.Gone.
    """
    if not may_ask(registration):
        raise NoLetterYet
    letter = Letter.objects.filter(registration=registration, state__in=MAKING).first()
    if letter is None:
        letter = Letter(event=registration.event, registration=registration)
        letter.replaces = newest(registration)
    letter.state, letter.confirmed_at = State.WRITTEN, None
    letter.destination, letter.lang = destination.code, lang
    letter.sealed = paper.sealed(letter, answers)
    letter.save()
    note(by, "wrote a letter", letter, sorted(answers))
    return letter


def may_ask(registration: Registration) -> bool:
    on_site = registration.attendance == Registration.Attendance.ON_SITE
    return on_site and registration.state == Registration.State.CONFIRMED


def newest(registration: Registration) -> Letter | None:
    """The issued letter that a new one would replace."""
    rows = Letter.objects.filter(registration=registration, state=State.ISSUED)
    return rows.order_by("-pk").first()


@transaction.atomic
def confirm(letter: Letter, *, by: Any) -> None:
    """She has compared it with her passport. Raises LetterMoved if it is not what she saw."""
    now = timezone.now()
    rows = Letter.objects.filter(pk=letter.pk, state=State.WRITTEN, sealed=letter.sealed)
    if not rows.update(state=State.CONFIRMED, confirmed_at=now):
        raise LetterMoved
    note(by, "confirmed a letter", letter)
    head = LetterHead.objects.filter(event=letter.event_id).first()
    if head and head.way == LetterHead.Way.AT_ONCE:
        tasks.make_letter.enqueue(str(letter.uid))


@transaction.atomic
def issue(letters: Iterable[Letter], *, by: Any) -> int:
    """Has the confirmed ones among `letters` made, each by a job of its own; how many."""
    ready = [letter for letter in letters if letter.state == State.CONFIRMED]
    for letter in ready:
        note(by, "had a letter issued", letter)
        tasks.make_letter.enqueue(str(letter.uid))
    return len(ready)


def make(uid: UUID | str) -> Letter | None:
    """Makes a confirmed letter: number, PDF, code; None if it was made or changed meanwhile.

    Nothing is locked while the PDF is set. Raises papers.NoKey, papers.Gone, pdf.NoFonts.
    """
    letter = _numbered(uid)
    if letter is None:
        return None
    said = paper.content(letter, letter.event.letter_head)
    note(None, "read the papers to make the letter", letter, sorted(said.answers))
    code, now = secrets.token_hex(16), timezone.now()
    made = paper.made(said, code=code, today=now.astimezone(letter.event.tz).date())
    return _issued(letter, code, made)


@transaction.atomic
def _numbered(uid: UUID | str) -> Letter | None:
    """The confirmed letter with its number, which is given once."""
    rows = Letter.objects.select_for_update(of=("self",)).filter(uid=uid, state=State.CONFIRMED)
    joined = ("event__letter_head", "registration__organisation", "registration__person")
    letter = rows.select_related(*joined).first()
    if letter is None or letter.number:
        return letter
    head = LetterHead.objects.filter(event=letter.event_id)
    if not head.update(last_number=F("last_number") + 1):
        return None
    letter.number = head.values_list("last_number", flat=True).get()
    letter.save(update_fields=["number"])
    return letter


@transaction.atomic
def _issued(letter: Letter, code: str, made: bytes) -> Letter | None:
    # Confirmed again meanwhile means written anew: that has its own job.
    rows = Letter.objects.filter(
        pk=letter.pk, state=State.CONFIRMED, confirmed_at=letter.confirmed_at
    )
    letter.state, letter.issued_at = State.ISSUED, timezone.now()
    letter.pdf = papers.seal(str(letter.event.uid), made)
    letter.code_hash, letter.content_hash = hash_of(code), hashlib.sha256(made).hexdigest()
    kept = ("state", "issued_at", "pdf", "code_hash", "content_hash")
    if not rows.update(**{name: getattr(letter, name) for name in kept}):
        return None
    note(None, "issued the letter", letter)
    if letter.replaces_id:
        revoke_each(Letter.objects.filter(pk=letter.replaces_id), by=None)
    tasks.tell_of_letter.enqueue(str(letter.uid))
    return letter


@transaction.atomic
def revoke(letter: Letter, *, by: Any) -> None:
    """The letter counts no more, and its page says so. Raises LetterMoved if it never did."""
    if not revoke_each(Letter.objects.filter(pk=letter.pk), by=by):
        raise LetterMoved


@transaction.atomic
def reissue(letter: Letter, *, by: Any) -> Letter:
    """The same again under a new number and code; the old one is revoked when it is made.

    Raises LetterMoved unless it is the issued one and no other is in the making.
    """
    current = Letter.objects.select_for_update().filter(pk=letter.pk, state=State.ISSUED).first()
    others = Letter.objects.filter(registration=letter.registration_id, state__in=MAKING)
    if current is None or current.registration_id is None or others.exists():
        raise LetterMoved
    fresh = Letter.objects.create(
        event=letter.event,
        registration_id=current.registration_id,
        replaces=current,
        state=State.CONFIRMED,
        destination=current.destination,
        lang=current.lang,
        sealed=current.sealed,
        confirmed_at=timezone.now(),
    )
    note(by, "had the letter issued anew", fresh)
    tasks.make_letter.enqueue(str(fresh.uid))
    return fresh


@transaction.atomic
def tell_outcome(letter: Letter, *, outcome: str, ground: str = "", by: Any = None) -> Letter:
    """How it went, by her own word; she may say otherwise later."""
    letter.outcome = outcome
    letter.ground = ground if outcome == Outcome.REFUSED else ""
    letter.told_at = timezone.now()
    letter.save(update_fields=["outcome", "ground", "told_at"])
    note(by, "told how it went with the letter", letter, ["outcome", "ground"])
    return letter


def take_part_from_afar(letter: Letter, *, by: Any) -> Registration:
    """Who was refused takes part from afar; her seat on site goes to somebody else.

    Raises NotThere, delegates.refusals.Full and seats.Busy.
    """
    registration = letter.registration
    if registration is None:
        raise NotThere
    given = Answers(**{name: getattr(registration, name) for name in KEPT})
    afar = replace(given, attendance=Registration.Attendance.REMOTE)
    return registrations.change(registration, answers=afar, by=by)
