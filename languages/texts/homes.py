"""Where a text belongs, said once by the app that owns it."""

from dataclasses import dataclass
from datetime import datetime

from languages.models import Text

Reach = Text.Reach


@dataclass(frozen=True)
class Home:
    """The space of a text and the languages in which it is wanted, what kind of text it is
    (languages/ports.py), how far it may go, and when it is needed.
    """

    space_id: int | None
    languages: tuple[str, ...] = ()
    kind: str = ""
    reach: str = Reach.INSIDE
    due_at: datetime | None = None


NOWHERE = Home(None)
