"""What an import changes, said line by line."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _


@dataclass
class Changes:
    """Lines of what changes, and remarks on what was left out."""

    lines: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def room(self, name: str, fields: Sequence[str] | None) -> None:
        """A new room, or one whose `fields` changed; nothing is said of an empty list."""
        said = {"name": name, "what": ", ".join(fields or ())}
        if fields is None:
            self.lines.append(_("New room: %(name)s") % said)
        elif fields:
            self.lines.append(_("Room %(name)s: %(what)s") % said)

    def theme(self, name: str, fields: Sequence[str] | None) -> None:
        said = {"name": name, "what": ", ".join(fields or ())}
        if fields is None:
            self.lines.append(_("New theme: %(name)s") % said)
        elif fields:
            self.lines.append(_("Theme %(name)s: %(what)s") % said)

    def session(self, code: str, title: str, fields: Sequence[str] | None) -> None:
        said = {"code": code, "title": title, "what": ", ".join(fields or ())}
        if fields is None:
            self.lines.append(_("New session %(code)s: “%(title)s”") % said)
        elif fields:
            self.lines.append(_("Session %(code)s “%(title)s”: %(what)s") % said)
