"""What texts the delegates app owns, and the pages they stand on."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delegates.models import Organisation
from languages import ports
from languages.ports import Kind

ORGANISATION, TOPIC, SERVICE = "delegates.organisation", "delegates.topic", "delegates.service"
MAIL, LETTER = "delegates.mail", "delegates.letter"


def _organisations(ids: Sequence[int]) -> Mapping[int, str]:
    rows = Organisation.objects.filter(name__in=ids).values_list("name_id", "uid")
    return {pk: reverse("delegates:organisation", args=[uid]) for pk, uid in rows}


def declare() -> None:
    ports.declare(
        Kind(ORGANISATION, _("name of an organisation"), 10, _organisations),
        Kind(TOPIC, _("theme of organisations"), 35),
        Kind(SERVICE, _("meal or care of children"), 50),
        Kind(MAIL, _("mail to many"), 20),
        Kind(LETTER, _("words of a letter"), 20),
    )
