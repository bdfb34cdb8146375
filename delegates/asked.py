"""Why the form asks each thing, who reads it, and until when it is kept."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

ORGANISERS = _("the organisers of this event")
EVERYONE = _("everyone, where you take part in public")
AFTER = _("90 days after the event; or until you change it, or withdraw")
PUBLISHED = _("as long as the programme that names you is published; you can change it")


@dataclass(frozen=True)
class Asked:
    """One field's reason, readers and end, as the form shows them."""

    why: Any
    readers: Any = ORGANISERS
    until: Any = AFTER


ASKED = {
    "full_name": Asked(_("To address you and to print your badge. Write it as you write it.")),
    "called": Asked(_("To greet you as you like.")),
    "latin_name": Asked(_("So that people who do not read your script can find you and say it.")),
    "public_name": Asked(
        _("The only name that others see. It may be a pseudonym; nothing marks it as one."),
        EVERYONE,
        PUBLISHED,
    ),
    "badge_name": Asked(_("To print it on your badge. Empty: the name that others see.")),
    "sorted_as": Asked(
        _("To find you in lists where you would look for yourself, for example by family name.")
    ),
    "category": Asked(_("To count the places that there are for each.")),
    "country": Asked(_("To balance the continents. Where you live, not your passport.")),
    "country_words": Asked(_("Where no name in the list says it.")),
    "passports": Asked(_("To know who needs an invitation letter, and in time.")),
    "passport_words": Asked(_("Where no name in the list says it.")),
    "constituency": Asked(_("To be counted for a continent or sector.")),
    "organisation": Asked(_("To know for whom you speak.")),
    "speaks": Asked(_("To plan interpretation.")),
    "reads": Asked(_("To write to you, and to plan translation.")),
    "attendance": Asked(_("To count seats in the rooms.")),
    "needs": Asked(_("To receive you as you need it: access, diet, health, children.")),
    "consents": Asked(
        _("None of it is a condition for your place. You can take each back at any time."),
    ),
    "companions": Asked(_("To keep a seat, a meal and a badge for each of them.")),
}
