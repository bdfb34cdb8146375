"""Settings read from the environment: typed, safe by default, and refused by name when unknown."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

PREFIX = "CONVOCA_"
ON_OFF = {"on": True, "off": False}


@dataclass
class Environment:
    """Reads `CONVOCA_*` variables once each and remembers which names are known."""

    variables: dict[str, str] = field(default_factory=lambda: dict(os.environ))
    known: set[str] = field(default_factory=set)

    def text(self, name: str, default: str = "") -> str:
        """The variable, or what the file named by `<name>_FILE` holds (for secrets)."""
        self.known |= {PREFIX + name, f"{PREFIX}{name}_FILE"}
        file = self.variables.get(f"{PREFIX}{name}_FILE")
        if file is not None:
            return Path(file).read_text(encoding="utf-8").strip()
        return self.variables.get(PREFIX + name, default)

    def switch(self, name: str, *, default: bool) -> bool:
        """`on` or `off`; anything else is refused."""
        value = self.text(name, "on" if default else "off")
        if value not in ON_OFF:
            raise ImproperlyConfigured(f"{PREFIX}{name} is «{value}», but must be on or off.")
        return ON_OFF[value]

    def number(self, name: str, default: int) -> int:
        value = self.text(name, str(default))
        if not value.isdecimal():
            raise ImproperlyConfigured(f"{PREFIX}{name} is «{value}», but must be a whole number.")
        return int(value)

    def words(self, name: str, default: Iterable[str] = ()) -> list[str]:
        """Words separated by commas or spaces."""
        return self.text(name, " ".join(default)).replace(",", " ").split()

    def refuse_unknown(self) -> None:
        """Raises ImproperlyConfigured for a `CONVOCA_*` variable that no setting reads."""
        unknown = {name for name in self.variables if name.startswith(PREFIX)} - self.known
        if unknown:
            names = ", ".join(sorted(unknown))
            raise ImproperlyConfigured(f"Unknown settings in the environment: {names}.")
