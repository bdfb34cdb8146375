"""How many words a text has, in scripts that part words by spaces and in those that do not.

Where words stand apart, a word is what stands between spaces, dashes or strokes and holds a
letter or a digit. Scripts without spaces are counted by their letters: two of Chinese or Japanese
and four of Thai, Lao, Burmese or Khmer (without the signs above and below them) make a word,
which is about what their dictionaries give.
"""

import math
import re

# Han, the kana and their extensions; then Thai, Lao, Burmese and Khmer (Unicode blocks).
HAN = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
HAN += "\U00020000-\U0003ffff"
THAI = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
SIGNS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3"
STOPS = re.escape('.,;:!?()[]{}"*_#`~…«»“”„¡¿،؛؟।、。「」！？；：，（）፡።')
TWO_MAKE_ONE = re.compile(f"[{HAN}]")
FOUR_MAKE_ONE = re.compile(f"[{THAI}]")
SIGN = re.compile(f"[{SIGNS}]")
BETWEEN = re.compile(r"[\s/—–…፡]+")
LETTER = re.compile(r"[^\W_]")
PIECES = re.compile(
    rf"[{HAN}]|[{THAI}][{SIGNS}]*|\s+|[{STOPS}]|[^\s{STOPS}{HAN}{THAI}]+", re.DOTALL
)


def count(body: str) -> int:
    """The number of words; at least 1 where there is any letter."""
    short = len(TWO_MAKE_ONE.findall(body))
    long = len(FOUR_MAKE_ONE.findall(SIGN.sub("", body)))
    others = FOUR_MAKE_ONE.sub(" ", TWO_MAKE_ONE.sub(" ", body))
    apart = sum(1 for each in BETWEEN.split(others) if LETTER.search(each))
    return apart + math.ceil(short / 2) + math.ceil(long / 4)


def pieces(body: str) -> list[str]:
    """The text cut into words (letters where words do not stand apart) and what stands between;
    joined they are the text again.
    """
    return PIECES.findall(body)
