"""Whom a proposer asks to hold her proposal too."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from delegates.forms.organisations import OrganisationMixin
from events.forms import RefusableForm
from events.models import Event
from languages.forms import WordsField


class HostForm(RefusableForm, OrganisationMixin):
    organisation = WordsField(
        label=_("Organisation"),
        max_length=200,
        help_text=_("Begin to write; if it is known, choose it, else write its full name."),
    )
    email = forms.EmailField(
        label=_("E-mail address of somebody there"),
        max_length=200,
        help_text=_("She gets a link by which she says yes or no. The address is not shown."),
    )

    field_order = ("organisation", "organisation_known", "email")

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event

    def shown_fields(self) -> list[forms.BoundField]:
        return [field for field in self if not field.is_hidden]

    def asked(self) -> dict[str, Any]:
        """What the action takes."""
        found = self.cleaned_data
        return {
            "email": found["email"],
            "organisation": found["organisation_known"],
            "name": found["organisation"],
        }
