"""What a coordinator decides about the machine of a space, and a translator about one text."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import records
from languages import machines
from languages.actions import wishes
from languages.finders import Piece
from languages.machines import state as known
from languages.machines.budget import Spent
from languages.models import MachineWish, Space, Text, Translation
from languages.tasks import take_away
from languages.texts.gaps import AT_ONCE, settle

Waits = MachineWish.State
NONE = Space.Machine.NONE


class NoMachine(Exception):
    """The operator has set up no machine, or the space wants none."""


@transaction.atomic
def choose(space: Space, *, machine: str, letters: int, by: Any) -> Space:
    """What the machine may do for the space, and how many letters a day. Raises NoMachine.

    Turning it off empties the queue; what readers see stays, marked, until it is taken away.
    """
    if machine != NONE and machines.chosen().name == "none":
        raise NoMachine
    new = {"machine": machine, "machine_letters": letters}
    changed = [name for name, value in new.items() if getattr(space, name) != value]
    if not changed:
        return space
    space.machine, space.machine_letters = machine, letters
    space.save(update_fields=changed)
    if machine == NONE:
        space.machine_wishes.all().delete()
    elif "machine_letters" in changed:
        spent = space.machine_wishes.filter(state=Waits.WAITS, fault=Spent.word)
        spent.update(next_at=timezone.now(), fault="")
    records.note(by, f"let a machine translate: {machine}", space, changed)
    return space


@transaction.atomic
def pause(space: Space, *, by: Any) -> None:
    """Lets the queue rest; nothing is lost of it. Twice is once."""
    if space.machine_paused_at is None:
        space.machine_paused_at = timezone.now()
        space.save(update_fields=["machine_paused_at"])
        records.note(by, "paused the machine", space)


@transaction.atomic
def go_on(space: Space, *, by: Any) -> None:
    if space.machine_paused_at is not None:
        space.machine_paused_at = None
        space.save(update_fields=["machine_paused_at"])
        records.note(by, "let the machine go on", space)


def try_again(space: Space) -> int:
    """All that failed gets its tries anew; returns how many."""
    failed = space.machine_wishes.filter(state=Waits.FAILED)
    return failed.update(state=Waits.WAITS, tries=0, next_at=timezone.now(), fault="")


@transaction.atomic
def draft_all(space: Space, *, kind: str, lang: str, by: Any) -> int:
    """Drafts for every text of a kind (all kinds if empty) in one language, before others that
    are not due soon; returns how many stand in line for it. Raises NoMachine.
    """
    if space.machine == NONE:
        raise NoMachine
    now, offers = timezone.now(), known.known_offers(machines.chosen())
    free = wishes.fitting(space, lang, wishes.writers_kept_back(space))
    free = free.filter(text__kind=kind) if kind else free
    gaps = [gap for gap in free if known.offers_pair(offers, gap.source_lang, lang)]
    wishes.add(gaps, now, at=wishes.BULK)
    later = space.machine_wishes.filter(lang=lang, priority__gt=wishes.BULK, state=Waits.WAITS)
    later = later.filter(text__kind=kind) if kind else later
    later.update(priority=wishes.BULK)
    records.note(by, "wanted drafts by a machine", space, [kind or "all", lang])
    return len(gaps)


def draft_one(piece: Piece) -> bool:
    """A translator asks for one draft, which goes before all others; whether it may go.

    Raises NoMachine.
    """
    space = piece.text.space
    if space is None or space.machine == NONE:
        raise NoMachine
    free = wishes.fitting(space, piece.lang, wishes.writers_kept_back(space))
    gaps = list(free.filter(text=piece.text))
    wishes.add(gaps, timezone.now(), at=wishes.ASKED)
    asked = space.machine_wishes.filter(text=piece.text, lang=piece.lang)
    asked.update(
        priority=wishes.ASKED, state=Waits.WAITS, tries=0, fault="", next_at=timezone.now()
    )
    return bool(gaps)


@transaction.atomic
def turn_off_and_take_away(space: Space, *, by: Any) -> None:
    """No machine any more, and soon nothing that it wrote."""
    choose(space, machine=NONE, letters=space.machine_letters, by=by)
    records.note(by, "took away what a machine wrote", space)
    take_away.enqueue(space=space.pk)


def take_away_now(space: Space) -> None:
    """Deletes what a machine wrote and no person has read over, unless it is on again."""
    if space.machine != NONE:
        return
    by_machine = Translation.objects.filter(text__space=space, origin=Translation.Origin.MACHINE)
    rows = by_machine.exclude(state=Translation.State.REVIEWED)
    while ids := list(rows.order_by("pk").values_list("pk", "text_id")[:AT_ONCE]):
        with transaction.atomic():
            Translation.objects.filter(pk__in=[pk for pk, _text in ids]).delete()
            settle(Text.objects.filter(pk__in={text for _pk, text in ids}))
