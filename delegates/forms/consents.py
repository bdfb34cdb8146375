"""Consent asked where she registers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from delegates.consents import KINDS


class ConsentMixin(forms.Form):
    """What she agrees to. What is kept by consent alone is refused without it."""

    consents = forms.MultipleChoiceField(
        label=_("What I agree to"),
        choices=[(kind.name, kind.words) for kind in KINDS.values()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        agreed = given.get("consents", [])
        for kind in KINDS.values():
            told = any(given.get(column) for column in kind.empties)
            if told and kind.name not in agreed and "consents" not in self.errors:
                words = _(
                    "Tick the first line so that we may keep “%(what)s”, or leave that empty."
                )
                self.add_error("consents", ValidationError(words, params={"what": kind.title}))
        return given
