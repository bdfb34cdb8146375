"""Which languages a reader understands, in her order."""

import re
from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest

from languages import tags

TAG = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
MOST = 8


def accepted(header: str) -> list[str]:
    """The tags of an Accept-Language header by weight (RFC 9110 §12.5.4)."""
    weighted: list[tuple[float, int, str]] = []
    for place, part in enumerate(header[:500].split(",")):
        tag, _, weight = part.strip().partition(";q=")
        if TAG.fullmatch(tag):
            try:
                weighted.append((-float(weight or 1), place, tag))
            except ValueError:
                continue
    return [tag for _, _, tag in sorted(weighted)][:MOST]


def interface_language(wanted: Sequence[str]) -> str:
    """The first of `wanted` in which the interface speaks, else the default."""
    spoken = [code for code, _ in settings.LANGUAGES]
    for tag in wanted:
        for candidate in (tag, tag.split("-")[0].lower()):
            if candidate in spoken:
                return candidate
    return settings.LANGUAGE_CODE


def asked_languages(query_lang: str, cookie: str, header: str) -> list[str]:
    """The reader's languages: the address says first, then her cookie, then her browser.

    The cookie holds tags joined by dots (`fr.es`), because a comma is not allowed in one.
    """
    chosen = [tag for tag in [query_lang, *cookie.split(".")][: 2 * MOST] if TAG.fullmatch(tag)]
    known = filter(None, map(tags.canonical, [*chosen, *accepted(header)]))
    return list(dict.fromkeys(known))[:MOST]


def languages_of(request: HttpRequest) -> list[str]:
    """The reader's languages in order; the first is the interface's."""
    asked = asked_languages(
        request.GET.get("lang", ""),
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
        request.headers.get("Accept-Language", ""),
    )
    first = interface_language(asked)
    return list(dict.fromkeys([first, *asked]))
