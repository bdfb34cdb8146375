"""What the translators' page asks of the machine."""

from django import template

from languages.finders import Piece
from languages.queries import machines as queries

register = template.Library()


@register.simple_tag
def machine_beside(piece: Piece) -> queries.Beside | None:
    return queries.beside(piece)
