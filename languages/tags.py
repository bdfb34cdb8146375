"""Language tags (BCP 47): what accounts/tongues knows of them, under the name used above it."""

from accounts.tongues import (
    LONGEST,
    NO_LANGUAGE,
    base,
    canonical,
    direction,
    is_signed,
    name,
    named,
    offered,
    own_name,
    script,
    shown,
    sort_key,
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
