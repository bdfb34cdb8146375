"""The words of a letter: common ones from `words/*.toml`, or an organiser's own, filled in.

A template is plain text with `{values}`. A line of which every value is empty is left out;
`# …` is the title, `- Label: {value}` a line of the table, an empty line parts paragraphs.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from delegates.models import LetterWords
from events.models import Event

FOLDER = Path(__file__).with_name("words")
VALUE = re.compile(r"\{(\w+)\}")
COLON = re.compile(r"\s*[:：]\s*")
# What a consulate cannot do without.
NEEDED = frozenset(
    {"surname", "given", "event", "begins", "ends", "host", "host_phone", "number", "date"}
    | {"signer", "check"}
)
VALUES = NEEDED | {
    *("zone_name", "nationality", "born", "passport", "expires", "organisation", "position"),
    *("address", "phone", "relation", "purpose", "arrives", "leaves", "length", "stay"),
    *("itinerary", "pays_journey", "pays_stay", "event_code", "host_id", "host_address"),
    *("signer_position", "state", "place", "role", "visa"),
}


@lru_cache(maxsize=1)
def common() -> dict[str, dict[str, Any]]:
    """The common words by language."""
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(FOLDER.glob("*.toml"))
    }


def of_value(lang: str, table: str, key: str) -> str:
    """The words of `table` (visa, pays) for `key`, in English where nobody wrote others."""
    words = common().get(lang, common()["en"])[table]
    return str(words.get(key, ""))


def own(event: Event, destination: str) -> dict[str, str]:
    """The organisers' own words by language: those for this destination, else for all. Three
    queries.
    """
    rows = LetterWords.objects.filter(event=event, destination__in=["", destination])
    found: dict[str, str] = {}
    for row in sorted(rows.select_related("words"), key=lambda each: each.destination):
        found |= {each.lang: each.body for each in row.words.translations.all()}
        found[row.words.lang] = row.words.body
    return found


def spoken(event: Event, destination: str) -> list[str]:
    """The languages in which a letter can be written: the interface's, and organisers' own."""
    return sorted({*common(), *own(event, destination)})


def template(event: Event, destination: str, lang: str) -> str:
    """The words in `lang`: the organisers' own, else the common ones, else those in English."""
    words = own(event, destination)
    return words.get(lang) or str(common().get(lang, common()["en"])["letter"])


def unknown(words: str) -> list[str]:
    """Values in a template that nobody fills in."""
    return sorted(set(VALUE.findall(words)) - VALUES)


def missing(words: str) -> list[str]:
    """Values that a letter needs and a template leaves out."""
    return sorted(NEEDED - set(VALUE.findall(words)))


def fill(words: str, values: Mapping[str, str]) -> list[dict[str, Any]]:
    """The template's blocks: `title`, `text`, and `facts` with rows of label and value."""
    blocks: list[dict[str, Any]] = []
    for paragraph in re.split(r"\n[ \t]*\n", words.strip()):
        lines = [line for line in paragraph.splitlines() if _says(line, values)]
        for kind, group in groupby(lines, key=_kind):
            blocks.append({"kind": kind, "rows": list(_rows(kind, list(group), values))})
    return blocks


def _says(line: str, values: Mapping[str, str]) -> bool:
    named = VALUE.findall(line)
    return not named or any(values.get(name) for name in named)


def _kind(line: str) -> str:
    return {"# ": "title", "- ": "facts"}.get(line[:2], "text")


def _rows(kind: str, lines: list[str], values: Mapping[str, str]) -> Iterator[list[str]]:
    for line in lines:
        if kind == "facts":
            label, _, value = COLON.sub("\n", line[2:], count=1).partition("\n")
            yield [label, _filled(value, values)]
        else:
            yield [_filled(line.removeprefix("# "), values)]


def _filled(line: str, values: Mapping[str, str]) -> str:
    return VALUE.sub(lambda found: isolated(values.get(found[1], "")), line)


def isolated(value: str) -> str:
    """The value between a first strong isolate and its end: a telephone or a name of another
    script neither turns nor is turned by its line (UAX 9 §2.4).
    """
    return f"\u2068{value}\u2069" if value else ""
