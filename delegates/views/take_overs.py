"""Taking over what a desk registered, by the link in a mail."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from access.addresses import client_address
from access.doors import FORM, opens
from access.waiting import asks_to_wait
from accounts.mailbox_views import OFTEN, enter, who_of
from accounts.mailboxes import people_of
from accounts.requests import Read
from delegates.actions import take_overs as actions
from delegates.finders.registrations import find_take_over
from delegates.models import TakeOver
from events.queries import event_shell
from events.refusals import Refusal


@opens("access.anyone", to=find_take_over, methods=FORM)
@asks_to_wait
def take_over(request: Read, found: TakeOver) -> HttpResponse:
    """A button and nothing by reading alone: programs that look at mails open every link."""
    OFTEN.take(client_address(request))
    if not actions.serves(found):
        return show(request, found, 410, _("This link was used, or its time has run out."))
    return take(request, found) if request.method == "POST" else show(request, found, 200)


def take(request: Read, found: TakeOver) -> HttpResponse:
    people = people_of(found.address)
    chosen = who_of(people, request.POST.get("person", "")) if people else None
    try:
        person = actions.take(found, person=chosen)
    except Refusal as refusal:
        return show(request, found, 422, str(refusal))
    to = reverse("delegates:own", args=[found.registration.event.slug])
    return enter(request, person, found.address, to)


def show(request: Read, found: TakeOver, status: int, refused: str = "") -> HttpResponse:
    context = {
        "event": event_shell(found.registration.event, request.languages),
        "found": found,
        "people": people_of(found.address),
        "refused": refused,
    }
    return render(request, "delegates/take_over.html", context, status=status)
