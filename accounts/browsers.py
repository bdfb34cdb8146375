"""The browsers in which a person's notices show: asked for, ended; and the script that does it."""

from typing import Any
from uuid import UUID

import rules
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from access import scripts
from access.doors import WRITE, opens
from access.limits import Limit, TooMany
from accounts import push
from accounts.models import Browser
from accounts.requests import Asked, Read

# Each try looks up the name of a host.
OFTEN = Limit("accounts.browsers", 30, 3600)


@rules.predicate
def is_her_browser(person: Any, browser: Browser) -> bool:
    return bool(person.is_authenticated and browser.person_id == person.pk)


rules.add_rule("accounts.own_browser", is_her_browser)


def find_browser(browser: UUID) -> Browser:
    return get_object_or_404(Browser, uid=browser)


@opens("access.anyone")
def worker(request: Read) -> HttpResponse:
    """The service worker: at an address among the notices, so that it reaches no other page."""
    return scripts.worker("push-worker")


@opens("access.logged_in_not_by_card", methods=WRITE)
def add(request: Asked) -> HttpResponse:
    """Takes what the browser's push service gave the page."""
    try:
        OFTEN.take(str(request.user.pk))
        given = {name: request.POST.get(name, "") for name in ("endpoint", "key", "secret")}
        added = push.add_browser(request.user, **given)
    except TooMany:
        return JsonResponse({}, status=429)
    except push.NoBrowser:
        return JsonResponse({}, status=422)
    request.session[push.SESSION_KEY] = str(added.uid)
    messages.success(request, _("This browser shows your notices from now on."))
    return JsonResponse({}, status=201)


@opens("accounts.own_browser", to=find_browser, methods=WRITE)
def end(request: Asked, browser: Browser) -> HttpResponse:
    browser.delete()
    messages.success(request, _("That browser shows your notices no more."))
    return redirect("accounts:wishes")
