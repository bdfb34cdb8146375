"""Forms of cards to log in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms import RefusableForm
from languages.forms import WordsField


class CardForm(RefusableForm):
    """The code on a card."""

    code = forms.CharField(
        label=_("Code on your card"),
        max_length=40,
        strip=True,
        widget=forms.TextInput(
            attrs={
                "dir": "ltr",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "placeholder": "7K3M-9QXP-2TBA",
                "data-card-code": "",
            }
        ),
    )


class NameForm(RefusableForm):
    """Somebody without e-mail, named by the coordinator of her delegation."""

    full_name = WordsField(label=_("Full name"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].widget.attrs |= {"autocomplete": "off"}
