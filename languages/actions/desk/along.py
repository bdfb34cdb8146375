"""Texts that a translator takes along to where there is no line, and gives back."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction

from accounts.models import Person
from languages.actions.desk.claims import TRIES, take
from languages.models import Aside, Gap, Text
from languages.queries.along import held_by
from languages.queries.next import Pairs, next_gap

# So many texts does she hold at the most, and so many letters of theirs.
MOST, MOST_LETTERS = 20, 300_000
LASTS = timedelta(hours=8)


@transaction.atomic
def take_along(*, by: Person, spaces: Collection[int], pairs: Pairs) -> list[Gap]:
    """Claims for eight hours what she holds already and what is next, up to MOST texts; the first
    one whatever its length. Nothing that waits for a second person.
    """
    held = list(held_by(by))
    take(Gap.objects.filter(pk__in=[gap.pk for gap in held]), by, lasts=LASTS)
    lost: set[int] = set()
    while len(held) < MOST and len(lost) < TRIES:
        skipped = {gap.pk for gap in held} | lost
        found = next_gap(by, spaces=spaces, pairs=pairs, skipped=skipped, reviews=False)
        if found is None or (held and _letters([*held, found]) > MOST_LETTERS):
            break
        if take(Gap.objects.filter(pk=found.pk), by, lasts=LASTS):
            held.append(found)
        else:
            lost.add(found.pk)
    return held


def _letters(gaps: Collection[Gap]) -> int:
    return sum(len(gap.text.body) for gap in gaps)


def give_all_back(*, by: Person) -> int:
    """Lets go of every text that she holds and has not handed in; how many that were."""
    ids = [gap.pk for gap in held_by(by)]
    return Gap.objects.filter(pk__in=ids, claimed_by=by).update(claimed_by=None, claimed_until=None)


def put_away(text: Text, lang: str, *, by: Person) -> None:
    """Deletes what was set aside for her."""
    Aside.objects.filter(text=text, lang=lang, written_by=by).delete()
