"""What pages of calls read: a constant number of queries each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString

from delegates.queries.questions import latest
from delegates.questions.answers import as_words
from delegates.questions.document import Question, read
from delegates.questions.fields import marked
from events import zones
from events.models import Event, Theme
from files.markdown import to_html
from languages import texts
from languages.texts import NOTHING, Reading
from workshops.models import ActivityKind, Call

HANDED_IN = Q(proposals__state__in=["submitted", "accepted", "declined"])


@dataclass(frozen=True)
class CallView:
    """A call as its pages show it; its deadline stands on the clock of `tz`."""

    call: Call
    title: Reading
    about: Reading = NOTHING
    tz: ZoneInfo | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.call, name)

    @property
    def is_open(self) -> bool:
        return self.call.is_open()

    @property
    def html(self) -> SafeString:
        return to_html(self.about.body, top=2)

    @property
    def original_html(self) -> SafeString:
        """What it was translated from; empty where it was not."""
        return to_html(self.about.source, top=2)

    @property
    def clock(self) -> str:
        """The name of a zone for `{% timezone %}`."""
        return str(self.tz or self.call.shown_zone)

    @property
    def zone_name(self) -> str:
        return zones.named(self.clock)

    @property
    def said_zone(self) -> str:
        return zones.named(self.call.shown_zone)


def calls_of(event: Event, rows: QuerySet[Call] | None = None) -> list[Call]:
    """The event's calls, each knowing its event. One query."""
    found = list(rows if rows is not None else Call.objects.filter(event=event))
    for call in found:
        call.event = event
    return found


def lines(event: Event, languages: Sequence[str], tz: ZoneInfo | None = None) -> list[CallView]:
    """Every call in its order, with how many were `handed` in and are `drafts`. Three queries."""
    rows = Call.objects.filter(event=event).annotate(
        handed=Count("proposals", filter=HANDED_IN),
        drafts=Count("proposals", filter=Q(proposals__state="draft")),
    )
    return views_of(calls_of(event, rows), languages, tz)


def views_of(
    calls: Sequence[Call], languages: Sequence[str], tz: ZoneInfo | None = None
) -> list[CallView]:
    """Two queries."""
    read_ = texts.load([pk for each in calls for pk in (each.title_id, each.about_id)], languages)
    return [CallView(each, read_[each.title_id], read_[each.about_id], tz) for each in calls]


def shown(event: Event, languages: Sequence[str], tz: ZoneInfo | None = None) -> list[CallView]:
    """Those that are or were open to everybody. Three queries."""
    now = timezone.now()
    rows = Call.objects.filter(event=event).annotate(
        answered=Count("proposals", filter=~Q(proposals__state="draft"))
    )
    was_opened = Q(state=Call.State.OPEN) | Q(until__lte=now) | Q(answered__gt=0)
    return views_of(calls_of(event, rows.filter(was_opened)), languages, tz)


def open_calls(event: Event) -> list[Call]:
    """Those that take proposals now. One query."""
    return [each for each in calls_of(event) if each.is_open()]


@dataclass(frozen=True)
class AskedLine:
    """A question of the call's own, so that one can prepare its answer."""

    label: Any
    help: Any
    required: bool
    options: str


@dataclass(frozen=True)
class CallPage:
    view: CallView
    kinds: list[tuple[ActivityKind, Reading]]
    themes: list[tuple[Theme, Reading]]
    asked: list[tuple[Any, list[AskedLine]]]


def page(call: Call, languages: Sequence[str], tz: ZoneInfo | None = None) -> CallPage:
    """Six queries at most: kinds and themes of the call or else of the event, texts, its form."""
    kinds = list(call.kinds.all()) or list(ActivityKind.objects.filter(event=call.event_id))
    themes = list(call.themes.all()) or list(Theme.objects.filter(event=call.event_id))
    parts: list[Any] = [*kinds, *themes]
    names = texts.load([call.title_id, call.about_id, *(each.name_id for each in parts)], languages)
    return CallPage(
        CallView(call, names[call.title_id], names[call.about_id], tz),
        [(each, names[each.name_id]) for each in kinds],
        [(each, names[each.name_id]) for each in themes],
        asked(call, [*languages, *call.event.languages]),
    )


def asked(call: Call, languages: list[str]) -> list[tuple[Any, list[AskedLine]]]:
    """The sections of its published form with their questions. At most one query."""
    version = latest(call.questionnaire) if call.questionnaire else None
    if version is None:
        return []
    purged = version.questionnaire.purged
    sections = []
    for each in read(version.document).sections:
        rows = [
            _line(question, languages)
            for question in each.questions
            if question.is_asked and question.key not in purged
        ]
        if rows:
            sections.append((marked(each.title, languages), rows))
    return sections


def _line(question: Question, languages: list[str]) -> AskedLine:
    options = [str(each.uid) for each in question.options if each.status == "asked"]
    return AskedLine(
        marked(question.label, languages),
        marked(question.help, languages) if question.help else "",
        question.required,
        as_words(question, options, languages) if options else "",
    )
