"""Badges on paper: sheets of several sizes, each name in its own script."""

import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import segno
from django.utils import translation
from django.utils.translation import gettext_lazy

from delegates import codes, countries
from delegates.models import Badge, Category
from delegates.queries.checkin import name_at_the_desk
from events.models import Event
from files import pdf
from languages import texts

STRONG = {"L", "R", "AL"}
TEMPLATE = Path(__file__).with_name("badges.typ")


@dataclass(frozen=True)
class Size:
    """A badge and its sheet, in millimetres. `cut` draws the line along which one cuts."""

    name: Any
    width: float
    height: float
    page: tuple[float, float] = (210, 297)
    columns: int = 1
    rows: int = 1
    gap: float = 0
    cut: bool = True

    @property
    def many(self) -> int:
        return self.columns * self.rows

    def values(self) -> dict[str, Any]:
        wide = self.columns * self.width + (self.columns - 1) * self.gap
        high = self.rows * self.height + (self.rows - 1) * self.gap
        return {
            "size": {"width": self.width, "height": self.height},
            "page": {
                "width": self.page[0],
                "height": self.page[1],
                "x": (self.page[0] - wide) / 2,
                "y": (self.page[1] - high) / 2,
                "columns": self.columns,
                "rows": self.rows,
                "gap": self.gap,
            },
            "cut": self.cut,
        }


SIZES = {
    "card": Size(gettext_lazy("card, 86 × 54 mm, ten on a sheet of A4"), 86, 54, columns=2, rows=5),
    "wide": Size(
        gettext_lazy("wide, 90 × 60 mm, eight on a sheet of A4"), 90, 60, columns=2, rows=4
    ),
    "a6": Size(
        gettext_lazy("A6, 105 × 148 mm, four on a sheet of A4"), 105, 148.5, columns=2, rows=2
    ),
    "letter": Size(
        gettext_lazy("4 × 3 inches, six on a sheet of Letter"),
        101.6,
        76.2,
        page=(215.9, 279.4),
        columns=2,
        rows=3,
    ),
    "single": Size(
        gettext_lazy("one a page, 86 × 54 mm, for a label printer"),
        86,
        54,
        page=(86, 54),
        cut=False,
    ),
    "single-a6": Size(gettext_lazy("one a page, A6"), 105, 148, page=(105, 148), cut=False),
}
COLOURS: Mapping[str, str] = {
    Category.DELEGATE: "#00594f",
    Category.OBSERVER: "#0369a1",
    Category.INTERPRETER: "#7e22ce",
    Category.PRESS: "#b45309",
    Category.VOLUNTEER: "#4d7c0f",
    Category.STAFF: "#c2321b",
}


def sheet(
    event: Event, badges: Sequence[Badge], size: str, form: Literal["pdf", "png"] = "pdf"
) -> bytes:
    """The badges as a PDF, or a PNG of its one page. Raises files.pdf.NoFonts.

    Speaks the event's first language. `badges` come with registration and organisation; two
    queries.
    """
    with translation.override(event.lang):
        return pdf.made(TEMPLATE, values(event, badges, size), form=form)


def values(event: Event, badges: Sequence[Badge], size: str) -> dict[str, Any]:
    ids = [_organisation_of(each) for each in badges]
    read = texts.load([event.name_id, *ids], [event.lang])
    named = [read[pk] for pk in ids]
    name = read[event.name_id]
    return {
        "title": name.body,
        "event": {"text": name.body, "lang": short(name.lang), "dir": name.dir},
        "families": list(pdf.families()),
        "badges": [
            badge_values(event, each, str(organisation))
            for each, organisation in zip(badges, named, strict=True)
        ],
        **SIZES[size].values(),
    }


def _organisation_of(badge: Badge) -> int | None:
    organisation = badge.registration.organisation
    return organisation.name_id if organisation else None


def badge_values(event: Event, badge: Badge, organisation: str) -> dict[str, Any]:
    registration = badge.registration
    name = name_at_the_desk(registration)
    return {
        "name": part(name, registration.country),
        "latin": part(latin_of(registration.latin_name, name, registration)),
        "organisation": part(organisation),
        "country": part(countries.name(event, registration.country)),
        "category": part(str(registration.get_category_display())),
        "languages": [lang.upper() for lang in spoken(registration.speaks)],
        "colour": COLOURS[registration.category],
        "code": codes.grouped(badge.code),
        "qr": qr(codes.sign(event, badge.code, registration.category, badge.days)),
    }


def latin_of(latin: str, shown: str, registration: Any) -> str:
    """The Latin form beside another script, unless it would betray a pseudonym."""
    pseudonym = registration.public_name or getattr(registration, "badge_name", "")
    return "" if shown.isascii() or pseudonym else latin


def spoken(languages: Iterable[str]) -> list[str]:
    return list(languages)[:5]


def part(words: str, country: str = "") -> dict[str, str]:
    """Words with their direction, by their own letters."""
    return {"text": words, "lang": written_in(words, country), "dir": direction(words)}


def direction(words: str) -> str:
    """`rtl` or `ltr`, by the first letter that has one (Unicode's rule P2)."""
    kinds = (unicodedata.bidirectional(letter) for letter in words)
    return "rtl" if next((kind for kind in kinds if kind in STRONG), "L") != "L" else "ltr"


def written_in(words: str, country: str = "") -> str:
    """The language whose letters are drawn: Han characters look otherwise in each country."""
    names = {unicodedata.name(letter, "").partition(" ")[0] for letter in words}
    if names & {"HIRAGANA", "KATAKANA"} or ("CJK" in names and country == "JP"):
        return "ja"
    if "HANGUL" in names or ("CJK" in names and country == "KR"):
        return "ko"
    return "zh" if "CJK" in names else "en"


def short(lang: str) -> str:
    """A tag as typst takes it: two or three letters."""
    return lang.partition("-")[0] or "en"


def picture(token: str) -> str:
    """The square as a PNG behind `data:`, which a phone keeps among its pictures."""
    return str(segno.make(token, error="m", boost_error=False).png_data_uri(scale=10, border=4))


def qr(token: str) -> str:
    out = io.BytesIO()
    # One mask is as good as another for what looks like chance; choosing takes four times as long.
    segno.make(token, error="m", boost_error=False, mask=3).save(
        out, kind="svg", border=2, xmldecl=False, svgns=True, omitsize=True
    )
    return out.getvalue().decode()
