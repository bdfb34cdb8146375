"""Logging in by the link in a mail, and choosing who of a mailbox goes on."""

from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from access.addresses import client_address
from access.doors import FORM, WRITE, opens
from access.limits import Limit
from access.waiting import asks_to_wait
from accounts import mailboxes
from accounts.anew import proven_at
from accounts.forms import PersonForm
from accounts.mailboxes import SESSION_KEY
from accounts.models import Person
from accounts.requests import Asked, Read

OFTEN = Limit("accounts.links", 300, 60)


def who_of(people: list[Person], uid: Any) -> Person:
    """Raises Http404 for somebody who does not share the mailbox."""
    for each in people:
        if str(each.uid) == str(uid):
            return each
    raise Http404


def enter(
    request: HttpRequest, person: Person, mailbox: str, to: str, *, at: float | None = None
) -> HttpResponse:
    """Logs her in through every stage that her account asks for, such as a second factor.

    `at` is when the mailbox was proven, if that was not just now: changing over is no new proof.
    """
    if request.user.is_authenticated:
        logout(request)
    request.session[SESSION_KEY] = mailbox
    record_authentication(request, person, method="code", email=mailbox, at=at)
    login = Login(user=person, redirect_url=to, email=person.email)
    return perform_login(request, login)


def next_of(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    here = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if here else "/"


@opens("access.anyone", methods=FORM)
@asks_to_wait
def link(request: Read, token: str) -> HttpResponse:
    """A button and no log-in by reading alone: programs that look at mails open every link."""
    OFTEN.take(client_address(request))
    mailbox = mailboxes.mailbox_of(token)
    people = mailboxes.people_of(mailbox) if mailbox else []
    if request.method == "POST" and mailbox and people:
        chosen = who_of(people, request.POST.get("person", ""))
        if mailboxes.use(token):
            return enter(request, chosen, mailbox, "/")
        people = []
    return render(request, "accounts/link.html", {"people": people}, status=200 if people else 410)


@opens("access.logged_in")
def people(request: Asked) -> HttpResponse:
    """Everybody of the mailbox that this session has proven."""
    mailbox = proven(request)
    found = mailboxes.people_of(mailbox) if mailbox else [request.user]
    context = {"people": found, "next": next_of(request), "mailbox": mailbox}
    return render(request, "accounts/people.html", context | {"form": PersonForm()})


@opens("access.logged_in", methods=WRITE)
def go_on_as(request: Asked, person: UUID) -> HttpResponse:
    mailbox = proven(request)
    found = who_of(mailboxes.people_of(mailbox) if mailbox else [], person)
    if found == request.user:
        return redirect(next_of(request))
    return enter(request, found, mailbox, next_of(request), at=proven_at(request))


@opens("access.logged_in", methods=WRITE)
def add(request: Asked) -> HttpResponse:
    mailbox, form = proven(request), PersonForm(request.POST)
    if not mailbox:
        raise Http404
    if form.is_valid():
        try:
            called, languages = form.cleaned_data["called"], request.languages[:4]
            mailboxes.add_person(mailbox, called=called, languages=languages, by=request.user)
            messages.success(request, _("Added. At log-in each of you says who goes on."))
        except mailboxes.MailboxFull:
            messages.error(request, _("This mailbox has as many people as it may have."))
        return redirect("accounts:people")
    context = {"people": mailboxes.people_of(mailbox), "mailbox": mailbox, "form": form}
    return render(request, "accounts/people.html", context, status=422)


def proven(request: Asked) -> str:
    """The mailbox that this session was opened by, if it still is her own."""
    mailbox = str(request.session.get(SESSION_KEY, ""))
    return mailbox if mailbox.lower() == request.user.address.lower() else ""
