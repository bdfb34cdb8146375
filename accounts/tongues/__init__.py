"""Languages by their tags (BCP 47): what they are, how they are written, what they are called."""

from accounts.tongues.finding import named, shown
from accounts.tongues.names import name, offered, own_name, sort_key
from accounts.tongues.tags import (
    LONGEST,
    NO_LANGUAGE,
    base,
    canonical,
    direction,
    is_signed,
    script,
    written_only,
)

__all__ = [
    "LONGEST",
    "NO_LANGUAGE",
    "base",
    "canonical",
    "direction",
    "is_signed",
    "name",
    "named",
    "offered",
    "own_name",
    "script",
    "shown",
    "sort_key",
    "written_only",
]
