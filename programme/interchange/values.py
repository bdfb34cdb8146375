"""Single values of schedule files, read strictly into the form that `schedule` states.

A function that finds nothing usable returns "" or None; the caller knows the place and decides.
"""

import re
from datetime import UTC, date, datetime
from urllib.parse import quote, urljoin, urlsplit
from zoneinfo import ZoneInfo

from files.html import clean, paragraphs
from files.text import one_line

DURATION = re.compile(r"(\d{1,4}):([0-5]\d)(?::([0-5]\d))?")
CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*", re.IGNORECASE)
UUID_TEXT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(/.*)?", re.IGNORECASE)
MARKUP = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*[\s/>]|&(#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
CANCELLED = re.compile(r"CANCELL?ED\b[\s:–—-]*(?=\S)")
URL_LETTERS = "%/:=&?~#+!$,;'@()*[]"  # a URL keeps these, quote() the letters, digits and _.-~
YEARS = range(1900, 2200)
MOST_MINUTES = 99 * 60 + 59


def zone_named(name: str) -> ZoneInfo | None:
    """The IANA zone of that name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def minutes(text: str) -> int | None:
    """Whole minutes of "HH:MM" or "HH:MM:SS", a begun minute counts; None if none or over 99:59."""
    found = DURATION.fullmatch(text.strip())
    if found is None:
        return None
    total = int(found[1]) * 60 + int(found[2]) + (int(found[3] or 0) > 0)
    return total if 0 < total <= MOST_MINUTES else None


def clock(text: str) -> tuple[int, int] | None:
    """Hour and minute of "HH:MM" or "HH:MM:SS"."""
    found = CLOCK.fullmatch(text.strip())
    return (int(found[1]), int(found[2])) if found else None


def number(text: str) -> int | None:
    """A whole number of up to nine digits."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def day_named(text: str) -> date | None:
    """The date of "2026-01-31", or the date as it stands in a date with time."""
    try:
        found = date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
    return found if found.year in YEARS else None


def moment(text: str) -> datetime | None:
    """A date with time, aware only if the text states an offset."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.year in YEARS and len(text.strip()) > 10 else None


def exists(local: datetime) -> bool:
    """False for a wall time that its zone skips when the clocks go forward."""
    return local.astimezone(UTC).astimezone(local.tzinfo).replace(fold=0) == local.replace(fold=0)


def languages(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tags of "en", "fr, pt-BR" or "de/en", and the words that are no tags."""
    words = [word.replace("_", "-") for word in re.split(r"[\s,;/|]+", one_line(text)) if word]
    tags = tuple(dict.fromkeys(_tag(word) for word in words if LANGUAGE.fullmatch(word)))
    return tags, tuple(word for word in words if not LANGUAGE.fullmatch(word))


def _tag(word: str) -> str:
    first, *rest = word.split("-")
    return "-".join(
        [first.lower()]
        + [
            part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower()
            for part in rest
        ]
    )


def slug(text: str, acronym: str = "", source: str = "") -> str:
    """Lower-case letters, digits, _ and - of a slug, without the acronym and the id that frab puts
    before it.
    """
    found = text.strip().lower()
    for prefix in (acronym.lower(), acronym.lower().replace("-", "_")):
        if prefix and found.startswith(f"{prefix}-"):
            found = found[len(prefix) + 1 :]
            break
    found = "" if found == source else found.removeprefix(f"{source}-" if source else "")
    return re.sub(r"[^a-z0-9_-]+", "-", found).strip("-_")


def url(text: str, base: str = "") -> str:
    """An http, https or mailto address, in ASCII; a path is joined to `base`; else ""."""
    text = one_line(text)
    if HOST.fullmatch(text) and not text.startswith("/"):
        text = f"https://{text}"
    try:
        joined = quote(urljoin(base, text) if base and text.startswith("/") else text, URL_LETTERS)
        parts = urlsplit(joined)
    except ValueError:
        return ""
    if parts.scheme in {"http", "https"}:
        return joined if parts.hostname else ""
    return joined if parts.scheme == "mailto" and "@" in parts.path else ""


def web(text: str, base: str = "") -> str:
    """An http or https address as XML Schema's anyURI takes it, else ""."""
    found = url(text, base)
    if not found.startswith("http"):
        return ""
    head, mark, fragment = found.replace("[", "%5B").replace("]", "%5D").partition("#")
    return head + mark + fragment.replace("#", "%23")


def prose(text: str) -> str:
    """A long text, which may be HTML or plain, as clean HTML. Raises UnfitHtml."""
    if not text.strip():
        return ""
    return clean(text if MARKUP.search(text) else paragraphs(text))
