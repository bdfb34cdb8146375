"""LibreTranslate over HTTP, by its documented calls (docs.libretranslate.com).

Tried against a server of our own that speaks these calls, never against LibreTranslate itself.
"""

import json
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from access import outside
from languages.machines.machine import BadAnswer, Busy, Refuses, UnknownLanguage, pair

# Seconds that one call may take: a small server needs a second for some hundred letters.
SECONDS = 40.0
# Seconds that its list of languages is believed.
LISTED = 3_600.0
# Seconds to wait when it is busy and does not say for how long, and the longest that it may say.
USUAL, LONGEST = 30.0, 86_400.0
TOO_MANY, TOO_LARGE = 429, 413


class LibreTranslate:
    """`address` is the operator's; `key` may be empty."""

    name = "libretranslate"

    def __init__(self, *, address: str, key: str) -> None:
        self.address, self.key = address, key
        self._listed: tuple[float, Mapping[str, frozenset[str]]] | None = None

    def where(self) -> str:
        host = urlsplit(self.address).hostname
        return _("The words go to the service LibreTranslate at %(host)s.") % {"host": host}

    def offers(self) -> Mapping[str, frozenset[str]]:
        now = time.monotonic()
        if self._listed is None or self._listed[0] < now:
            self._listed = now + LISTED, _languages(self._call("/languages"))
        return self._listed[1]

    def translate(self, segments: Sequence[str], source_lang: str, lang: str) -> list[str]:
        codes = pair(source_lang, lang, self.offers())
        if codes is None:
            raise UnknownLanguage(f"{source_lang} into {lang} is not offered.")
        asked: dict[str, Any] = {"q": list(segments), "source": codes[0], "target": codes[1]}
        asked |= {"format": "text"} | ({"api_key": self.key} if self.key else {})
        return _translated(self._call("/translate", asked), len(segments))

    def _call(self, path: str, asked: dict[str, Any] | None = None) -> Any:
        method, body = ("GET", None) if asked is None else ("POST", json.dumps(asked).encode())
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        try:
            answer = outside.call(
                self.address, path, method=method, body=body, seconds=SECONDS, **headers
            )
        except outside.Unreached as error:
            raise Busy("It gave no answer in time.", seconds=USUAL) from error
        except outside.Refused as error:
            raise BadAnswer("Its answer is too long.") from error
        _check(answer)
        try:
            return json.loads(answer.body)
        except ValueError as error:
            raise BadAnswer("Its answer is no JSON.") from error


def _check(answer: outside.Answer) -> None:
    """Raises what the status stands for."""
    if answer.status == TOO_MANY or answer.status >= 500:
        raise Busy(f"It answered {answer.status}.", seconds=_wait(answer.headers))
    # A text over its limit is a 400 with these words; one without a key is a 400 too.
    if answer.status == TOO_LARGE or (answer.status == 400 and b"limit" in answer.body):
        raise BadAnswer("It takes no text of this length.")
    if answer.status != 200:
        raise Refuses(f"It answered {answer.status}.")


def _wait(headers: Mapping[str, str]) -> float:
    """Seconds, of a Retry-After in either form (RFC 9110 §10.2.3)."""
    said = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    try:
        if said.isdecimal():
            seconds = float(said)
        else:
            seconds = (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        return USUAL
    return min(max(seconds, 1.0), LONGEST)


def _languages(found: Any) -> Mapping[str, frozenset[str]]:
    """Of `[{"code": "en", "targets": ["fr", …]}]`; older servers name no targets, but all."""
    try:
        codes = [str(each["code"]) for each in found]
        return {
            str(each["code"]): frozenset(map(str, each.get("targets", codes))) for each in found
        }
    except (TypeError, KeyError, AttributeError) as error:
        raise BadAnswer("Its list of languages is none.") from error


def _translated(found: Any, asked: int) -> list[str]:
    words = found.get("translatedText") if isinstance(found, dict) else None
    if not isinstance(words, list) or not all(isinstance(each, str) for each in words):
        raise BadAnswer("It answered no translations.")
    if len(words) != asked:
        raise BadAnswer(f"It answered {len(words)} of {asked}.")
    return words
