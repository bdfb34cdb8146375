"""What an activity needs: boxes to tick, and rows for what a named person needs."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from languages import tags
from languages.cleaning import clean_words
from languages.forms import tags_named
from workshops.content import Needed
from workshops.forms.rows import Row, RowsField, RowsWidget
from workshops.models import Need

NAMED = (Need.Kind.SIGN_LANGUAGE, Need.Kind.CAPTIONS)
PLAIN = [choice for choice in Need.Kind.choices if choice[0] not in NAMED]
MOST_NAMED = 10


class NeedsWidget(RowsWidget):
    template_name = "workshops/needs_widget.html"
    columns = ("kind", "lang", "for")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Row]:
        rows = super().value_from_datadict(data, files, name)
        ticked = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [*({"kind": str(kind), "plain": True} for kind in ticked), *rows]

    def is_filled(self, row: Row) -> bool:
        return any(words.strip() for words in row.values())

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        rows = list(value or [])
        ticked = {row["kind"] for row in rows if row.get("plain")}
        named = [row for row in rows if not row.get("plain")]
        context = super().get_context(name, named, attrs)
        plain = [(kind, label, kind in ticked) for kind, label in PLAIN]
        kinds = [choice for choice in Need.Kind.choices if choice[0] in NAMED]
        return context | {"plain": plain, "kinds": kinds, "open": bool(named)}


class NeedsField(RowsField):
    """Its clean value is a list of `Needed`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=NeedsWidget(most=MOST_NAMED), **options)

    def clean(self, value: Sequence[Row]) -> list[Needed]:
        return list(dict.fromkeys(self._clean_row(row) for row in value))

    def _clean_row(self, row: Row) -> Needed:
        kind = row.get("kind", "")
        if row.get("plain"):
            if kind not in dict(PLAIN):
                raise ValidationError(_("Choose from the list."), code="invalid_choice")
            return Needed(kind)
        whom = clean_words(row.get("for", ""), most=200)
        named = tags_named(clean_words(row.get("lang", ""), most=100))
        if kind not in NAMED or not whom or len(named) != 1:
            raise ValidationError(
                _("Of sign language and captions say which language, and who needs them."),
                code="incomplete",
            )
        if kind == Need.Kind.SIGN_LANGUAGE and not tags.is_signed(named[0]):
            raise ValidationError(
                _("“%(name)s” is no sign language."),
                code="not_signed",
                params={"name": row["lang"]},
            )
        return Needed(kind, named[0], whom)


def initial_needs(rows: Iterable[Need]) -> list[Row]:
    """What stands in the form."""
    into = get_language() or "en"
    return [
        {"kind": row.kind, "lang": tags.shown(row.lang, into), "for": row.asked_for}
        if row.kind in NAMED
        else {"kind": row.kind, "plain": True}
        for row in rows
    ]
