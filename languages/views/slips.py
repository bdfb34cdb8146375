"""What the glossary has to say about a translation: a gentle word, never a refusal."""

from django.contrib import messages
from django.utils.translation import gettext as _

from accounts.requests import Asked
from languages.finders import Piece
from languages.queries.glossary import Slip, slips, terms_in

MOST = 5


def say_slips(request: Asked, piece: Piece, body: str) -> None:
    """Says it above the next page; a script says the same while she types. Three queries."""
    if not body.strip():
        return
    found = terms_in(piece.space_id, piece.text.body, piece.text.lang, piece.lang)
    for each in slips(found, body)[:MOST]:
        messages.info(request, words(each))


def words(slip: Slip) -> str:
    parts = {"source": slip.source, "used": slip.used, "ours": " / ".join(slip.ours)}
    if not slip.used:
        return _("“%(source)s” is called “%(ours)s” in our glossary.") % parts
    if slip.ours:
        return _("Better not “%(used)s”: we say “%(ours)s”.") % parts
    return _("Better not “%(used)s” for “%(source)s”.") % parts
