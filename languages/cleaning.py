"""What people type, made safe to keep and to show."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from files.text import SCRIPT

# Overrides and isolates that turn the letters around them (Unicode TR9 §2); U+200E, U+200F
# and U+061C stay, because people need these marks.
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean_words(words: str, *, most: int, lines: bool = False) -> str:
    """NFC, trimmed, without line ends unless `lines`.

    Raises ValidationError for control characters, for characters that turn the direction of
    what surrounds them, for scripts, and for more than `most` letters: nothing is cut off in
    silence.
    """
    words = unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n"))
    if not lines:
        words = " ".join(words.split("\n"))
    words = words.strip()
    if BIDI.search(words):
        raise ValidationError(
            _(
                "This holds an invisible character that turns the direction of the text. "
                "Please type it again without it."
            ),
            code="bidi",
        )
    if any(_is_control(c) for c in words):
        raise ValidationError(
            _("This holds a control character. Please remove it."), code="control"
        )
    if SCRIPT.search(words):
        raise ValidationError(
            _("This holds a script. Please write it as plain words."), code="script"
        )
    if len(words) > most:
        raise ValidationError(
            _("This has %(found)d letters; at most %(most)d fit. Nothing was cut off."),
            code="too_long",
            params={"found": len(words), "most": most},
        )
    return words


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cs", "Cn"} and letter not in "\n\t"
