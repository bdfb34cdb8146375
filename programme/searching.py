"""Finding sessions by words, in any language, with or without accents."""

import re

from django.db import connection

from languages.folding import fold
from programme.models import ReleasedPlacement
from programme.queries.released import Released, Stand

WORD = re.compile(r"\w+")
MOST_WORDS = 8
MOST_LETTERS = 30_000


def terms(query: str) -> list[str]:
    """The words of a query, folded, at most MOST_WORDS."""
    return WORD.findall(fold(query[:200]))[:MOST_WORDS]


def write_words(released: Released) -> None:
    """Writes into each placement of a release the words by which it is found."""
    stands = {stand.session.pk: stand for stand in released.stands}
    rows = released.release.placements.values_list("pk", "session_id")
    words = [(_words(released, stands[session]), pk) for pk, session in rows]
    table = connection.ops.quote_name(ReleasedPlacement._meta.db_table)
    # bulk_update writes one long CASE, which takes ten times as long.
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET search = %s WHERE id = %s", words)  # noqa: S608


def _words(released: Released, stand: Stand) -> str:
    """Each word once, in every language; the long description last."""
    session = stand.session
    title, abstract, organisation, *_further = stand.text_ids()
    theme = released.themes.get(session.theme_id or 0)
    said = [session.code, session.subtitle, *stand.people]
    if session.organisation:
        said.append(session.organisation.acronym)
    for pk in (
        title,
        organisation,
        released.rooms[stand.room_id].name_id,
        theme.name_id if theme else None,
        *stand.co_hosts,
        *(pk for pk, _abstract in stand.joined),
        abstract,
        *(pk for _title, pk in stand.joined),
    ):
        if pk is not None and pk in released.bank.sources:
            said.append(released.bank.sources[pk].body)
            said += [found.body for found in released.bank.translations.get(pk, ())]
    words = fold(" ".join(filter(None, said))).split()
    return " ".join(dict.fromkeys(words))[:MOST_LETTERS]
