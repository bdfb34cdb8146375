"""The team enters a proposal for those who cannot, or not any more."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from access.doors import FORM, opens
from accounts.mailboxes import person_at
from accounts.requests import Asked
from events.refusals import Refusal
from workshops.actions import proposals as actions
from workshops.finders import find_call
from workshops.forms.entering import EntryForm
from workshops.models import Call, Proposal
from workshops.queries.calls import views_of
from workshops.refusals import AddressUnfit, NotAdmitted
from workshops.views.organise_calls import show
from workshops.views.own import grows


@opens("workshops.enter", to=find_call, methods=FORM)
def enter(request: Asked, found: Call) -> HttpResponse:
    languages = request.languages
    form = EntryForm(
        request.POST or None,
        event=found.event,
        languages=languages,
        call=found,
        draft=grows(request),
    )
    is_sent = request.method == "POST" and not grows(request) and form.is_valid()
    if is_sent and keep(request, found, form):
        messages.success(request, _("It is handed in, and the one who proposes it is told."))
        return redirect("workshops:organise_calls", found.event.slug)
    more = {"form": form, "call": views_of([found], languages)[0]}
    return show(request, found.event, "enter", 422 if form.errors else 200, **more)


def keep(request: Asked, call: Call, form: EntryForm) -> Proposal | None:
    """None where it was refused, which stands in the form."""
    address, content = form.cleaned_data["address"], form.content()
    try:
        who = person_at(address, languages=[content.title.lang], by=request.user)
        if who is None:
            raise AddressUnfit
        return actions.enter(
            call=call, proposer=who, content=content, by=request.user, **form.entry()
        )
    except NotAdmitted as refusal:
        form.add_error(refusal.field, refusal.why)
    except Refusal as refusal:
        form.refuse(refusal)
    return None
