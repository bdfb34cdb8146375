"""Who has a text in hand: one conditional statement each, so that of two people one gets it."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models import Case, DateTimeField, F, Q, QuerySet, Value, When
from django.utils import timezone

from accounts.models import Person
from languages.models import Gap, Text
from languages.queries.next import Pairs, next_gap
from languages.refusals import HeldByAnother

# A claim lapses by itself; whoever goes on working renews it.
LASTS = timedelta(minutes=30)
TRIES = 5


def claim(text: Text, lang: str, *, by: Person) -> bool:
    """Takes what waits in `lang`, or keeps it for as long again; False where nothing waits.

    Raises HeldByAnother while somebody else's claim runs.
    """
    gaps = Gap.objects.filter(text=text, lang=lang)
    if take(gaps, by):
        return True
    if gaps.exists():
        raise HeldByAnother
    return False


def release_claim(text: Text, lang: str, *, by: Person) -> None:
    """Gives back what she holds; another's claim stays."""
    Gap.objects.filter(text=text, lang=lang, claimed_by=by).update(
        claimed_by=None, claimed_until=None
    )


def take_next(
    by: Person, *, spaces: Collection[int], pairs: Pairs, skipped: Collection[int] = ()
) -> Gap | None:
    """Claims what is needed first and gives it, with its text; None where nothing waits for her.

    Whoever was faster gets it, and the other the one after.
    """
    lost = set(skipped)
    for _try in range(TRIES):
        found = next_gap(by, spaces=spaces, pairs=pairs, skipped=lost)
        if found is None or take(Gap.objects.filter(pk=found.pk), by):
            return found
        lost.add(found.pk)
    return None


def take(gaps: QuerySet[Gap], by: Person, *, lasts: timedelta = LASTS) -> bool:
    """Takes what nobody else holds; what she holds for longer already stays hers for as long."""
    now = timezone.now()
    until = now + lasts
    free = Q(claimed_by=None) | Q(claimed_by=by) | Q(claimed_until__lte=now)
    longer = When(claimed_by=by, claimed_until__gt=until, then=F("claimed_until"))
    kept = Case(longer, default=Value(until), output_field=DateTimeField())
    return bool(gaps.filter(free).update(claimed_by=by, claimed_until=kept))
