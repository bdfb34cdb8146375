"""Released pages and feeds, answered from packs before Django.

They hold nothing of their reader, so their bytes serve everybody; only which language they come
in is hers.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings

from convoca.headers import Headers, security_headers
from files import shelves
from files.packs import Artefact, Pack
from languages.reader import TAG, asked_languages, interface_language

HEADERS = security_headers()
NO_BODY: dict[str, Any] = {"type": "http.response.body", "body": b""}
REVALIDATE = (b"cache-control", b"no-cache")
VARY = (b"vary", b"Cookie, Accept-Language, Accept-Encoding")


# Answers of one pack that are kept ready; a forum's has 13,000 artefacts.
MOST_READY = 20_000
# Longer cookies than ours are not read, and so much of a browser's languages as decides.
MOST_COOKIE, MOST_ACCEPTED, MOST_QUERY = 400, 500, 100


@dataclass(frozen=True, slots=True)
class Served:
    """A finished answer as the two messages of ASGI, and what stands for it if it is known."""

    start: dict[str, Any]
    body: dict[str, Any]
    etag: bytes
    unchanged: "Served | None" = None


def respond(scope: dict[str, Any]) -> Served | None:
    """The artefact at an address for this reader, or None if Django is to answer.

    Any parameter but `lang` asks for something of the reader's own, such as her zone.
    """
    path = scope["path"]
    pack = shelves.pack_of(path)
    if pack is None or path not in pack.index:
        return None
    said = dict(scope["headers"])
    query = scope["query_string"].decode("latin-1")
    if query and not (query.startswith("lang=") and len(query) <= MOST_QUERY):
        return None
    cookies = said.get(b"cookie")
    cookie = language_cookie(cookies.decode("latin-1")) if cookies else ""
    accepted = said.get(b"accept-language", b"")[:MOST_ACCEPTED].decode("latin-1")
    wanted = languages(query, cookie, accepted)
    if not wanted:
        return None
    served = ready(pack, path, wanted, encoding(said.get(b"accept-encoding", b"")))
    if query:
        served = remembering(served, remembered(wanted[0], cookie))
    known = said.get(b"if-none-match")
    return served.unchanged if served.unchanged and known and served.etag in known else served


def ready(pack: Pack, path: str, wanted: tuple[str, ...], form: bytes) -> Served:
    """The answer, made once for all who get the same bytes, however they asked for them."""
    lang = pack.language(path, wanted)
    served: Served | None = pack.answers.get((path, lang, form))
    if served is None:
        served = made(pack.artefact(path, lang), form)
        if form:  # what is not compressed is large, and hardly anybody's
            if len(pack.answers) >= MOST_READY:
                pack.answers.clear()
            pack.answers[path, lang, form] = served
    return served


def made(found: Artefact, form: bytes) -> Served:
    etag = found.etag.encode()
    headers = [(b"etag", etag), REVALIDATE, VARY, *HEADERS]
    unchanged = Served(started(304, headers), ended(b""), etag)
    body = {b"br": found.br, b"gzip": found.gzip}.get(form) or found.body
    headers += [
        (b"content-type", found.content_type.encode()),
        (b"content-length", str(len(body)).encode()),
    ]
    if form:
        headers.append((b"content-encoding", form))
    if found.lang:
        headers.append((b"content-language", found.lang.encode()))
    return Served(started(200, headers), ended(body), etag, unchanged)


def remembering(served: Served, cookie: bytes) -> Served:
    """The same answer with a cookie, which no cache on the way may keep for others."""
    unchanged = served.unchanged and remembering(served.unchanged, cookie)
    own = [(b"cache-control", b"private, no-cache"), (b"set-cookie", cookie)]
    headers = [each for each in served.start["headers"] if each != REVALIDATE] + own
    start = served.start | {"headers": headers}
    return Served(start, served.body, served.etag, unchanged)


def started(status: int, headers: Headers) -> dict[str, Any]:
    return {"type": "http.response.start", "status": status, "headers": list(headers)}


def ended(body: bytes) -> dict[str, Any]:
    return {"type": "http.response.body", "body": body}


@lru_cache(maxsize=1_024)
def languages(query: str, cookie: str, accepted: str) -> tuple[str, ...]:
    """The reader's languages, first that of the interface; none if `query` says more than lang."""
    pairs = parse_qsl(query)
    if len(pairs) > 1:
        return ()
    asked = asked_languages(pairs[0][1] if pairs else "", cookie, accepted)
    return tuple(dict.fromkeys([interface_language(asked), *asked]))


def language_cookie(cookies: str) -> str:
    """The value of the language cookie, or nothing."""
    name = f"{settings.LANGUAGE_COOKIE_NAME}="
    parts = (part.strip() for part in cookies.split(";"))
    found = next((part[len(name) :] for part in parts if part.startswith(name)), "")
    return found if len(found) <= MOST_COOKIE else ""


def remembered(chosen: str, cookie: str) -> bytes:
    """Puts the chosen language before those that the cookie held, as the middleware does."""
    value = ".".join(list(dict.fromkeys([chosen, *filter(TAG.fullmatch, cookie.split("."))]))[:8])
    secure = "; Secure" if settings.LANGUAGE_COOKIE_SECURE else ""
    return (
        f"{settings.LANGUAGE_COOKIE_NAME}={value}; Max-Age={settings.LANGUAGE_COOKIE_AGE}; "
        f"Path=/; SameSite=Lax{secure}"
    ).encode()


def encoding(accepted: bytes) -> bytes:
    """The smallest form that the reader takes; nothing for one who takes none."""
    return next((form for form in (b"br", b"gzip") if form in accepted), b"")
