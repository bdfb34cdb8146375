"""The door of the demo: on a server of one's own, enter as anybody of its team."""

from typing import Any
from urllib.parse import urlsplit

import rules
from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from access.addresses import client_address
from access.doors import FORM, open_to_strangers, opens
from accounts.models import Person
from accounts.requests import Read
from convoca.demo.team import members

LOCAL = {"localhost", "127.0.0.1", "::1"}
LEFT_BY_PROXIES = (
    "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP"
)  # fmt: skip


def is_local() -> bool:
    """Whether this server says of itself that it is only reached from its own machine."""
    return urlsplit(settings.ADDRESS).hostname in LOCAL and not settings.PROXIES


@rules.predicate
def on_ones_own_machine(person: Any) -> bool:
    return is_local()


rules.add_rule("convoca.demo", on_ones_own_machine)
open_to_strangers("convoca.demo")


class WhoForm(forms.Form):
    who = forms.ChoiceField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(member.email, member.name) for member in members()]
        self.fields["who"].choices = choices  # type: ignore[attr-defined]


@opens("convoca.demo", methods=FORM)
def demo(request: Read) -> HttpResponse:
    """The people of the demo, each with a button that logs one in as her."""
    if not comes_from_the_same_machine(request) or not known():
        raise Http404
    form = WhoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = get_object_or_404(known(), email=form.cleaned_data["who"])
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect("/me/")
    context = {"people": members(), "form": form}
    return render(request, "convoca/demo.html", context, status=422 if form.errors else 200)


def comes_from_the_same_machine(request: Read) -> bool:
    """Whether nobody stands between: a proxy that the settings forgot brings the whole world."""
    passed_on = any(request.headers.get(name) for name in LEFT_BY_PROXIES)
    request.get_host()  # a name that is not this server's is answered 400
    return not passed_on and client_address(request) in LOCAL


def known() -> Any:
    """The accounts of the demo that this server holds."""
    return Person.objects.filter(email__in=[member.email for member in members()])


urlpatterns = [path("", demo, name="demo")]
