"""Fields of log-in and account."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from files.text import SCRIPT, printable

# They turn the direction of what stands around a name (Unicode TR9 §2.6).
ISOLATES = frozenset("\u2066\u2067\u2068\u2069")


class NameField(forms.CharField):
    """One line that people read: nothing invisible in it."""

    def to_python(self, value: Any) -> str:
        name = str(super().to_python(value) or "")
        if printable(name) != name or ISOLATES.intersection(name):
            raise ValidationError(
                _("This holds an invisible character. Please type it again without it.")
            )
        if SCRIPT.search(name):
            raise ValidationError(_("This holds a script. Please write it as plain words."))
        return unicodedata.normalize("NFC", " ".join(name.split()))


def latin_digits(code: str) -> str:
    """A code as an Arabic or a Devanagari keyboard writes it, in the digits that were sent."""
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in code)


class CodeField(forms.CharField):
    def __init__(self, **options: Any) -> None:
        attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
        widget = forms.TextInput(attrs=attributes)
        super().__init__(label=_("Code"), max_length=40, widget=widget, **options)

    def to_python(self, value: Any) -> str:
        return latin_digits(str(super().to_python(value) or ""))


class CodeOrRecoveryField(CodeField):
    """Recovery codes hold letters, so no number pad is asked for."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs.pop("inputmode")


class CardCodeField(forms.CharField):
    """The code on a card to log in."""

    def __init__(self, **options: Any) -> None:
        attributes = {
            "dir": "ltr",
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
            "placeholder": "7K3M-9QXP-2TBA",
            "data-card-code": "",
        }
        widget = forms.TextInput(attrs=attributes)
        super().__init__(label=_("Code on your card"), max_length=40, widget=widget, **options)


def address_field() -> forms.EmailField:
    widget = forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"})
    return forms.EmailField(label=_("E-mail"), max_length=254, widget=widget)
