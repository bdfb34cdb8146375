"""How a list of registrations is narrowed: one object a filter, to which other topics add theirs.

A list's address says it all (`?state=waiting&country=SN`), so that a list can be kept, written to
and taken out as a file. What is empty or unknown narrows nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from delegates import answer_filters, countries
from delegates.models import Category, Registration
from events import countries as usual_countries
from events.models import Event
from languages import tags
from languages.folding import fold

Rows = QuerySet[Registration]
Choices = Callable[[Event], Sequence[tuple[str, Any]]]


@dataclass(frozen=True)
class Filter:
    """`choices` are offered, `holds` says whether a value in an address is one, `narrow` narrows.

    Without `choices` it is a line to write in.
    """

    name: str
    label: Any
    narrow: Callable[[Rows, str], Rows]
    choices: Choices | None = None
    holds: Callable[[str], bool] = bool


def one_of(name: str, label: Any, choices: Sequence[tuple[str, Any]]) -> Filter:
    """A filter by a column's own choices."""
    known = {value for value, _words in choices}
    return Filter(
        name, label, lambda rows, value: rows.filter(**{name: value}), lambda _: choices,
        known.__contains__,
    )  # fmt: skip


def by_language(rows: Rows, tag: str) -> Rows:
    """Those who speak or read it; lists of languages are searched as their JSON text."""
    both = rows.annotate(as_spoken=Cast("speaks", TextField()), as_read=Cast("reads", TextField()))
    wanted = f'"{tag}"'
    return both.filter(Q(as_spoken__contains=wanted) | Q(as_read__contains=wanted))


def by_organisation(rows: Rows, words: str) -> Rows:
    for word in fold(words).split():
        rows = rows.filter(organisation__search__contains=word)
    return rows


def by_name(rows: Rows, words: str) -> Rows:
    for word in fold(words).split():
        rows = rows.filter(search__contains=word)
    return rows


def is_uid(value: str) -> bool:
    try:
        return str(UUID(value)) == value
    except ValueError:
        return False


# What may be missing, by its column; other topics add theirs.
MISSING: dict[str, tuple[Any, Q]] = {
    "country": (_("country or territory"), Q(country="")),
    "constituency": (_("constituency"), Q(constituency=None)),
    "organisation": (_("organisation"), Q(organisation=None)),
    "speaks": (_("languages spoken"), Q(speaks=[])),
    "reads": (_("languages read"), Q(reads=[])),
    "latin_name": (_("name in Latin letters"), Q(latin_name="")),
}
_waits = _("and waits to change it")
filters: list[Filter] = [
    Filter("q", _("Name"), by_name),
    one_of("state", _("State"), Registration.State.choices),
    Filter(
        "change",
        _("Has a place"),
        lambda rows, _yes: rows.filter(wish__isnull=False),
        lambda _: [("waits", _waits)],
        ("waits",).__contains__,
    ),
    one_of("category", _("Comes as"), Category.choices),
    Filter(
        "country",
        _("Country or territory"),
        lambda rows, code: rows.filter(country=code),
        countries.choices,
        usual_countries.is_known,
    ),
    Filter(
        "constituency",
        _("Counted for"),
        lambda rows, uid: rows.filter(constituency__uid=uid),
        lambda _: (),
        is_uid,
    ),
    Filter("organisation", _("Organisation"), by_organisation),
    one_of("attendance", _("Takes part"), Registration.Attendance.choices),
    Filter(
        "language",
        _("Speaks or reads"),
        by_language,
        lambda event: [(tag, tags.name(tag, get_language() or "en")) for tag in event.languages],
        lambda value: value.replace("-", "").isalnum() and value.isascii(),
    ),
    Filter(
        "missing",
        _("Has not said"),
        lambda rows, name: rows.filter(MISSING[name][1]),
        lambda _: [(name, words) for name, (words, _q) in MISSING.items()],
        MISSING.__contains__,
    ),
]
MOST_LETTERS = 200


@dataclass(frozen=True)
class Wanted:
    """How a list is narrowed: a value by each filter's name."""

    values: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Wanted":
        """From an address's query; what is too long is cut off."""
        given = {each.name: asked.get(each.name, "")[:MOST_LETTERS] for each in filters}
        known = {
            each.name: given[each.name] for each in filters if is_given(each, given[each.name])
        }
        return cls(known | answer_filters.asked(asked))

    @classmethod
    def from_query(cls, query: str) -> "Wanted":
        return cls.of(dict(parse_qsl(query)))

    def __bool__(self) -> bool:
        return bool(self.values)

    @property
    def query(self) -> str:
        """The part of the address after `?`."""
        return urlencode(self.values)

    def rows(self, event: Event) -> Rows:
        found = Registration.objects.filter(event=event)
        for each in filters:
            if each.name in self.values:
                found = each.narrow(found, self.values[each.name])
        for name, answer in self.answers.items():
            found = answer_filters.narrow(found, name, answer)
        return found

    @property
    def answers(self) -> dict[str, str]:
        """What is asked of the event's own form."""
        return answer_filters.asked(self.values)


def is_given(each: Filter, value: str) -> bool:
    return bool(value.strip()) and "\x00" not in value and each.holds(value)
