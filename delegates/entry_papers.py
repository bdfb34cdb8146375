"""The card on paper: the only place where its code ever stands."""

from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.mail import spoken_language
from delegates import codes
from delegates.badge_sheets import part, qr, short
from delegates.entry import ends_at
from delegates.models import Registration
from events.models import Event
from files import pdf
from languages import texts
from languages.moments import written

TEMPLATE = Path(__file__).with_name("entry_card.typ")


def link_of(code: str) -> str:
    """What the square holds. The code stands behind the `#`, which a browser keeps to itself: no
    server's log ever reads it.
    """
    return f"{settings.ADDRESS}{reverse('delegates:card_log_in')}#{code}"


def paper(
    event: Event, registration: Registration, code: str, form: Literal["pdf", "png"] = "pdf"
) -> bytes:
    """The card, in her language as far as the interface speaks it. Raises files.pdf.NoFonts."""
    with translation.override(spoken_language([registration.lang, event.lang])):
        return pdf.made(TEMPLATE, values(event, registration, code), form=form)


def values(event: Event, registration: Registration, code: str) -> dict[str, Any]:
    lang = translation.get_language() or "en"
    name = texts.load([event.name_id], [lang, event.lang])[event.name_id]
    page = settings.ADDRESS.partition("://")[2] + reverse("delegates:card_log_in")
    until = written(ends_at(event).astimezone(event.tz), "yMMMMd Hm")
    return {
        "title": _("Card to log in"),
        "lang": short(lang),
        "dir": "rtl" if translation.get_language_bidi() else "ltr",
        "families": list(pdf.families()),
        "event": {"text": name.body, "lang": short(name.lang), "dir": name.dir},
        "name": part(registration.shown_name, registration.country),
        "says": [_("Scan the square with a phone, or open this page and type the code:")],
        "page": page,
        "code": codes.grouped(code),
        "until": _("Good until %(when)s.") % {"when": until},
        "care": _(
            "Whoever has this card can read and change your registration. If you lose it, ask the "
            "desk or your coordinator for a new one: this one ends then."
        ),
        "qr": qr(link_of(code)),
    }
