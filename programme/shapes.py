"""Templates that are filled many thousand times: rendered once, then filled as plain text.

A release writes every card and every session's page in each language, for which Django's templates
would take a minute. `fill` renders a template once for each shape of its context (which words are
missing, how many people and links there are) with stand-ins for the words, and from then on only
puts the words between the pieces. The template stays the one place where the HTML is written.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from languages.texts import Reading

# No text holds these two, because files.text.printable takes control characters out.
STAND_IN = re.compile("\x02(.*?)\x03")
WORDS, NO_WORDS = "words", ""
LISTS = (list, tuple)  # `list | tuple` would be made anew each time
# Tags, directions, names of rooms and themes come again and again.
escaped = lru_cache(maxsize=50_000)(escape)


def fill(template: str, context: Mapping[str, Any]) -> SafeString:
    """The template with `context`, in the active language.

    A str stands in the page as it is told (escaped unless it is safe); the template may ask whether
    it is empty, and no more. So may it for the members of a list: strings, or tuples of them.
    Whatever else there is (a number, a bool) is fixed for the shape.
    """
    shape: list[Any] = []
    words: dict[str, str] = {}
    for name, value in context.items():
        if isinstance(value, str):
            words[name] = value
            shape.append(WORDS if value else NO_WORDS)
        elif isinstance(value, LISTS):
            shape.append(_members(name, value, words))
        else:
            shape.append(value)
    pieces, names = _shaped(template, get_language(), tuple(context), tuple(shape))
    filled = list(pieces)
    filled[1::2] = [_safe(words[name]) for name in names]
    return SafeString("".join(filled))


class Frame:
    """A page rendered around stand-ins, whose words come later."""

    def __init__(self, html: str) -> None:
        self.pieces = STAND_IN.split(html)

    def filled(self, **words: str) -> str:
        filled = list(self.pieces)
        filled[1::2] = [_safe(words[name]) for name in self.pieces[1::2]]
        return "".join(filled)


def stand_in(name: str) -> SafeString:
    return SafeString(f"\x02{name}\x03")


def spelt(name: str, reading: Reading) -> dict[str, str]:
    """A text for `fill`: its words, their language and their direction."""
    return {name: reading.body, f"{name}_lang": reading.lang, f"{name}_dir": reading.dir}


def _safe(words: str) -> str:
    return words if isinstance(words, SafeString) else escaped(words)


def _members(name: str, values: Sequence[Any], words: dict[str, str]) -> tuple[int, ...]:
    """Puts the members into `words`; tells how many each is a tuple of, 0 for a string."""
    sizes = []
    for place, value in enumerate(values):
        if isinstance(value, str):
            words[f"{name}.{place}"] = value
            sizes.append(0)
        else:
            words |= {f"{name}.{place}.{n}": part for n, part in enumerate(value)}
            sizes.append(len(value))
    return tuple(sizes)


@lru_cache(maxsize=2_000)
def _shaped(
    template: str, lang: str, names: tuple[str, ...], shape: tuple[Any, ...]
) -> tuple[list[str], list[str]]:
    """The template's pieces, a stand-in between each two, and the names of the stand-ins."""
    context = {name: _stand_in(name, kind) for name, kind in zip(names, shape, strict=True)}
    pieces = STAND_IN.split(render_to_string(template, context))
    return pieces, pieces[1::2]


def _stand_in(name: str, kind: Any) -> Any:
    if kind == WORDS:
        return stand_in(name)
    if isinstance(kind, tuple):
        return [
            tuple(_stand_in(f"{name}.{place}.{n}", WORDS) for n in range(size))
            if size
            else _stand_in(f"{name}.{place}", WORDS)
            for place, size in enumerate(kind)
        ]
    return kind
