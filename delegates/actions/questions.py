"""What is done with the forms of an event: drafted, published, purged, answered."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from msgspec import structs

from accounts.records import note
from delegates import purging
from delegates.answers import Filled, document_of
from delegates.countries import forget_names
from delegates.models import Category, CountryName, FormVersion, Questionnaire, Registration, Reply
from delegates.queries.questions import latest
from delegates.questions import editing
from delegates.questions.answers import put
from delegates.questions.document import Document, Words, empty, kept, read
from delegates.questions.editing import Edit, NotInForm
from delegates.questions.faults import Fault, faults
from delegates.refusals import AnsweredAlready, Faulty, FormClosed, MovedOn, NotAsked, NotSeated
from events import countries
from events.models import Event

Use = Questionnaire.Use


@transaction.atomic
def registration_form(*, event: Event, by: Any) -> Questionnaire:
    """The form of the event's registration; an empty draft is made where there is none yet."""
    found = event.questionnaires.filter(use=Use.REGISTRATION).first()
    if found:
        return found
    draft = kept(empty(event.written_languages))
    try:
        with transaction.atomic():
            made = Questionnaire.objects.create(event=event, use=Use.REGISTRATION, draft=draft)
    except IntegrityError:
        return event.questionnaires.get(use=Use.REGISTRATION)
    note(by, "began a form", made)
    return made


@transaction.atomic
def add_follow_up(*, event: Event, title: Words, replies: str, by: Any) -> Questionnaire:
    draft = kept(empty(event.written_languages, title))
    made = Questionnaire.objects.create(
        event=event, use=Use.FOLLOW_UP, draft=draft, replies=replies
    )
    note(by, "began a form", made)
    return made


@transaction.atomic
def call_form(*, event: Event, title: Words, by: Any) -> Questionnaire:
    """An empty draft of what a call for proposals asks; the call keeps it."""
    draft = kept(empty(event.written_languages, title))
    made = Questionnaire.objects.create(event=event, use=Use.CALL, draft=draft)
    note(by, "began a form", made)
    return made


@transaction.atomic
def edit(questionnaire: Questionnaire, *, change: Edit, by: Any, did: str) -> Questionnaire:
    """Writes the next draft. Raises NotAsked if what is changed is gone meanwhile."""
    row = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    try:
        row.draft = kept(change(read(row.draft)))
    except NotInForm as error:
        raise NotAsked from error
    row.save(update_fields=["draft", "changed_at"])
    note(by, did, row)
    return row


@transaction.atomic
def set_whole(
    questionnaire: Questionnaire, *, document: Document, replies: str, by: Any
) -> Questionnaire:
    """What concerns the form as a whole; sections and questions stay as they are."""

    def change(draft: Document) -> Document:
        return structs.replace(document, sections=draft.sections)

    row = edit(questionnaire, change=change, by=by, did="changed a form")
    row.replies = replies
    row.save(update_fields=["replies", "changed_at"])
    return row


def bring_in(questionnaire: Questionnaire, *, document: Document, by: Any) -> Questionnaire:
    """Makes a file the draft; what was published and is missing in it is no longer asked.

    Raises Faulty, and then nothing is changed.
    """
    published = document_of(latest(questionnaire))
    whole = editing.with_known(document, published)
    found = [*faults(whole, own_questions(questionnaire)), *_turned(whole, published)]
    if found:
        raise Faulty(found)
    return edit(questionnaire, change=lambda draft: whole, by=by, did="imported a form")


def _turned(document: Document, published: Document | None) -> Iterable[Fault]:
    """An id that was another kind of question: old answers would no longer fit."""
    known = published.by_key() if published else {}
    for question in document.questions():
        if question.key in known and known[question.key].kind != question.kind:
            yield Fault(question.label, _("This id was another kind of question: give a new one."))


