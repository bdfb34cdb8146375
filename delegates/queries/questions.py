"""Forms of an event as pages read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from delegates.answers import document_of
from delegates.models import FormVersion, Questionnaire, Registration, Reply
from delegates.ports import answer_holders
from delegates.questions.answers import as_words, values
from delegates.questions.conditions import lacking
from delegates.questions.difference import Change, difference, only_adds
from delegates.questions.document import Document, Kind, Question, empty, read, spoken
from delegates.questions.fields import marked
from events.models import Event
from languages import tags

Use = Questionnaire.Use
State = Registration.State


def current(event: Event) -> FormVersion | None:
    """The version of the registration's form that is asked now. One query."""
    rows = FormVersion.objects.filter(questionnaire__event=event, questionnaire__use="registration")
    return rows.select_related("questionnaire").order_by("-number").first()


def with_form(events: QuerySet[Event]) -> QuerySet[Event]:
    """Brings along what `form_of` reads."""
    rows = FormVersion.objects.filter(
        questionnaire__event=OuterRef("pk"), questionnaire__use="registration"
    )
    newest = rows.order_by("-number")
    return events.annotate(
        form_document=Subquery(newest.values("document")[:1]),
        form_purged=Subquery(newest.values("questionnaire__purged")[:1]),
    )


def form_of(event: Event) -> tuple[Document | None, list[str]]:
    """The registration's form that is asked now, and the questions whose answers were purged.

    One query, and none where the event came by `with_form`.
    """
    if not hasattr(event, "form_document"):
        event = with_form(Event.objects.filter(pk=event.pk)).get()
    known: Any = event
    document = read(known.form_document) if known.form_document else None
    return document, list(known.form_purged or ())


def latest(questionnaire: Questionnaire) -> FormVersion | None:
    """One query."""
    rows = questionnaire.versions.select_related("questionnaire")
    return rows.order_by("-number").first()


def asked_under(version: FormVersion | None, posted: str) -> tuple[FormVersion | None, bool]:
    """The version under which a form that was sent is read, and whether it must be shown again.

    `posted` is the number that the page held. An older one is good if the form has only grown
    since. No query unless it is older.
    """
    if version is None or posted in ("", str(version.number)):
        return version, False
    number = int(posted) if posted.isdecimal() and len(posted) < 9 else 0
    rows = FormVersion.objects.filter(questionnaire=version.questionnaire_id, number=number)
    older = rows.select_related("questionnaire").first()
    before = document_of(older) or empty([])
    if only_adds(before, read(version.document)):
        return older, False
    return version, True


@dataclass(frozen=True)
class Answered:
    """One answer in words; `lang` is `und` where it is what somebody wrote."""

    label: Any
    words: str
    sensitive: bool
    question: Question


def answered(
    document: Document | None,
    answers: dict[str, Any],
    languages: Sequence[str],
    *,
    named: dict[str, str],
    closed: Sequence[str] = (),
) -> list[Answered]:
    """What was answered and counts, in the order of the form, with questions since retired."""
    given, reader = values(answers), list(languages)
    return [
        Answered(
            marked(each.label, reader),
            in_words(each, given[each.key], reader, named),
            each.data_class == "sensitive",
            each,
        )
        for each in (document.questions() if document else ())
        if each.key in given and each.key not in closed
    ]


def in_words(question: Question, value: Any, languages: list[str], named: dict[str, str]) -> str:
    """An answer as its reader gets it."""
    if question.kind == Kind.YES_NO:
        return _("yes") if value == "yes" else _("no")
    if question.kind == Kind.COUNTRY:
        return named.get(value, str(value))
    if question.kind == Kind.LANGUAGES:
        return ", ".join(tags.name(tag, languages[0] if languages else "en") for tag in value)
    return as_words(question, value, languages)


@dataclass(frozen=True)
class FormLine:
    """A form in the list of an event's forms."""

    questionnaire: Questionnaire
    title: str
    number: int | None
    questions: int

    @property
    def is_registration(self) -> bool:
        return self.questionnaire.use == Use.REGISTRATION

    @property
    def is_follow_up(self) -> bool:
        return self.questionnaire.use == Use.FOLLOW_UP


def forms(event: Event, languages: Sequence[str]) -> list[FormLine]:
    """The registration's form first. One query."""
    rows = event.questionnaires.annotate(last=Max("versions__number")).order_by("-use", "pk")
    return [
        FormLine(each, title_of(read(each.draft), languages), each.last, _many(read(each.draft)))
        for each in rows
    ]


def title_of(document: Document, languages: Sequence[str]) -> str:
    return spoken(document.title, list(languages))[0]


def _many(document: Document) -> int:
    return len(list(document.asked()))


@dataclass(frozen=True)
class Effect:
    """A change with how many who have answered lack what it needs."""

    change: Change
    label: str
    lack: int | None = None


def effects(
    questionnaire: Questionnaire, published: FormVersion | None, languages: Sequence[str]
) -> list[Effect]:
    """What publishing the draft changes, and for how many. At most two queries."""
    new = read(questionnaire.draft)
    changes = difference(document_of(published) or empty([]), new)
    lack = lacks(questionnaire, new, [each for each in changes if each.needs_answers])
    return [
        Effect(
            each,
            spoken(each.label, list(languages))[0],
            lack.get(each.question.key) if each.question and each.needs_answers else None,
        )
        for each in changes
    ]


def lacks(
    questionnaire: Questionnaire, document: Document, changes: Sequence[Change]
) -> dict[str, int]:
    """How many have not answered each question that these changes need, and would be shown it."""
    counts = {each.question.key: 0 for each in changes if each.question}
    if not counts:
        return counts
    for row in _answer_rows(questionnaire):
        given = values(row.pop("answers")) | row
        for key in lacking(document, given):
            if key in counts:
                counts[key] += 1
    return counts


def _answer_rows(questionnaire: Questionnaire) -> Any:
    if questionnaire.use == Use.REGISTRATION:
        rows = Registration.objects.filter(event=questionnaire.event_id)
        rows = rows.exclude(state=State.WITHDRAWN)
        own = ("category", "attendance", "country")
        return rows.values("answers", *own).iterator(chunk_size=2_000)
    held: list[Any] = [Reply.objects.filter(questionnaire=questionnaire)]
    held += [each.of(questionnaire) for each in answer_holders]
    return chain.from_iterable(each.values("answers").iterator(chunk_size=2_000) for each in held)


def open_follow_ups(registration: Registration) -> list[FormVersion]:
    """Forms that somebody who is registered may fill in, in their newest version. One query."""
    newest = Max("questionnaire__versions__number")
    rows = FormVersion.objects.filter(
        Q(questionnaire__state="open"),
        questionnaire__event=registration.event_id,
        questionnaire__use=Use.FOLLOW_UP,
    )
    found = rows.annotate(newest=newest).select_related("questionnaire").order_by("questionnaire")
    return [each for each in found if each.number == each.newest]
