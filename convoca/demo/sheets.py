"""The demo's files: tables in TOML, lists in CSV with bars between the columns."""

import csv
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from languages.forms import Written

FILES = Path(__file__).parent / "data"
BEFORE_POINTS, AFTER_QUOTE = re.compile(r" (?=[:;?!»])"), re.compile(r"(?<=«) ")


@cache
def table(name: str) -> dict[str, Any]:
    """The file `name`.toml."""
    return tomllib.loads(_letters(f"{name}.toml"))


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The lines of the file `name`.csv, each by the names of its columns."""
    return tuple(csv.DictReader(_letters(f"{name}.csv").splitlines(), delimiter="|"))


def _letters(name: str) -> str:
    """The file's text in the form in which the forms keep what people type (NFC)."""
    return unicodedata.normalize("NFC", (FILES / name).read_text(encoding="utf-8"))


def in_folder(name: str) -> list[str]:
    """The files of a folder without their endings, in the order of their names."""
    return sorted(f"{name}/{path.stem}" for path in (FILES / name).iterdir())


def written(words: Mapping[str, str], lang: str) -> Written:
    """A text from its bodies by language, of which `lang` is the source.

    What two languages say alike (`Empresas recuperadas`) is no translation.
    """
    set_out = {each: typeset(body, each) for each, body in words.items() if body}
    source = set_out.pop(lang)
    return Written(source, lang, {into: body for into, body in set_out.items() if body != source})


def named(words: Mapping[str, str]) -> Written:
    """A text from `lang`, `body` and its translations by language."""
    others = {into: body for into, body in words.items() if into not in {"lang", "body"}}
    return written({words["lang"]: words["body"]} | others, words["lang"])


def typeset(body: str, lang: str) -> str:
    """French keeps its points and quotes on the line of their word by a space that binds."""
    if lang != "fr":
        return body.strip()
    return AFTER_QUOTE.sub("\u00a0", BEFORE_POINTS.sub("\u00a0", body.strip()))
