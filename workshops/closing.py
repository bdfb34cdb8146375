"""Each call closes by itself as a registration does: see events/closing.py."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.records import note
from events.actions.deadlines import in_its_languages
from events.actions.events import throw_switch
from events.closing import Closing, Closings
from events.models import Event
from events.ports import Audience
from workshops.models import Call, Proposal


@dataclass(frozen=True)
class CallCloses:
    call: Call
    switch: str = "call"
    reminder: str = "events.call_closes"

    @property
    def key(self) -> str:
        return str(self.call.uid)

    @property
    def event(self) -> Event:
        return self.call.event

    @property
    def until(self) -> datetime | None:
        return self.call.until

    @property
    def zone(self) -> str:
        return self.call.shown_zone

    @property
    def address(self) -> str:
        return reverse("workshops:proposals", args=[self.event.slug])

    @property
    def is_thrown(self) -> bool:
        return self.call.state == Call.State.OPEN

    def is_open(self, now: datetime | None = None) -> bool:
        return self.call.is_open(now)

    def values(self) -> dict[str, Any]:
        return {"call": in_its_languages(self.call.title)}

    def name_id(self) -> int:
        return int(self.call.title_id)

    def locked(self) -> "CallCloses":
        rows = Call.objects.select_for_update(of=("self",)).select_related("event", "title")
        return CallCloses(rows.get(pk=self.call.pk))

    def set_until(self, until: datetime, by: Any) -> None:
        self.call.until = until
        self.call.save(update_fields=["until", "changed_at"])
        note(by, "set the deadline of a call", self.call, ["until"])

    def open(self, by: Any) -> None:
        """And the event's own switch with it: what is said to be open must be."""
        self._throw(Call.State.OPEN, by)
        throw_switch(event=self.event, switch=self.switch, to=Event.Switch.OPEN, by=by)

    def close(self, by: Any) -> None:
        self._throw(Call.State.CLOSED, by)

    def _throw(self, to: str, by: Any) -> None:
        if self.call.state != to:
            self.call.state = to
            self.call.save(update_fields=["state", "changed_at"])
            note(by, "opened a call" if to == Call.State.OPEN else "closed a call", self.call)


def of(event: Event) -> Sequence[Closing]:
    calls = list(event.calls.all())
    for call in calls:
        call.event = event
    return [CallCloses(each) for each in calls]


def standing() -> Iterable[Closing]:
    rows = Call.objects.filter(state=Call.State.OPEN, until__isnull=False)
    return [CallCloses(each) for each in rows.select_related("event__name", "title")]


def with_drafts(closing: Any) -> QuerySet[Person]:
    """Those whose proposal to this call is not handed in."""
    drafts = Proposal.objects.filter(call=closing.call, state=Proposal.State.DRAFT)
    return Person.objects.filter(pk__in=drafts.values("proposer"))


closings = Closings("call", of, standing)
audience = Audience(
    "drafts", _("those whose proposal is not handed in"), "call", with_drafts, left=True
)
