"""In which language somebody seems to write, while she writes."""

from django.http import JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from access.doors import WRITE, opens
from access.limits import Limit
from access.waiting import asks_to_wait
from accounts.requests import Asked
from languages import guessing, tags

OFTEN = Limit("languages.guesses", 60, 600)
MOST_LANGUAGES = 60


@opens("languages.guess", methods=WRITE)
@asks_to_wait
def guess(request: Asked) -> JsonResponse:
    """The language of `words` among those `of` her form, with what is asked; empty where it is not
    clear or is the one that she `said`. The words are looked at and forgotten.
    """
    OFTEN.take(str(request.user.pk))
    among = request.POST.getlist("of")[:MOST_LANGUAGES]
    found = guessing.guess(request.POST.get("words", ""), among, request.POST.get("said", ""))
    if found is None:
        return JsonResponse({})
    name = {"language": tags.name(found, get_language() or "en")}
    question = _("Is this written in %(language)s?") % name
    asked = {"question": question, "yes": _("Yes, change it"), "no": _("No")}
    return JsonResponse({"lang": found} | asked)
