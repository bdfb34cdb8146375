"""The form of the team: a proposal for an organisation, and whose it is."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from accounts.fields import address_field
from languages.forms import WordsField
from workshops.forms.proposals import ProposalForm


class EntryForm(ProposalForm):
    """Besides the proposal: by whom, why it comes this way, and whether over the limit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"] = address_field()
        self.fields["address"].label = _("E-mail of the one who proposes")
        self.fields["address"].help_text = _("She is told, and can change it until it is decided.")
        self.fields["why"] = WordsField(
            label=_("Why it is entered here"),
            max_length=500,
            help_text=_("Only the team reads it."),
        )
        self.fields["past_limit"] = forms.BooleanField(
            label=_("Let it in beyond the limit of its organisation"), required=False
        )
        if self.call is None or self.call.limit is None:
            del self.fields["past_limit"]
        self.order_fields(["address", "why", "past_limit"])

    def given(self) -> dict[str, Any]:
        mine = {"address", "why", "past_limit"}
        return {name: each for name, each in super().given().items() if name not in mine}

    def entry(self) -> dict[str, Any]:
        """What is said besides the proposal."""
        clean = self.cleaned_data
        return {"why": clean["why"], "past_limit": bool(clean.get("past_limit"))}
