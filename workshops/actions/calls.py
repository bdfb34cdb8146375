"""What is done with calls."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.records import note
from delegates.actions.questions import call_form
from delegates.models import Questionnaire
from events.actions.deadlines import in_its_languages
from events.actions.parts import next_position
from events.actions.parts import remove as remove_part
from events.closing import still
from events.homes import home
from events.models import Event, Theme
from events.refusals import MomentIsOver
from languages import texts
from languages.forms import Written
from languages.models import Text
from workshops.actions.words import save_text
from workshops.homes import CALL_ABOUT, CALL_TITLE
from workshops.models import ActivityKind, Call


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What organisers say of a call. A deadline that stands is moved by its extension alone."""

    title: Written
    about: Written
    kinds: list[ActivityKind] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    who: str = Call.Who.ANYBODY
    readers: str = Call.Readers.PROPOSERS
    limit: int | None = None
    zone: str = ""
    until: datetime | None = None


def first_call(event: Event) -> Call:
    """The event's first call, made where it has none: an event may say no more than "open"."""
    found = event.calls.first()
    return found or Call.objects.create(event=event, title=_title(event))


def _title(event: Event) -> Text:
    words = {}
    for lang in event.written_languages:
        with translation.override(lang):
            words[lang] = _("Call for proposals")
    source = words.pop(event.lang)
    others = {lang: said for lang, said in words.items() if said != source}
    return texts.save(
        None,
        body=source,
        lang=event.lang,
        by=None,
        translations=others,
        home=home(event, CALL_TITLE),
    )


@transaction.atomic
def add_call(*, event: Event, terms: Terms, by: Any) -> Call:
    """A call that stands last and takes nothing yet. Raises MomentIsOver."""
    call = Call(event=event, state=Call.State.CLOSED)
    call.position = next_position(call)
    _write(call, terms, by)
    note(by, "added a call", call)
    return call


@transaction.atomic
def change_call(call: Call, *, terms: Terms, by: Any) -> Call:
    """Raises MomentIsOver."""
    call = Call.objects.select_for_update(of=("self",)).select_related("event").get(pk=call.pk)
    _write(call, terms, by)
    note(by, "changed a call", call)
    return call


def _write(call: Call, terms: Terms, by: Any) -> None:
    title, about = (getattr(call, each) if call.pk else None for each in ("title", "about"))
    call.title = save_text(title, terms.title, home(call.event, CALL_TITLE), by=by)
    if about or terms.about:
        call.about = save_text(about, terms.about, home(call.event, CALL_ABOUT), by=by)
    for name in ("who", "readers", "limit", "zone"):
        setattr(call, name, getattr(terms, name))
    if terms.until and call.until is None:
        if not still(terms.until):
            raise MomentIsOver
        call.until = terms.until
    call.save()
    call.kinds.set(terms.kinds)
    call.themes.set(terms.themes)


@transaction.atomic
def throw(call: Call, *, to: str, by: Any) -> Call:
    """Opens or closes it; twice is once. What is opened after its deadline has none any more."""
    call = Call.objects.select_for_update().get(pk=call.pk)
    is_over = to == Call.State.OPEN and not still(call.until, timezone.now())
    if call.state != to or is_over:
        call.state, call.until = to, None if is_over else call.until
        call.save(update_fields=["state", "until", "changed_at"])
        note(by, "opened a call" if to == Call.State.OPEN else "closed a call", call)
    return call


@transaction.atomic
def remove(call: Call, *, by: Any) -> None:
    """Raises StillInUse where something was proposed."""
    form = call.questionnaire
    remove_part(call, by=by, in_use=lambda part: part.proposals.exists())
    if form:
        form.delete()


@transaction.atomic
def begin_form(call: Call, *, by: Any) -> Questionnaire:
    """The form of the call's own questions; an empty draft is made where there is none yet."""
    call = Call.objects.select_for_update().get(pk=call.pk)
    if call.questionnaire is None:
        title = in_its_languages(call.title)
        call.questionnaire = call_form(event=call.event, title=title, by=by)
        call.save(update_fields=["questionnaire", "changed_at"])
    return call.questionnaire
