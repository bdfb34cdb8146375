"""What a machine must give back as it got it: addresses, marks of Markdown, the glossary's words.

Each goes as a sign such as `[X1X]`, a form that models of translation were seen to keep. What
does not come back once and in its order is a bad answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from languages.machines.glossary import Glossary
from languages.machines.machine import BadAnswer

SIGN = re.compile(r"\[\s*[XxХх]\s*(\d{1,4})\s*[XxХх]\s*\]")
ANYWHERE = r"""
    \[\s*[XxХх]\s*\d{1,4}\s*[XxХх]\s*\]
  | https?://[^\s<>)\]]+[^\s<>)\].,;:!?…»”"']
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
  | </?[a-zA-Z!][^<>\n]*>
  | \{\{?[^{}\n]*\}?\}
  | %\(\w+\)[sd] | %[sd]
"""
PLAIN = re.compile(ANYWHERE, re.VERBOSE)
# Beside these: code, links and pictures, escapes, entities, emphasis.
MARKDOWN = re.compile(
    r"(?P<code>(`+)(?:(?!\2).)+\2) | (?P<open>!?\[(?=[^\[\]\n]*\]\())"
    r"| (?P<close>\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))"
    r"| <https?://[^\s<>]+> |" + ANYWHERE + r"| \\[^\w\s] | &\#?\w+;"
    r"| (?P<emphasis>\*{1,3} | ~~ | (?<!\w)_{1,3}(?=\S) | (?<=\S)_{1,3}(?!\w))",
    re.VERBOSE,
)
# What a machine may not bring along: an address or a mark that the source does not have.
BROUGHT = re.compile(r"https?://|www\.|</?[a-zA-Z!][^<>]*>|\]\(")


@dataclass(frozen=True)
class Kept:
    """What stands for a sign: `written` again in the translation. A mark that `opens` or
    `closes` clings to the words after or before it, and stays in the order of all marks.
    """

    written: str
    opens: bool = False
    closes: bool = False

    @property
    def is_mark(self) -> bool:
        return self.opens or self.closes


@dataclass(frozen=True)
class Shielded:
    """A segment as it is sent, with what its signs stand for."""

    words: str
    kept: tuple[Kept, ...] = ()

    @property
    def says_something(self) -> bool:
        return any(letter.isalpha() for letter in SIGN.sub("", self.words))

    @property
    def in_between(self) -> list[str]:
        """The words between the signs, with the signs' places left out."""
        return SIGN.split(self.words)[::2]


def shield(segment: str, *, glossary: Glossary, markdown: bool) -> Shielded:
    """The segment with a sign in place of each thing to keep."""
    kept: list[Kept] = []
    open_marks: set[str] = set()

    def sign(what: Kept) -> str:
        kept.append(what)
        return f"[X{len(kept)}X]"

    def of_words(words: str) -> str:
        return glossary.replace(words, lambda ours: sign(Kept(ours)))

    parts, end = [], 0
    for found in (MARKDOWN if markdown else PLAIN).finditer(segment):
        parts += [of_words(segment[end : found.start()]), sign(_kept(found, open_marks))]
        end = found.end()
    return Shielded("".join([*parts, of_words(segment[end:])]), tuple(kept))


def _kept(found: re.Match[str], open_marks: set[str]) -> Kept:
    """Marks of emphasis open and close in turns."""
    groups, words = found.groupdict(), found[0]
    if groups.get("emphasis"):
        closes = words in open_marks
        open_marks ^= {words}
        return Kept(words, opens=not closes, closes=closes)
    return Kept(words, opens=bool(groups.get("open")), closes=bool(groups.get("close")))


def unshield(shielded: Shielded, answer: str) -> str:
    """The answer with everything put back. Raises BadAnswer for a sign that is lost, doubled or
    made up, for marks in another order, and for addresses and marks that the machine brought.
    """
    numbers = [int(number) for number in SIGN.findall(answer)]
    marks = [n for n in numbers if n <= len(shielded.kept) and n and shielded.kept[n - 1].is_mark]
    if sorted(numbers) != list(range(1, len(shielded.kept) + 1)) or marks != sorted(marks):
        raise BadAnswer("What was to be kept did not come back.")
    words = SIGN.split(answer)[::2]
    return put_together(shielded, words, numbers)


def put_together(shielded: Shielded, words: Sequence[str], numbers: Sequence[int]) -> str:
    """Words and kept things in turns. Raises BadAnswer for what the machine brought."""
    if any(BROUGHT.search(each) for each in words):
        raise BadAnswer("It brought an address or a mark of its own.")
    said = words[0]
    for number, following in zip(numbers, words[1:], strict=True):
        kept = shielded.kept[number - 1]
        said = (said.rstrip() if kept.closes else said) + kept.written
        said += following.lstrip() if kept.opens else following
    return said
