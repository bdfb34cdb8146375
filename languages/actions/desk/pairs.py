"""From which languages into which somebody translates."""

from collections.abc import Collection

from django.db import transaction

from accounts.models import Person
from languages.models import Pair


@transaction.atomic
def set_pairs(*, by: Person, pairs: Collection[tuple[str, str]]) -> list[Pair]:
    """These are her pairs from now on; a language into itself is none. Twice is once."""
    wanted = {pair for pair in pairs if pair[0] != pair[1]}
    known = {(each.source_lang, each.lang): each for each in Pair.objects.filter(person=by)}
    Pair.objects.filter(pk__in=[known[pair].pk for pair in known.keys() - wanted]).delete()
    Pair.objects.bulk_create(
        Pair(person=by, source_lang=source, lang=lang) for source, lang in wanted - known.keys()
    )
    return list(Pair.objects.filter(person=by).order_by("source_lang", "lang"))
