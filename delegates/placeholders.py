"""Words in braces that a mail to many fills in for each: `{name}`, `{event}`, …"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from delegates.models import Registration
from events.queries import EventView
from languages.texts import Reading

MARK = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Recipient:
    """Who gets a mail, with the texts in her language."""

    registration: Registration
    event: EventView
    organisation: Reading


@dataclass(frozen=True)
class Placeholder:
    label: Any
    value: Callable[[Recipient], str]


def name_of(to: Recipient) -> str:
    return to.registration.called or to.registration.full_name


def page_of(to: Recipient) -> str:
    return f"{settings.ADDRESS}/{to.event.slug}/registration/"


PLACEHOLDERS: dict[str, Placeholder] = {
    "name": Placeholder(_("how she wants to be called"), name_of),
    "full_name": Placeholder(_("her full name"), lambda to: to.registration.full_name),
    "event": Placeholder(_("the name of the meeting"), lambda to: str(to.event.name)),
    "dates": Placeholder(_("the days of the meeting"), lambda to: to.event.dates),
    "place": Placeholder(_("the place of the meeting"), lambda to: to.event.place),
    "state": Placeholder(
        _("how her registration stands"), lambda to: to.registration.get_state_display()
    ),
    "category": Placeholder(
        _("as what she comes"), lambda to: to.registration.get_category_display()
    ),
    "organisation": Placeholder(_("her organisation"), lambda to: str(to.organisation)),
    "page": Placeholder(_("the address of her registration"), page_of),
}


def unknown(words: str) -> list[str]:
    """The words in braces that nobody can fill."""
    return [name for name in dict.fromkeys(MARK.findall(words)) if name not in PLACEHOLDERS]


def values_for(to: Recipient) -> dict[str, str]:
    return {name: each.value(to) for name, each in PLACEHOLDERS.items()}


def fill(words: str, values: Mapping[str, str]) -> str:
    """Each word in braces replaced by its value, once: a name that holds braces stays."""
    return MARK.sub(lambda found: values.get(found[1], found[0]), words)
