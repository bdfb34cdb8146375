"""How much each volunteer has translated and reviewed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet, Sum

from accounts.models import Person
from languages.models import Work

Did = Work.Did


@dataclass
class Done:
    """What was done in one pair of languages: (texts, words) translated and reviewed."""

    source_lang: str
    lang: str
    translated: tuple[int, int] = (0, 0)
    reviewed: tuple[int, int] = (0, 0)


@dataclass
class Worker:
    """One volunteer with her pairs, the most words first."""

    person: Person
    pairs: list[Done] = field(default_factory=list)

    @property
    def translated(self) -> int:
        """Words."""
        return sum(each.translated[1] for each in self.pairs)

    @property
    def reviewed(self) -> int:
        """Words."""
        return sum(each.reviewed[1] for each in self.pairs)


@dataclass(frozen=True)
class Period:
    """Days of UTC, both within; None is open."""

    begins: date | None = None
    ends: date | None = None

    @property
    def within(self) -> Q:
        found = Q()
        if self.begins:
            found &= Q(at__gte=datetime.combine(self.begins, time(), UTC))
        if self.ends:
            found &= Q(at__lt=datetime.combine(self.ends, time(), UTC) + timedelta(days=1))
        return found


ALWAYS = Period()


def work_of(space: int, person: Person, period: Period = ALWAYS) -> Worker:
    """What one person did in the space. One query."""
    rows = Work.objects.filter(period.within, space=space, person=person)
    return Worker(person, _done(rows).get(person.pk, []))


def workers(space: int, period: Period = ALWAYS) -> list[Worker]:
    """Everybody who did something, who did most first. Two queries."""
    found = _done(Work.objects.filter(period.within, space=space))
    people = Person.objects.in_bulk(found)
    every = [Worker(people[pk], pairs) for pk, pairs in found.items()]
    return sorted(every, key=lambda each: (-each.translated - each.reviewed, each.person.pk))


def days_of(space: int, person: Person, period: Period = ALWAYS) -> tuple[date, date] | None:
    """The first and the last day (UTC) on which she did something. One query."""
    rows = Work.objects.filter(period.within, space=space, person=person).order_by("at")
    at = list(rows.values_list("at", flat=True))
    return (at[0].date(), at[-1].date()) if at else None


def _done(rows: QuerySet[Work]) -> dict[int, list[Done]]:
    counted = rows.values_list("person", "source_lang", "lang", "did").order_by("person")
    pairs: dict[int, dict[tuple[str, str], Done]] = {}
    for person, source, lang, did, texts, words in counted.annotate(
        texts=Count("pk"), many=Sum("words")
    ):
        done = pairs.setdefault(person, {}).setdefault((source, lang), Done(source, lang))
        if did == Did.TRANSLATED:
            done.translated = texts, words
        else:
            done.reviewed = texts, words
    return {person: _sorted(each.values()) for person, each in pairs.items()}


def _sorted(pairs: Iterable[Done]) -> list[Done]:
    return sorted(pairs, key=lambda each: -each.translated[1] - each.reviewed[1])
