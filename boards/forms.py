"""Forms of a board."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.models import Line
from events.models import Event
from languages.forms import TextField, WordsField, Written
from languages.tags import own_name

MOST_LETTERS = 2_000


class LineForm(forms.Form):
    """A line in one language, with the translations that the writer has."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Line.Kind.choices)

    def __init__(self, *args: Any, event: Event, lang: str, **options: Any) -> None:
        super().__init__(*args, **options)
        first = [lang] if lang in event.written_languages else []
        languages = list(dict.fromkeys([*first, *event.written_languages]))
        self.fields["body"] = TextField(
            languages=languages, rows=3, max_length=MOST_LETTERS, label=_("Text")
        )

    @property
    def written(self) -> Written:
        found: Written = self.cleaned_data["body"]
        return found


class TranslationForm(forms.Form):
    """A translation of a line into one language of the event."""

    lang = forms.ChoiceField(label=_("Language"))
    body = WordsField(label=_("Translation"), max_length=MOST_LETTERS, lines=True)

    def __init__(self, *args: Any, event: Event, into: Sequence[str], **options: Any) -> None:
        offered = event.written_languages
        first = next((lang for lang in into if lang in offered), event.lang)
        super().__init__(*args, **{"initial": {"lang": first}} | options)
        self.fields["lang"].choices = [  # type: ignore[attr-defined]
            (lang, own_name(lang)) for lang in offered
        ]
