"""Words made alike for searching: without case, marks, tatweel and the forms of one letter."""

import re
import unicodedata

# Letters that Unicode does not take apart, and Arabic letters that people type one for another.
ALIKE = {
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ı": "i",
    "ə": "e",
    "ħ": "h",
    "ŋ": "n",
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
    "ة": "ه",
    "ٱ": "ا",
    "ـ": "",
    "’": "'",
    "ʼ": "'",
    "-": " ",
    "‐": " ",
    "\u200c": "",
    "\u200d": "",
}
# Looking for the letters that change is quicker than handling each letter. Every mark is among
# those that are no part of a word.
UNUSUAL = re.compile(r"[^\w -~]")
OTHERWISE = re.compile("[" + re.escape("".join(ALIKE)) + "]")


def fold(words: str) -> str:
    """`Économie  Łódź` → `economie lodz`; `أحمد` → `احمد`. For comparing, never for showing."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    plain = UNUSUAL.sub(_unmarked, apart).casefold()
    return " ".join(OTHERWISE.sub(lambda found: ALIKE[found[0]], plain).split())


def _unmarked(found: re.Match[str]) -> str:
    """Nothing of a mark, a space for a control character."""
    letter = found[0]
    return " " if letter < " " else "" if unicodedata.combining(letter) else letter
