"""What the keepers of the networks write of an organisation, and a contact's own page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked, Read
from delegates.actions import keeping as actions
from delegates.finders.directory import ContactAt, OrganisationAt, OwnContact, RemarkAt
from delegates.forms.keeping import ContactForm, FollowForm
from delegates.queries.keeping import kept
from delegates.queries.organisations import organisation_view
from delegates.refusals import ContactThere
from delegates.views.organisations import SECTION
from events.queries import event_shell


@opens("delegates.keep", to=OrganisationAt, methods=FORM)
def contacts(request: Asked, found: OrganisationAt) -> HttpResponse:
    form = ContactForm(request.POST or None, event=found.event)
    if request.method == "POST" and form.is_valid() and added(request, found, form):
        return redirect("delegates:contacts", found.event.slug, found.organisation.uid)
    context = kept(found.organisation, found.event, request.languages)
    context |= {"contacts": list(found.organisation.contacts.all()), "form": form}
    context |= {"section": SECTION, "at": "contacts"}
    status = 422 if form.errors else 200
    return render(request, "delegates/contacts.html", context, status=status)


def added(request: Asked, found: OrganisationAt, form: ContactForm) -> bool:
    """False, with its reason at the field, if it is refused."""
    try:
        actions.add_contact(
            found.organisation, event=found.event, by=request.user, **form.cleaned_data
        )
    except ContactThere as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("She is written to, with a link that takes her out again."))
    return True


@opens("delegates.keep", to=ContactAt, methods=WRITE)
def remove_contact(request: Asked, found: ContactAt) -> HttpResponse:
    actions.remove_contact(found.contact, by=request.user)
    return redirect("delegates:contacts", found.event.slug, found.organisation.uid)


@opens("delegates.keep", to=OrganisationAt, methods=FORM)
def follow(request: Asked, found: OrganisationAt) -> HttpResponse:
    now = {name: getattr(found.organisation, name) for name in ("follow", "again_on")}
    form = FollowForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        body = given.pop("body")
        actions.follow_up(found.organisation, body=body, by=request.user, **given)
        messages.success(request, _("Saved."))
        return redirect("delegates:follow", found.event.slug, found.organisation.uid)
    context = kept(found.organisation, found.event, request.languages)
    remarks = found.organisation.remarks.select_related("written_by")[:200]
    context |= {"remarks": list(remarks), "form": form, "section": SECTION, "at": "follow"}
    return render(request, "delegates/follow.html", context, status=422 if form.errors else 200)


@opens("delegates.keep", to=RemarkAt, methods=WRITE)
def remove_remark(request: Asked, found: RemarkAt) -> HttpResponse:
    actions.remove_remark(found.remark, by=request.user)
    return redirect("delegates:follow", found.event.slug, found.organisation.uid)


@opens("delegates.take_back", to=OwnContact, methods=FORM)
def own_contact(request: Read, found: OwnContact) -> HttpResponse:
    """Whoever holds the link sees what stands there of her, and takes it out."""
    context = {"event": event_shell(found.event, request.languages), "contact": found.contact}
    context["organisation"] = organisation_view(found.contact.organisation, request.languages)
    if request.method == "POST":
        actions.remove_contact(found.contact, by=None)
        context["gone"] = True
    return render(request, "delegates/own_contact.html", context)
