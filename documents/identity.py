"""The names of paragraphs: short, random, the same for ever."""

import re
import secrets
import string
from typing import Any

LETTERS = string.ascii_lowercase + string.digits
LENGTH = 10
FORM = re.compile(r"[A-Za-z0-9_-]{1,40}")


def fresh_id() -> str:
    """A new name; two of a million are alike by a chance of one in 7,000."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def known_form(value: Any) -> str:
    """The name, or nothing for what is none."""
    return value if isinstance(value, str) and FORM.fullmatch(value) else ""
