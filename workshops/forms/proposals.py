"""Forms of those who propose, and of those who decide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages.forms import LanguagesField, WordsField
from workshops.content import Proposed
from workshops.forms.activities import MOST_PEOPLE, ActivityForm, LinesField, shared_initial
from workshops.models import Proposal


class ProposalForm(ActivityForm):
    """A proposal to be handed in; with `draft` everything may be missing, nothing wrong."""

    speakers = LinesField(
        label=gettext_lazy("Who will speak"),
        most=MOST_PEOPLE,
        required=False,
        help_text=gettext_lazy("One name a line, as they want to be named in public."),
    )
    needs = WordsField(
        label=gettext_lazy("What else it needs"), max_length=2_000, lines=True, required=False
    )
    field_order = (
        *("title", "abstract", "theme", "organisation", "organisation_known", "speakers"),
        *("spoken", "wished", "size", "minutes", "access", "needs"),
    )

    def __init__(self, *args: Any, draft: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wished"] = LanguagesField(
            offered=self.offered,
            required=False,
            label=_("Interpretation wished into"),
            help_text=_("Volunteers interpret; it cannot be promised for every session."),
        )
        self.order_fields(self.field_order)
        if draft:
            for field in self.fields.values():
                field.required = False

    def content(self) -> Proposed:
        return Proposed(**self.given())


def initial_of(proposal: Proposal, languages: Sequence[str]) -> dict[str, Any]:
    """What stands in the form of a proposal that is written on."""
    plain = ("spoken", "wished", "size", "minutes", "access", "needs")
    return {
        **{name: getattr(proposal, name) for name in plain},
        **shared_initial(proposal, languages),
        "speakers": "\n".join(proposal.speakers),
    }


class DeclineForm(forms.Form):
    reason = WordsField(
        label=gettext_lazy("Reason"),
        max_length=2_000,
        lines=True,
        help_text=gettext_lazy("It goes to the proposer as you write it."),
    )
