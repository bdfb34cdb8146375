"""Who invites, and in which words."""

from typing import Any

from django.db import transaction

from accounts.records import note
from delegates.homes import LETTER
from delegates.models import LetterHead, LetterWords
from events.homes import home
from events.models import Event
from languages import texts
from languages.forms import Written
from languages.texts import Reach


@transaction.atomic
def set_head(*, event: Event, by: Any, **fields: Any) -> LetterHead:
    """Writes who invites, and how letters are made."""
    head, _made = LetterHead.objects.update_or_create(event=event, defaults=fields)
    note(by, "set the head of letters", head, sorted(fields))
    return head


def words_of(event: Event) -> LetterWords | None:
    """The organisers' own words."""
    rows = LetterWords.objects.select_related("words").filter(event=event)
    return rows.order_by("destination").first()


@transaction.atomic
def set_words(
    *, event: Event, words: Written, by: Any, destination: str = ""
) -> LetterWords | None:
    """Own words for one destination, or for all; empty ones give way to the common words."""
    row = LetterWords.objects.filter(event=event, destination=destination).first()
    if not words and not any(words.translations.values()):
        if row:
            note(by, "took the own words of letters away", event)
            row.delete()
        return None
    row = row or LetterWords(event=event, destination=destination)
    row.words = texts.save(
        row.words if row.pk else None,
        body=words.body,
        lang=words.lang,
        by=by,
        translations=words.translations,
        is_small=words.is_small,
        home=home(event, LETTER, Reach.INSIDE),
    )
    row.save()
    note(by, "wrote the words of letters", row)
    return row
