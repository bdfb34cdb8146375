"""What is typed into a draft goes into its columns, as far as it fits."""

from typing import Any

from django.http import QueryDict
from django.utils import translation

from workshops.actions import proposals as actions
from workshops.actions.typing import LANG
from workshops.finders import SHOWN
from workshops.forms.proposals import ProposalForm, initial_of
from workshops.models import Proposal


def settle(uid: str) -> bool:
    """Whether it was written; what does not fit yet stays as it was typed."""
    rows = Proposal.objects.select_related(*SHOWN, "call", "kind", "typed_by")
    proposal = rows.filter(uid=uid, state=Proposal.State.DRAFT).first()
    if proposal is None or not proposal.typed:
        return False
    with translation.override(proposal.typed[LANG][0]):
        form = form_of(proposal, [proposal.event.lang])
        if not form.is_valid():
            return False
        return actions.settle(proposal, content=form.content(), revision=proposal.revision)


def form_of(proposal: Proposal, languages: list[str], **options: Any) -> ProposalForm:
    """The form as it was typed."""
    data = QueryDict(mutable=True)
    for name, values in proposal.typed.items():
        data.setlist(name, values)
    return ProposalForm(
        data,
        event=proposal.event,
        languages=languages,
        draft=True,
        call=proposal.call,
        held=proposal,
        initial=initial_of(proposal, languages),
        **options,
    )
