"""Words made alike for searching: without case, marks, tatweel and the forms of one letter."""

import unicodedata

# Letters that Unicode does not take apart, and Arabic letters that people type one for another.
ALIKE = str.maketrans(
    {
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
)


def fold(words: str) -> str:
    """`Économie  Łódź` → `economie lodz`; `أحمد` → `احمد`. For comparing, never for showing."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    marks = unicodedata.combining
    plain = "".join(" " if letter < " " else letter for letter in apart if not marks(letter))
    return " ".join(plain.casefold().translate(ALIKE).split())
