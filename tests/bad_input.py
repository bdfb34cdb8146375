"""What nobody should be able to write into a form, for the tests of every form.

@pytest.mark.parametrize(("why", "words"), bad_words(most=200))
def test_…(why, words): ...
"""

from typing import Any

import pytest

# Invisible, turning, or made to run: refused in every field of words, whatever its length.
NEVER = {
    "null": "Awa\x00Diop",
    "bell": "Awa\x07Diop",
    "escape": "\x1b[31mAwa",
    "delete": "Awa\x7fDiop",
    "no character": "Awa\uffffDiop",
    "right-to-left override": "Awa \u202egnp.exe",
    "left-to-right embedding": "\u202aAwa\u202c",
    "isolate that is never closed": "\u2066Awa",
    "script": "<script>alert(1)</script>",
    "script in other letters": "< ScRiPt src=//x>",
    "picture that runs": "<img src=x onerror=alert(1)>",
    "drawing that runs": "<svg/onload=alert(1)>",
    "frame": "<iframe srcdoc='x'>",
    "link that runs": "[x](javascript:alert(1))",
}
# Only JSON can carry it: a form's UTF-8 has no letters for it.
LONE_SURROGATE = "Awa\ud800Diop"
# Strange but honest: kept as they are, and escaped wherever they are shown.
HONEST = {
    "less than": "1 < 2 & 3 > 2",
    "template": "{{ 7 }} {% now %}",
    "formula": '=HYPERLINK("http://x")',
    "quotes": "O’Connor \"Bob\" 'B'",
    "arabic": "فاطمة الزهراء",
    "marks of direction": "\u200fABC\u200e",
    "joined": "क्‍ष 👩‍🌾",
    "tamil": "அம்மா",
}


def bad_words(*, most: int, required: bool = True) -> list[Any]:
    """(why, words) that a field of at most `most` letters refuses, as pytest's parameters."""
    found = dict(NEVER) | {"over-long": "x" * (most + 1), "over-long in arabic": "ب" * (most + 1)}
    if required:
        found |= {"missing": "", "only spaces": " \t \u00a0", "only line ends": "\r\n\n"}
    return [pytest.param(why, words, id=why) for why, words in found.items()]


def honest_words() -> list[Any]:
    return [pytest.param(words, id=why) for why, words in HONEST.items()]


BAD_NUMBERS = ["x", "-1", "1.5", "1e9", "9" * 30, "٣x", "\x00", "NaN"]
BAD_UIDS = [
    "x",
    "1",
    "'; DROP TABLE x; --",
    "00000000-0000-0000-0000-000000000000",
    "../../etc/passwd",
    "\x00",
]
