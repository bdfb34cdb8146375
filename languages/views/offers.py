"""What a page that was written for everybody asks of its reader's languages."""

from django.http import JsonResponse

from access.doors import opens
from accounts.requests import Asked
from languages import texts
from languages.offers import wording_of
from languages.queries.offering import first_to_translate

MOST = 20


@opens("languages.desk")
def offer(request: Asked) -> JsonResponse:
    """`{address, words}` of the link to the first `text` that she may translate, else `{}`."""
    asked = [int(each) for each in request.GET.getlist("text")[:MOST] if _is_key(each)]
    readings = texts.load(asked, request.languages)
    found = [readings[pk] for pk in asked if pk in readings]
    offered = first_to_translate(request.user, found, request.languages)
    return JsonResponse(
        dict(zip(("address", "words"), wording_of(offered), strict=True)) if offered else {}
    )


def _is_key(spelt: str) -> bool:
    return spelt.isascii() and spelt.isdigit() and len(spelt) < 19
