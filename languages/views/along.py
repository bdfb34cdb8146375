"""Texts taken along to where there is no line: the page that works there, and what it sends."""

import json
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access import scripts
from access.doors import WRITE, opens
from accounts.requests import Asked
from languages.actions import desk as actions
from languages.actions.desk.along import MOST
from languages.actions.desk.bringing import WRONG, Home
from languages.forms_desk import WrittenForm
from languages.queries import along as queries
from languages.queries.desk import Wanted, pairs_for, spaces_of
from languages.views.along_json import as_json


def hers(request: Asked) -> list[int]:
    """The spaces in which she may translate."""
    return [each.space for each in spaces_of(request.user, request.languages)]


@opens("languages.desk")
def along(request: Asked) -> HttpResponse:
    """What she has along: a list here; the script makes it a desk that needs no line."""
    held = queries.taken_along(request.user, hers(request))
    page = {"person": str(request.user.uid)}
    context = {"held": held, "page": page, "most": MOST}
    return render(request, "languages/along.html", context)


@opens("languages.desk", methods=WRITE)
def take(request: Asked) -> HttpResponse:
    wanted = Wanted.of(request.POST)
    owned = spaces_of(request.user, request.languages)
    pairs = pairs_for(request.user, [each.space for each in owned])
    spaces, asked = wanted.spaces(owned), wanted.pairs(pairs)
    if actions.take_along(by=request.user, spaces=spaces, pairs=asked):
        return redirect("languages:along")
    messages.success(request, _("Nothing more waits for you here."))
    return redirect("languages:desk")


@opens("languages.desk", methods=WRITE)
def give_back(request: Asked) -> HttpResponse:
    actions.give_all_back(by=request.user)
    messages.success(request, _("Given back. Others can translate these texts now."))
    return redirect("languages:desk")


@opens("languages.desk")
def texts(request: Asked) -> JsonResponse:
    """{person, texts: [...]}: what she has along, each with all that she needs beside it."""
    held = queries.taken_along(request.user, hers(request))
    found = [as_json(each, request.user) for each in held]
    return JsonResponse({"person": str(request.user.uid), "texts": found})


@opens("languages.desk", methods=WRITE)
def bring(request: Asked) -> JsonResponse:
    """{drafts: [...]}, at most MOST, each answered on its own: {answers: [{id, state, …}]}. What
    is no JSON is answered 400, what is no such list 422, another's words 403.
    """
    try:
        person, forms = sent_by(json.loads(request.body))
    except (ValueError, RecursionError):
        return JsonResponse({"wrong": "JSON"}, status=400)
    except TypeError:
        return JsonResponse({"wrong": f"a list of at most {MOST} drafts"}, status=422)
    if person != str(request.user.uid):
        return JsonResponse({"wrong": "somebody else is logged in"}, status=403)
    answers = [{"id": form.data["id"], **asdict(brought(request, form))} for form in forms]
    return JsonResponse({"answers": answers})


def sent_by(sent: Any) -> tuple[str, list[WrittenForm]]:
    """Who wrote it, and what. Raises TypeError for what is no list of drafts; words that cannot
    be kept are told of one by one.
    """
    found = sent.get("drafts") if isinstance(sent, dict) else None
    if not isinstance(found, list) or len(found) > MOST or not all(map(is_draft, found)):
        raise TypeError
    forms = [WrittenForm(each) for each in found]
    if any(form.errors.keys() - {"body"} for form in forms):
        raise TypeError
    return str(sent.get("person")), forms


def is_draft(sent: Any) -> bool:
    """Whether it is made of plain values, its words among them."""
    return isinstance(sent, dict) and all(
        isinstance(sent.get(name), kind)
        for name, kind in (("id", str), ("body", str), ("lang", str), ("seen", str),
                           ("space", int), ("text", int), ("made_from", int), ("shown", int),
                           ("hands_in", bool))
    )  # fmt: skip


def brought(request: Asked, form: WrittenForm) -> Home:
    if form.errors:
        says = " ".join(str(each) for errors in form.errors.values() for each in errors)
        return Home(WRONG, says=says)
    return actions.bring_home(form.written(), by=request.user)


@opens("languages.desk")
def worker(request: Asked) -> HttpResponse:
    """The service worker, at an address of this page's, so that it reaches no other."""
    return scripts.worker("page-worker")
