"""What needs a person's consent, in words that have a version.

Whoever changes the words of a kind gives it a new version: consent to the old words stays what it
was, and is asked for anew.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override


@dataclass(frozen=True)
class Kind:
    """One use of what she tells or shows. `empties` are the answers that go when she takes her
    consent back: what is kept by consent alone.
    """

    name: str
    version: str
    title: Any
    words: Any
    empties: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Of the English words; a test holds it against the version."""
        with override("en"):
            return sha256(str(self.words).encode()).hexdigest()[:16]


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "needs",
            "2026-11",
            _("What you need"),
            _(
                "The organisers may keep what I write of my health, my food, my religion and my "
                "children, to receive me as I need it, until 90 days after the event."
            ),
            ("needs",),
        ),
        Kind(
            "pictures",
            "2026-11",
            _("Pictures and sound"),
            _(
                "Pictures and recordings on which I can be recognised may be published by the "
                "organisers of this event."
            ),
        ),
        Kind(
            "next",
            "2026-11",
            _("The next meeting"),
            _("The organisers may write to me when the next meeting of this kind is prepared."),
        ),
    )
}
