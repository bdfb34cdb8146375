"""What was translated before, beside its source."""

from django.http import HttpResponse
from django.shortcuts import render

from access.doors import opens
from accounts.requests import Asked
from languages.finders import find_space
from languages.models import Space
from languages.queries import concordance as queries
from languages.queries.owned import every_owned
from languages.views.glossary import shell


@opens("languages.look", to=find_space)
def concordance(request: Asked, space: Space) -> HttpResponse:
    """In this space and in the others that she may see; as a fragment where a page asks for it."""
    asked = {name: request.GET.get(name, "")[:120] for name in ("q", "from", "into", "after")}
    owned = {each.space for each in every_owned(request.user, request.languages)}
    page = queries.found(
        sorted(owned | {space.pk}),
        asked["q"],
        source=asked["from"],
        into=asked["into"],
        after=asked["after"],
    )
    context = {"page": page, "asked": asked, "from": asked["from"], "space": space}
    if request.headers.get("HX-Request"):
        return render(request, "languages/_concordance_found.html", context)
    context |= shell(request, space, "concordance")
    return render(request, "languages/concordance.html", context)
