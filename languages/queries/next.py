"""What a translator is given next: looked up in 100,000 waiting texts as fast as in ten."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import Person
from languages.models import Gap, Space, Translation

# (from, into)
Pairs = Sequence[tuple[str, str]]
# What is needed within these hours comes before everything else.
SOON = timedelta(hours=36)


def next_gap(
    person: Person,
    *,
    spaces: Collection[int],
    pairs: Pairs,
    skipped: Collection[int] = (),
    reviews: bool = True,
) -> Gap | None:
    """What she shall translate (or review, unless `reviews` is False) now, with its text; None
    where nothing waits for her.

    What is needed within 36 hours by its hour; then by weight, then by age; what is too late
    last. What others hold is left out, and what she drafted herself once it waits for a second
    person. Two queries a tier: one that looks once into an index for each space and pair, and
    one for the rows that it found.
    """
    now = timezone.now()
    free = _free(person, skipped, now)
    free = free if reviews else free.exclude(state=Gap.State.HANDED_IN)
    for tier, order in _tiers(now):
        ids = _heads(free.filter(tier).order_by(*order), spaces, pairs)
        if ids:
            found = Gap.objects.filter(pk__in=ids).order_by(*order, "pk")
            return found.select_related("text").defer("text__folded").first()
    return None


def _tiers(now: datetime) -> Sequence[tuple[Q, Sequence[str]]]:
    soon = now + SOON
    return (
        (Q(due_at__gte=now, due_at__lte=soon), ["due_at"]),
        (Q(is_late=False) & (Q(due_at=None) | Q(due_at__gt=soon)), ["-weight", "since"]),
        (Q(due_at__lt=now), ["-due_at"]),
    )


def _free(person: Person, skipped: Collection[int], now: datetime) -> QuerySet[Gap]:
    hers = Translation.objects.filter(
        text=OuterRef("text"), lang=OuterRef("lang"), state="draft", written_by=person
    )
    return (
        Gap.objects.filter(Q(claimed_by=None) | Q(claimed_by=person) | Q(claimed_until__lte=now))
        .exclude(Q(state=Gap.State.HANDED_IN) & Exists(hers))
        .exclude(pk__in=sorted(skipped)[:SKIPPED])
    )


# So many does somebody who skips see again only after all others.
SKIPPED = 50


def _heads(free: QuerySet[Gap], spaces: Collection[int], pairs: Pairs) -> list[int]:
    """The first of `free` in each space for each pair."""
    if not pairs:
        return []
    firsts = [
        Subquery(free.filter(space=OuterRef("pk"), source_lang=source, lang=lang).values("pk")[:1])
        for source, lang in pairs
    ]
    rows = Space.objects.filter(pk__in=spaces).values_list(*firsts)
    return [pk for row in rows for pk in row if pk is not None]
