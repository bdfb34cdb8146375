"""Forms of those who propose, and of those who decide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages import texts
from languages.forms import LanguagesField, WordsField
from workshops.content import Proposed
from workshops.forms.activities import ActivityForm, shared_initial
from workshops.forms.call_questions import CallQuestionsMixin
from workshops.forms.needs import NeedsField, initial_needs
from workshops.forms.people import PeopleField, initial_people
from workshops.models import ActivityKind, Call, Proposal


class ProposalForm(CallQuestionsMixin, ActivityForm):
    """A proposal to be handed in; with `draft` everything may be missing, nothing wrong."""

    presence = forms.ChoiceField(
        label=gettext_lazy("Where people take part"),
        choices=Proposal.Presence.choices,
        widget=forms.RadioSelect,
        initial=Proposal.Presence.ON_SITE,
        required=False,
    )
    needs = WordsField(
        label=gettext_lazy("What else it needs"), max_length=2_000, lines=True, required=False
    )
    field_order = (
        *("title", "abstract", "kind", "theme", "organisation", "organisation_known", "people"),
        *("spoken", "wished", "size", "minutes", "presence", "access", "needed", "needs"),
    )

    def __init__(
        self,
        *args: Any,
        draft: bool = False,
        call: Call | None = None,
        held: Proposal | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer_kinds(call, kwargs["languages"])
        self.fields["people"] = PeopleField(
            self.event, required=False, label=_("Who will speak or moderate")
        )
        self.fields["needed"] = NeedsField(required=False, label=_("What it needs"))
        self.fields["wished"] = LanguagesField(
            offered=self.offered,
            required=False,
            label=_("Interpretation wished into"),
            help_text=_("Volunteers interpret; it cannot be promised for every session."),
        )
        self.order_fields(self.field_order)
        self.ask_for(call, kwargs["languages"], held=held, draft=draft)
        if draft:
            for field in self.fields.values():
                field.required = False

    def _offer_kinds(self, call: Call | None, languages: Sequence[str]) -> None:
        """Those of the call, or all of the event where it names none."""
        of_call = list(call.kinds.all()) if call else []
        kinds = of_call or list(ActivityKind.objects.filter(event=self.event))
        self.kinds = {str(kind.uid): kind for kind in kinds}
        if not kinds:
            return
        read = texts.load([kind.name_id for kind in kinds], languages)
        named = [(uid, str(read[kind.name_id])) for uid, kind in self.kinds.items()]
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind of activity"), choices=[("", "—"), *named], required=False
        )

    def given(self) -> dict[str, Any]:
        found = super().given()
        found["kind"] = self.kinds.get(found.get("kind") or "")
        found["presence"] = found["presence"] or Proposal.Presence.ON_SITE
        return found

    def content(self) -> Proposed:
        return Proposed(**self.given())


def initial_of(proposal: Proposal, languages: Sequence[str]) -> dict[str, Any]:
    """What stands in the form of a proposal that is written on."""
    plain = ("spoken", "wished", "size", "minutes", "access", "presence", "needs")
    people = proposal.contributors.select_related("registration").prefetch_related("hours")
    return {
        **{name: getattr(proposal, name) for name in plain},
        **shared_initial(proposal, languages),
        "kind": str(proposal.kind.uid) if proposal.kind else "",
        "people": initial_people(people, proposal.event),
        "needed": initial_needs(proposal.need_rows.all()),
    }


class DeclineForm(forms.Form):
    reason = WordsField(
        label=gettext_lazy("Reason"),
        max_length=2_000,
        lines=True,
        help_text=gettext_lazy("It goes to the proposer as you write it."),
    )
