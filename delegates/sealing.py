"""Words that nobody reads by reading the database: sealed with the event's own data key.

Where the operator set no key for papers they are kept plain, behind the same rules: a report of
harassment is never refused for want of a key.
"""

import json

from delegates.refusals import TooLate
from events.models import Event
from files import papers

PLAIN, SEALED = b"p", b"s"


def seal(event: Event, words: dict[str, str]) -> bytes:
    """Raises TooLate once the event's key was destroyed."""
    content = json.dumps(words, ensure_ascii=False).encode()
    if not papers.ready():
        return PLAIN + content
    try:
        return SEALED + papers.seal(holder(event), content)
    except papers.Gone as error:
        raise TooLate from error


def unseal(event: Event, kept: bytes | memoryview) -> dict[str, str]:
    """What was sealed; nothing once the key is gone."""
    kind, content = bytes(kept)[:1], bytes(kept)[1:]
    try:
        plain = papers.unseal(holder(event), content) if kind == SEALED else content
    except (papers.Gone, papers.NoKey):
        return {}
    found: dict[str, str] = json.loads(plain) if plain else {}
    return found


def holder(event: Event) -> str:
    return f"care-{event.uid.hex}"
