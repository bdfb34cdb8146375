"""Where organisations are kept: with a series, or with an event that stands alone."""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.urls import reverse

from delegates.homes import TOPIC
from delegates.models import Organisation, Topic
from events.homes import home, home_in_series
from events.models import Event, Series
from languages.texts import NOWHERE, Home, Reach

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Directory:
    """One of `series` and `event` is None."""

    series: Series | None = None
    event: Event | None = None

    @property
    def home(self) -> dict[str, Any]:
        """The columns that say where a row belongs: for filters and for new rows."""
        if self.series:
            return {"series": self.series}
        return {"event": self.event}

    def home_of(self, kind: str) -> Home:
        """Where a text of this kind in the directory belongs. Names of organisations stay as these
        write them: nobody else translates them.
        """
        reach = Reach.OPEN if kind == TOPIC else Reach.INSIDE
        if self.series:
            return home_in_series(self.series, kind, reach)
        return home(self.event, kind, reach) if self.event else NOWHERE

    @property
    def organisations(self) -> QuerySet[Organisation]:
        """Without those that were merged into another."""
        return Organisation.objects.filter(**self.home).exclude(state=Organisation.State.MERGED)

    @property
    def topics(self) -> QuerySet[Topic]:
        return Topic.objects.filter(**self.home)

    @property
    def address(self) -> str:
        """The lasting address of its public list."""
        if self.series:
            return reverse("delegates:directory", args=[self.series.slug])
        return reverse("delegates:organisations", args=[self.event.slug if self.event else ""])

    def __str__(self) -> str:
        return f"{self.series or self.event}"


def directory_of(event: Event) -> Directory:
    """The directory that serves `event`."""
    return Directory(series=event.series) if event.series_id else Directory(event=event)


def directory_with(of: Organisation) -> Directory:
    """The directory in which `of` stands."""
    return Directory(of.series, of.event)
