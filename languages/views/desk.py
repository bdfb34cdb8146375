"""The translators' desk: what waits, and what is next."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked
from languages import ports, tags
from languages.actions import desk as actions
from languages.actions.desk.along import MOST
from languages.forms_desk import PairsForm
from languages.models import Gap
from languages.queries import desk as queries
from languages.queries.along import asides_of, held_by
from languages.queries.desk import Wanted

# What a session knows of the desk: texts skipped, and what "next" is narrowed to.
SKIPPED, NARROWED = "desk-skipped", "desk-narrowed"


@opens("languages.desk")
def desk(request: Asked) -> HttpResponse:
    """What waits in the spaces in which she translates, by space and pair, and as a list."""
    return render(request, "languages/desk.html", shown(request, Wanted.of(request.GET)))


def shown(request: Asked, wanted: Wanted) -> dict[str, Any]:
    person = request.user
    hers = queries.spaces_of(person, request.languages)
    pairs = queries.pairs_for(person, [each.space for each in hers])
    spaces, asked = wanted.spaces(hers), wanted.pairs(pairs)
    after = request.GET.get("after", "")
    context = {
        "spaces": hers,
        "pairs": pairs,
        "wanted": wanted,
        "waits": queries.by_space(hers, queries.waiting([each.space for each in hers]), pairs),
        "drafts": queries.drafts_of(person, spaces),
        "along": held_by(person).count(),
        "most": MOST,
        "asides": asides_of(person, spaces),
        "reviews": queries.to_review(person, spaces, asked),
        "page": queries.listed(person, wanted, spaces=spaces, pairs=asked, after=after),
    }
    return context | choices(context)


def choices(context: dict[str, Any]) -> dict[str, Any]:
    """What the list can be narrowed to."""
    pairs = {(row.source_lang, row.lang) for each in context["waits"] for row in each["rows"]}
    return {
        "offered": sorted(pairs | set(context["pairs"])),
        "kinds": sorted(
            ((kind.name, str(kind.title)) for kind in ports.kinds.values()), key=_by_title
        ),
        "states": Gap.State.choices,
        "is_narrowed": context["wanted"] != Wanted(),
    }


def _by_title(kind: tuple[str, str]) -> tuple[str, str]:
    return tags.sort_key(kind[1])


@opens("languages.desk", methods=WRITE)
def following(request: Asked) -> HttpResponse:
    """Takes the next text in hand and opens it."""
    wanted = Wanted.of(request.POST)
    request.session[NARROWED] = {"space": wanted.space, "pair": wanted.pair}
    return to_next(request)


def to_next(request: Asked) -> HttpResponse:
    """The page of the next text, else the desk."""
    wanted = Wanted(**request.session.get(NARROWED, {}))
    hers = queries.spaces_of(request.user, request.languages)
    pairs = queries.pairs_for(request.user, [each.space for each in hers])
    found = actions.take_next(
        request.user,
        spaces=wanted.spaces(hers),
        pairs=wanted.pairs(pairs),
        skipped=request.session.get(SKIPPED, []),
    )
    if found:
        return redirect("languages:translate", found.space_id, found.text_id, found.lang)
    request.session.pop(SKIPPED, None)
    messages.success(request, _("Nothing more waits for you here."))
    return redirect("languages:desk")


@opens("languages.desk", methods=FORM)
def pairs(request: Asked) -> HttpResponse:
    """From which languages into which she translates."""
    spaces = [each.space for each in queries.spaces_of(request.user, request.languages)]
    hers = queries.pairs_for(request.user, spaces)
    offered = queries.offered(spaces, hers)
    sent = request.POST if request.method == "POST" else None
    form = PairsForm(sent, offered=offered, hers=hers)
    if form.is_valid():
        actions.set_pairs(by=request.user, pairs=form.pairs())
        messages.success(request, _("Your languages are kept."))
        return redirect("languages:desk")
    status = 422 if form.errors else 200
    return render(request, "languages/pairs.html", {"form": form}, status=status)
