"""How a page asks its reader for a translation."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from languages import tags
from languages.queries.offering import Offer


def wording_of(offer: Offer) -> tuple[str, str]:
    """The address at the desk, and the words of the link there."""
    address = reverse("languages:translate", args=[offer.space, offer.text, offer.lang])
    into = tags.name(offer.lang, get_language() or "en")
    return address, _("Translate this into %(language)s") % {"language": into}
