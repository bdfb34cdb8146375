"""PDF by typst: a template, its values as JSON, and fonts that write many scripts.

The template reads `values.json` beside it. Both are handed over in memory, so that no plain text
of papers reaches a disk; the root is an empty folder, so that a template reaches nothing else.
"""

import json
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst
from django.conf import settings

FIRST = "Noto Sans"
WEIGHTS = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")


class NoFonts(Exception):
    """The fonts are not installed («make run» brings them)."""


def fonts_folder() -> Path:
    """Where npm puts the fonts."""
    return Path(settings.BASE) / "frontend" / "node_modules" / "@expo-google-fonts"


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """The fonts, found once a process. Raises NoFonts."""
    found = [
        str(path)
        for package in sorted(fonts_folder().glob("noto-*"))
        for weight in WEIGHTS
        if (path := package / weight).is_dir()
    ]
    if not found:
        raise NoFonts(str(fonts_folder()))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=found)


@lru_cache(maxsize=1)
def families() -> tuple[str, ...]:
    """The families' names, the one of Latin, Greek and Cyrillic first. Raises NoFonts."""
    found = dict.fromkeys(each.family for each in fonts().fonts())
    return tuple(sorted(found, key=lambda family: (family != FIRST, family)))


def pdf(template: Path, values: Mapping[str, Any]) -> bytes:
    """The template, filled in. Raises NoFonts, and typst.TypstError for a fault in a template."""
    return made(template, values, form="pdf")


def made(
    template: Path, values: Mapping[str, Any], *, form: Literal["pdf", "png"], ppi: float = 144
) -> bytes:
    """Like `pdf`; `form` may be `png` (of one page, at `ppi` points an inch)."""
    # typst takes files in memory too, which its types do not say.
    given: Any = inputs(template, values)
    with tempfile.TemporaryDirectory(prefix="convoca-nothing-") as root:
        drawn: Any = typst.compile(given, root=root, font_paths=fonts(), format=form, ppi=ppi)
        return bytes(drawn)


def inputs(template: Path, values: Mapping[str, Any]) -> dict[str, bytes]:
    """What typst reads, and all that it reads."""
    written = json.dumps(values, ensure_ascii=False).encode()
    return {"main.typ": template.read_bytes(), "values.json": written}
