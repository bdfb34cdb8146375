"""What is done with calls."""

from django.utils import translation
from django.utils.translation import gettext as _

from events.homes import home
from events.models import Event
from languages import texts
from languages.models import Text
from workshops.homes import CALL_TITLE
from workshops.models import Call


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
