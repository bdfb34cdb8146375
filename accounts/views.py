"""One's own account."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from access.doors import FORM, opens
from accounts import actions, anew, queries
from accounts.adapter import write_languages
from accounts.archive import archive_of
from accounts.forms import AccountForm, FarewellForm
from accounts.models import Person
from accounts.ports import StillNeeded
from accounts.requests import Asked, Read


@opens("access.logged_in", methods=FORM)
def me(request: Asked) -> HttpResponse:
    person = request.user
    form = AccountForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        return keep(request, form)
    found = queries.parts_of(person, request.languages)
    coming, over = queries.still_to_come(found, timezone.now().date())
    entrances = queries.entrances_of(person)
    context = {"form": form, "coming": coming, "over": over, "entrances": entrances}
    return render(request, "accounts/me.html", context, status=422 if form.errors else 200)


def keep(request: Asked, form: AccountForm) -> HttpResponse:
    """Saves the form; her first language speaks from the next page on."""
    fresh = Person.objects.get(pk=request.user.pk)
    actions.change_account(
        person=fresh,
        called=form.cleaned_data["called"],
        languages=form.chosen_languages(),
        zone=form.cleaned_data["zone"],
        by=fresh,
    )
    messages.success(request, _("Your account is saved."))
    response = redirect("accounts:me")
    write_languages(response, fresh.languages)
    return response


@opens("access.anyone")
def shell(request: Read) -> JsonResponse:
    """What the script of a page that knows no reader asks: who reads it, and her CSRF token."""
    person = request.user
    known = person.is_authenticated
    token = get_token(request) if known else ""
    unread = person.unread if isinstance(person, Person) else 0
    called = str(person) if known else ""
    return JsonResponse({"called": called, "token": token, "unread": unread})


@opens("access.logged_in", methods=FORM)
def data(request: Asked) -> HttpResponse:
    """Everything held about her, and her files, in one archive: for nobody who found her phone.

    A page with a button, so that whoever proves by a code that it is she comes back to a page.
    """
    anew.demand(request)
    if request.method != "POST":
        return render(request, "accounts/data.html")
    hers = request.user.address.partition("@")[0] if request.user.has_address else ""
    name = f"convoca-{slugify(hers) or 'me'}.zip"
    response = HttpResponse(archive_of(request.user), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@opens("access.logged_in", methods=FORM)
def farewell(request: Asked) -> HttpResponse:
    form = FarewellForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        anew.demand(request)
        try:
            actions.delete_account(person=request.user, by=request.user)
        except StillNeeded as reason:
            form.add_error(None, str(reason))
        else:
            logout(request)
            messages.success(request, _("Your account and what it held are deleted."))
            return redirect("/")
    return render(
        request, "accounts/farewell.html", {"form": form}, status=422 if form.errors else 200
    )
