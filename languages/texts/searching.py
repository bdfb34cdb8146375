"""Finding texts by what they say in any of their languages."""

from typing import Any

from django.db.models import Q, QuerySet

from languages.folding import fold
from languages.models import Text, Translation

# What of a text is searched: pages of 200,000 letters are found by their beginnings.
SEARCHED = 4_000


def folded(body: str) -> str:
    """What stands in the columns in which `matching` looks."""
    return fold(body[:SEARCHED])[:SEARCHED]


def matching(words: str) -> QuerySet[Text, Any]:
    """The keys of texts in which each of `words` stands, in the source or in one translation.

    Accents, case and Arabic letter forms make no difference; drafts are not searched. For
    `filter(title__in=matching(words))`.
    """
    asked = fold(words).split()[:10]
    source, other = Q(), ~Q(state=Translation.State.DRAFT)
    for word in asked:
        source &= Q(folded__contains=word)
        other &= Q(folded__contains=word)
    translated = Translation.objects.filter(other).values("text_id")
    return Text.objects.filter(source | Q(pk__in=translated)).values("pk")
