"""The organisers' list: narrowed, sorted, page by page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.db.models import F, Value
from django.db.models.functions import Coalesce, StrIndex
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from access.paging import Page, page_of, sorted_page
from delegates import countries
from delegates.filters import Wanted, filters
from delegates.models import Registration, SavedList
from delegates.queries.questions import form_of
from delegates.queries.registrations import Shown
from delegates.questions.document import Kind, Question, spoken
from delegates.questions.fields import name_of
from events import countries as usual_countries
from events.models import Constituency, Event
from events.queries import EventView
from languages import tags, texts
from languages.texts import Reading


def by_country() -> Any:
    """The place of her country in the alphabet of the page's language; none comes first."""
    codes = " ".join(code for code, _name in usual_countries.sorted_names(get_language() or "en"))
    return StrIndex(Value(f"  {codes}"), "country")


@dataclass(frozen=True)
class Sort:
    """`key` None means the order in which they came."""

    name: str
    label: Any
    key: Callable[[], Any] | None


SORTS = {
    each.name: each
    for each in (
        Sort("came", _("Registered"), None),
        Sort("name", _("Name"), lambda: F("sort_key")),
        Sort("country", _("Country or territory"), by_country),
        Sort(
            "organisation", _("Organisation"), lambda: Coalesce("organisation__search", Value(""))
        ),
    )
}


@dataclass(frozen=True)
class Order:
    """How a list is sorted: a name of its SORTS, the other way round after a minus."""

    SORTS: ClassVar[Mapping[str, Sort]] = SORTS

    name: str = "came"
    descending: bool = False

    @classmethod
    def of(cls, asked: str) -> Self:
        name = asked.removeprefix("-")
        return cls(name, asked.startswith("-")) if name in cls.SORTS else cls()

    def page(self, rows: Any, after: str) -> Page[Any]:
        key = self.SORTS[self.name].key
        if key is None and not self.descending:
            return page_of(rows, after)
        return sorted_page(rows, key() if key else "pk", after, descending=self.descending)

    def to(self, name: str) -> str:
        """What a column's head asks for: its order, or the other way round."""
        again = name == self.name and not self.descending
        return f"-{name}" if again else name

    @property
    def asked(self) -> str:
        """What the address says of it; empty for the usual order."""
        return f"{'-' if self.descending else ''}{self.name}" if self != type(self)() else ""

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """Every order but the usual one, which a list without a choice has."""
        both = [(sign, each) for each in self.SORTS.values() for sign in ("", "-")][1:]
        return [
            (f"{sign}{each.name}", f"{each.label} {'↓' if sign else '↑'}") for sign, each in both
        ]

    @property
    def heads(self) -> dict[str, tuple[str, str]]:
        """For each column what its head asks for, and how it is sorted now (aria-sort)."""
        way = "descending" if self.descending else "ascending"
        return {name: (self.to(name), way if name == self.name else "") for name in self.SORTS}


@dataclass(frozen=True)
class Field:
    """A filter as the page shows it."""

    name: str
    label: Any
    value: str
    choices: Sequence[tuple[str, Any]] | None


@dataclass(frozen=True)
class RegistrationList:
    event: EventView
    page: Page[Shown]
    fields: list[Field]
    saved: list[SavedList]

    def kept(self, wanted: Wanted) -> SavedList | None:
        """The list under whose name this one is kept."""
        return next((each for each in self.saved if each.asked == wanted.query), None)


def registrations(
    event: Event, wanted: Wanted, order: Order, *, after: str, languages: Sequence[str]
) -> RegistrationList:
    """Fifty registrations. Four queries, where the event came with its name and its form."""
    constituencies = list(event.constituencies.select_related("name"))
    page = order.page(with_names(wanted.rows(event)), after)
    sources = [event.name, *(each.name for each in constituencies), *names_of(page.rows)]
    read = texts.read(sources, languages)
    for each in page.rows:
        each.event = event
    shown = [shown_as(each, read) for each in page.rows]
    return RegistrationList(
        EventView(event, read[event.name_id]),
        Page(shown, page.after, page.first),
        [
            *fields_of(event, wanted, constituencies, read),
            *answer_fields(event, wanted, languages),
        ],
        list(event.saved_lists.all()),
    )


def with_names(rows: Any) -> Any:
    return rows.select_related("organisation__name", "constituency__name", "wish")


def names_of(rows: Sequence[Registration]) -> list[Any]:
    """The texts that came with the rows of `with_names`."""
    found = [each.organisation.name for each in rows if each.organisation]
    return found + [each.constituency.name for each in rows if each.constituency]


def shown_as(each: Registration, read: Mapping[int | None, Reading]) -> Shown:
    organisation, constituency = each.organisation, each.constituency
    return Shown(
        each,
        read[organisation.name_id if organisation else None],
        read[constituency.name_id if constituency else None],
    )


def fields_of(
    event: Event,
    wanted: Wanted,
    constituencies: Sequence[Constituency],
    read: Mapping[int | None, Reading],
) -> list[Field]:
    """The filters, each with its choices and what is chosen."""
    own = [(str(each.uid), str(read[each.name_id])) for each in constituencies]
    found = []
    for each in filters:
        choices = each.choices(event) if each.choices else None
        choices = own if each.name == "constituency" else choices
        if choices or choices is None:
            found.append(Field(each.name, each.label, wanted.values.get(each.name, ""), choices))
    return found


def answer_fields(event: Event, wanted: Wanted, languages: Sequence[str]) -> list[Field]:
    """A filter for each question of the event's own form whose answers can be counted; also for
    those that are no longer asked, not for those whose answers were purged. At most
    one query.
    """
    reader, (document, purged) = list(languages), form_of(event)
    found = []
    for question in document.questions() if document else ():
        choices = None if question.key in purged else choices_of(question, event, reader)
        if choices:
            name = name_of(question.key)
            label = spoken(question.label, reader)[0]
            found.append(Field(name, label, wanted.answers.get(name, ""), choices))
    return found


def choices_of(question: Question, event: Event, reader: list[str]) -> list[tuple[str, Any]]:
    """The answers that can be asked for; none where people write what they like."""
    match question.kind:
        case Kind.CHOICE | Kind.SEVERAL:
            return [(str(each.uid), spoken(each.label, reader)[0]) for each in question.options]
        case Kind.YES_NO:
            return [("yes", _("yes")), ("no", _("no"))]
        case Kind.COUNTRY:
            return list(countries.choices(event))
        case Kind.LANGUAGES:
            lang = get_language() or "en"
            return [(tag, tags.name(tag, lang)) for tag in event.languages]
    return []


def in_words(event: Event, wanted: Wanted, languages: Sequence[str]) -> list[tuple[Any, Any]]:
    """`State: waiting`, `Country: Senegal`: how a list is narrowed. At most three queries."""
    constituencies = (
        list(event.constituencies.select_related("name")) if "constituency" in wanted.values else []
    )
    read = texts.read([each.name for each in constituencies], languages)
    fields = fields_of(event, wanted, constituencies, read)
    if wanted.answers:
        fields += answer_fields(event, wanted, languages)
    return [
        (each.label, dict(each.choices or ()).get(each.value, each.value))
        for each in fields
        if each.value
    ]
