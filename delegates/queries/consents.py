"""What a person agreed to."""

from dataclasses import dataclass
from typing import Any

from delegates.consents import KINDS, Kind
from delegates.models import Consent, Registration


@dataclass(frozen=True)
class Asked:
    """One kind with what she said of it: `newest` is her latest word, `current` whether it is a
    yes to the words as they stand.
    """

    kind: Kind
    newest: Consent | None

    @property
    def current(self) -> bool:
        newest = self.newest
        given = newest is not None and newest.state == Consent.State.GIVEN
        return given and newest is not None and newest.version == self.kind.version

    @property
    def older(self) -> bool:
        """A yes to words that have changed since."""
        newest = self.newest
        return newest is not None and newest.state == Consent.State.GIVEN and not self.current


def asked(registration: Registration) -> list[Asked]:
    """Every kind, with what she said of it. One query."""
    newest: dict[str, Any] = {each.kind: each for each in registration.consents.order_by("pk")}
    return [Asked(kind, newest.get(name)) for name, kind in KINDS.items()]


def agrees(registration: Registration, kind: str) -> bool:
    """Whether she agrees to the words of `kind` as they stand. One query."""
    rows = registration.consents.filter(state=Consent.State.GIVEN, kind=kind)
    return bool(rows.filter(version=KINDS[kind].version).exists())


def given_kinds(registration: Registration) -> list[str]:
    """What she agrees to in the words as they stand. One query."""
    rows = registration.consents.filter(state=Consent.State.GIVEN).values_list("kind", "version")
    return [kind for kind, version in rows if kind in KINDS and KINDS[kind].version == version]