def own_questions(questionnaire: Questionnaire) -> dict[str, list[str]]:
    """What conditions may hang on besides the document's questions, with the values."""
    if questionnaire.use != Use.REGISTRATION:
        return {}
    return {
        "category": list(Category.values),
        "attendance": list(Registration.Attendance.values),
        "country": list(countries.names("en")),
    }


@transaction.atomic
def publish(questionnaire: Questionnaire, *, seen: str = "", by: Any) -> FormVersion:
    """Makes the draft the next version. `seen` is the draft's `changed_at` that the organiser
    looked at, as ISO 8601. Raises Faulty, MovedOn.
    """
    row = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    if seen and seen != row.changed_at.isoformat():
        raise MovedOn
    found = faults(read(row.draft), own_questions(row))
    if found:
        raise Faulty(found)
    last = row.versions.aggregate(last=Max("number"))["last"] or 0
    made = FormVersion.objects.create(
        questionnaire=row, number=last + 1, document=row.draft, published_by=by
    )
    note(by, "published a form", made)
    return made


@transaction.atomic
def set_state(questionnaire: Questionnaire, *, state: str, by: Any) -> None:
    """Opens or closes a follow-up form."""
    questionnaire.state = state
    questionnaire.save(update_fields=["state", "changed_at"])
    note(by, f"set a form to {state}", questionnaire)


@transaction.atomic
def purge(questionnaire: Questionnaire, *, question: UUID, by: Any) -> None:
    """Closes a question for good: its answers are deleted by a task. Raises NotAsked."""
    row = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    versions = [document_of(each) for each in row.versions.all()]
    if not any(each and str(question) in each.by_key() for each in versions):
        raise NotAsked
    if str(question) not in row.purged:
        row.purged = [*row.purged, str(question)]
        row.save(update_fields=["purged", "changed_at"])
    note(by, "closed a question and purged its answers", row, [str(question)])
    purging.purge_answers.enqueue(row.pk, str(question))


def send_reply(
    questionnaire: Questionnaire,
    *,
    registration: Registration,
    filled: Filled,
    by: Any,
    reply: Reply | None = None,
) -> Reply:
    """Keeps what somebody answered in a follow-up form.

    Raises FormClosed, NotSeated, AnsweredAlready.
    """
    if questionnaire.state != Questionnaire.State.OPEN or filled.version is None:
        raise FormClosed
    if registration.state != Registration.State.CONFIRMED:
        raise NotSeated
    try:
        with transaction.atomic():
            return _write_reply(questionnaire, registration, filled, by, reply)
    except IntegrityError as error:
        raise AnsweredAlready from error


def _write_reply(
    questionnaire: Questionnaire,
    registration: Registration,
    filled: Filled,
    by: Any,
    reply: Reply | None,
) -> Reply:
    version: Any = filled.version
    if reply is None:
        rows = registration.replies.filter(questionnaire=questionnaire)
        last = rows.aggregate(last=Max("number"))["last"] or 0
        several = questionnaire.replies == Questionnaire.Replies.SEVERAL
        number = last + 1 if several else 1
        reply = Reply(questionnaire=questionnaire, registration=registration, number=number)
    reply.version = version
    reply.answers = put(reply.answers, filled.given, seen=filled.seen, version=version.number)
    reply.save()
    note(by, "answered a form", reply, sorted(reply.answers))
    return reply


@transaction.atomic
def take_back(reply: Reply, *, by: Any) -> None:
    note(by, "took an answer back", reply)
    reply.delete()


@transaction.atomic
def name_country(*, event: Event, code: str, names: dict[str, str], by: Any) -> None:
    """Puts the event's own name for a country in place of the usual one, language by language;
    an empty one lets the usual name be.
    """
    for lang, name in names.items():
        rows = CountryName.objects.filter(event=event, code=code, lang=lang)
        if name:
            rows.update_or_create(event=event, code=code, lang=lang, defaults={"name": name})
        else:
            rows.delete()
    forget_names(event)
    note(by, "named a country", event, [code, *sorted(names)])
