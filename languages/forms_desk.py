"""Forms of the translators' desk."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from languages import tags
from languages.actions.desk import Written
from languages.forms import WordsField
from languages.models.texts import MOST_LETTERS

MOST_NUMBER = 2**63 - 1


class TranslationForm(forms.Form):
    """What stands in the box: made from revision `made_from`, while revision `shown` stood beside
    it; `seen` is the mark of the draft that the page knows.
    """

    body = WordsField(label=_("Translation"), max_length=MOST_LETTERS, lines=True, required=False)
    made_from = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    shown = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    seen = forms.CharField(max_length=16, required=False)

    def typed(self) -> dict[str, Any]:
        """What is put back into the box, also where the form is wrong."""
        found = dict(self.cleaned_data)
        return found | {"body": self.data.get("body", "")} if self.errors else found


class WrittenForm(TranslationForm):
    """What a device kept while there was no line: `id` is the key of this version of the words."""

    id = forms.UUIDField()
    space = forms.IntegerField(min_value=1, max_value=MOST_NUMBER)
    text = forms.IntegerField(min_value=1, max_value=MOST_NUMBER)
    lang = forms.CharField(max_length=35)
    hands_in = forms.BooleanField(required=False)

    def written(self) -> Written:
        given = dict(self.cleaned_data)
        return Written(key=given.pop("id"), **given)


class RemarkForm(forms.Form):
    words = WordsField(label=_("Remark"), max_length=2_000, lines=True)


class PairsForm(forms.Form):
    """For each language the languages from which she translates into it: `into-fr` is a field."""

    def __init__(
        self, *args: Any, offered: Sequence[str], hers: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        into = get_language() or "en"
        named = sorted(((tag, tags.name(tag, into)) for tag in offered), key=_by_name)
        for lang, name in named:
            self.fields[f"into-{lang}"] = forms.MultipleChoiceField(
                label=_("Into %(language)s") % {"language": name},
                choices=[each for each in named if each[0] != lang],
                initial=[source for source, target in hers if target == lang],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(given.values()):
            raise forms.ValidationError(_("Tick at least one language from which you translate."))
        return given

    def pairs(self) -> list[tuple[str, str]]:
        return [
            (source, name.removeprefix("into-"))
            for name, sources in self.cleaned_data.items()
            for source in sources
        ]


def _by_name(pair: tuple[str, str]) -> tuple[str, str]:
    return tags.sort_key(pair[1])
