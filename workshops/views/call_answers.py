"""All answers of a proposal to its call, the sensitive ones too."""

from django.http import HttpResponse

from access.doors import opens
from accounts.records import note
from accounts.requests import Asked
from workshops.finders import find_proposal
from workshops.models import Proposal
from workshops.queries.call_answers import answers_of
from workshops.views.organise_calls import show


@opens("workshops.review", to=find_proposal)
def sensitive(request: Asked, found: Proposal) -> HttpResponse:
    """It is noted who opened them."""
    rows, _none = answers_of(found, request.languages, sensitive=True)
    keys = [each.question.key for each in rows if each.sensitive]
    note(request.user, "read sensitive answers", found, keys)
    return show(request, found.event, "answers", proposal=found, answers=rows)
