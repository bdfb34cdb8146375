"""What closes by itself: the registration of an event here, and what upper apps add."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.utils import timezone

from accounts.records import note
from events.models import Event


class Closing(Protocol):
    """Something of an event with a switch and a deadline.

    `key` is its name in addresses, `switch` that of the audiences whom it concerns; `zone` is
    the one in which its deadline is said. `values` are its own words in a notice.
    """

    @property
    def switch(self) -> str: ...

    @property
    def reminder(self) -> str: ...

    @property
    def key(self) -> str: ...

    @property
    def event(self) -> Event: ...

    @property
    def until(self) -> datetime | None: ...

    @property
    def zone(self) -> str: ...

    @property
    def address(self) -> str:
        """Where those who have something left to do find it: a path."""

    @property
    def is_thrown(self) -> bool:
        """Whether its switch is open, whatever the clock says."""

    def is_open(self, now: datetime | None = None) -> bool: ...

    def values(self) -> dict[str, Any]: ...

    def name_id(self) -> int | None:
        """The text that names it; None where its switch does."""

    def locked(self) -> "Closing":
        """As it is now, its row held until the commit."""

    def set_until(self, until: datetime, by: Any) -> None: ...

    def open(self, by: Any) -> None: ...

    def close(self, by: Any) -> None: ...


@dataclass(frozen=True)
class Closings:
    """All of one switch: those of an event in their order, and, of all events, those that stand
    open with a deadline.
    """

    switch: str
    of: Callable[[Event], Sequence[Closing]]
    standing: Callable[[], Iterable[Closing]]


@dataclass(frozen=True)
class RegistrationCloses:
    event: Event
    switch: str = "registration"
    key: str = "registration"
    reminder: str = "events.registration_closes"

    @property
    def until(self) -> datetime | None:
        return self.event.registration_until

    @property
    def zone(self) -> str:
        return self.event.zone

    @property
    def address(self) -> str:
        return f"/{self.event.slug}/"

    @property
    def is_thrown(self) -> bool:
        return self.event.registration == Event.Switch.OPEN

    def is_open(self, now: datetime | None = None) -> bool:
        return self.event.is_open("registration", now)

    def values(self) -> dict[str, Any]:
        return {}

    def name_id(self) -> None:
        return None

    def locked(self) -> "RegistrationCloses":
        return RegistrationCloses(Event.objects.select_for_update().get(pk=self.event.pk))

    def set_until(self, until: datetime, by: Any) -> None:
        self.event.registration_until = until
        self.event.save(update_fields=["registration_until"])
        note(by, "set the deadline of registration", self.event, ["registration_until"])

    def open(self, by: Any) -> None:
        from events.actions.events import throw_switch
        from events.signals import switch_thrown

        if self.is_thrown:
            switch_thrown.send(sender=None, event=self.event, switch=self.switch)
        else:
            throw_switch(event=self.event, switch=self.switch, to=Event.Switch.OPEN, by=by)

    def close(self, by: Any) -> None:
        from events.actions.events import throw_switch

        throw_switch(event=self.event, switch=self.switch, to=Event.Switch.CLOSED, by=by)


def standing_registrations() -> Iterable[Closing]:
    rows = Event.objects.filter(registration="open", registration_until__isnull=False)
    return [RegistrationCloses(each) for each in rows.select_related("name")]


def still(until: datetime | None, now: datetime | None = None) -> bool:
    """Whether a deadline is to come, or there is none."""
    return until is None or until > (now or timezone.now())
