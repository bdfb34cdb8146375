"""A letter on paper: its values in its language, and the PDF."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import segno
from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.units import format_unit
from django.conf import settings
from django.utils import translation

from delegates import countries
from delegates.letters import words
from delegates.models import Letter, LetterHead
from delegates.passports.names import zone_form
from delegates.passports.states import nationality_name
from files import papers
from files.pdf import families, pdf
from languages import tags, texts

TEMPLATE = Path(__file__).with_name("letter.typ")
DATES = ("born", "expires", "arrives", "leaves")
HEAD = ("host", "host_address", "host_phone", "host_id", "signer", "signer_position", "event_code")


@dataclass(frozen=True)
class Content:
    """All that a letter is made of, read before anything is rendered."""

    letter: Letter
    head: LetterHead
    answers: Mapping[str, str]
    event_name: str
    organisation: str
    template: str

    @property
    def values(self) -> dict[str, str]:
        """By their names in a template, but for those that the issue brings."""
        lang, given = self.letter.lang, dict(self.answers)
        found = {name: getattr(self.head, name) for name in HEAD} | given
        for name in DATES:
            found[name] = day(given[name], lang) if given.get(name) else ""
        for name in ("pays_journey", "pays_stay"):
            found[name] = words.of_value(lang, "pays", given.get(name, ""))
        return found | self._about_the_event() | self._about_her()

    def _about_the_event(self) -> dict[str, str]:
        event, lang = self.letter.event, self.letter.lang
        return {
            "event": self.event_name,
            "place": event.place,
            "begins": day(event.begins, lang),
            "ends": day(event.ends, lang),
            "state": countries.name(event, event.country, known(lang)),
            "visa": words.of_value(lang, "visa", self.letter.destination),
        }

    def _about_her(self) -> dict[str, str]:
        given, lang = self.answers, self.letter.lang
        registration = self.letter.registration
        with translation.override(known(lang)):
            role = str(registration.get_category_display()) if registration else ""
            nationality = given.get("nationality", "")
            named = nationality_name(nationality, known(lang)) if nationality else ""
        return {
            "role": role,
            "nationality": named,
            "organisation": self.organisation,
            "zone_name": zone_form(given.get("surname", ""), given.get("given", "")),
            "length": stay(given, lang),
        }


def content(letter: Letter, head: LetterHead) -> Content:
    """Reads what the letter says. Raises files.papers.Gone and NoKey. Five queries."""
    event, registration = letter.event, letter.registration
    organisation = registration.organisation if registration else None
    name = organisation.name_id if organisation else None
    read = texts.load([event.name_id, name], [letter.lang, *event.languages])
    return Content(
        letter=letter,
        head=head,
        answers=answers_of(letter),
        event_name=str(read[event.name_id]),
        organisation=str(read[name]),
        template=words.template(event, letter.destination, letter.lang),
    )


def answers_of(letter: Letter) -> dict[str, str]:
    """What she answered, decrypted. Whoever calls this notes the reading."""
    if not letter.sealed:
        return {}
    opened = papers.unseal(str(letter.event.uid), bytes(letter.sealed))
    return {str(name): str(value) for name, value in json.loads(opened).items()}


def sealed(letter: Letter, answers: Mapping[str, str]) -> bytes:
    written = json.dumps(dict(answers), ensure_ascii=False).encode()
    return papers.seal(str(letter.event.uid), written)


def made(said: Content, *, code: str, today: date) -> bytes:
    """The PDF. `code` is the secret part of the address that tells whether it is genuine."""
    return pdf(TEMPLATE, typeset(said, code=code, today=today))


def typeset(said: Content, *, code: str, today: date) -> dict[str, Any]:
    """What the template of typst reads."""
    letter, head = said.letter, said.head
    check = f"{settings.ADDRESS}/{letter.event.slug}/letters/{code}/"
    values = said.values | {
        "number": letter.shown_number,
        "date": day(today, letter.lang),
        "check": check,
    }
    return {
        "lang": tags.base(letter.lang),
        "dir": tags.direction(letter.lang),
        "font": list(families()),
        "title": letter.shown_number,
        "host": [words.isolated(each) for each in (head.host, head.host_address, head.host_phone)],
        "blocks": words.fill(said.template, values),
        "check": check,
        "qr": picture(check),
    }


def picture(address: str) -> str:
    """A QR code as SVG; level M bears a stamp on its edge."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=1)
    return drawn.getvalue().decode()


def day(value: date | str, lang: str) -> str:
    moment = date.fromisoformat(value) if isinstance(value, str) else value
    return str(format_date(moment, "long", locale=known(lang)))


def stay(given: Mapping[str, str], lang: str) -> str:
    """«5 days»; empty where a day is missing."""
    if not (given.get("arrives") and given.get("leaves")):
        return ""
    arrives, leaves = date.fromisoformat(given["arrives"]), date.fromisoformat(given["leaves"])
    return str(format_unit((leaves - arrives).days + 1, "duration-day", locale=known(lang)))


def known(lang: str) -> str:
    """The language as CLDR has it, else English."""
    try:
        return str(Locale.parse(lang, sep="-"))
    except (UnknownLocaleError, ValueError):
        return "en"
