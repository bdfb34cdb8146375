"""What an event is divided into, and what it says: themes, constituencies, venues, rooms,
pages and news share one life.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone

from accounts.models import Person
from accounts.records import note
from events.actions.events import spoken
from events.continents import CONTINENTS
from events.homes import home_of_part
from events.models import (
    Constituency,
    Event,
    News,
    Page,
    Publication,
    Room,
    Theme,
    Venue,
)
from events.refusals import StillInUse
from languages import texts
from languages.forms import Written
from languages.models import Text
from languages.texts import Reach

EventPart = Theme | Constituency | Venue | Room | Page | News


@transaction.atomic
def save_part(
    part: EventPart, *, written: Mapping[str, Written], by: Person, changed: list[str]
) -> EventPart:
    """Saves a part of an event, new or old, with its texts; a new one stands last."""
    is_new = part.pk is None
    for column, words in written.items():
        kept = None if is_new else getattr(part, column)
        where = home_of_part(part, column)
        setattr(part, column, texts.save(kept, **spoken(words), by=by, home=where))
    if is_new and not isinstance(part, News):
        part.position = next_position(part)
    part.save()
    kind = part._meta.verbose_name
    note(by, f"{'added' if is_new else 'changed'} a {kind}", part, changed)
    return part


def next_position(part: Any) -> int:
    last = type(part).objects.filter(event=part.event).aggregate(last=Max("position"))["last"]
    return 1 if last is None else int(last) + 1


@transaction.atomic
def move(part: Any, *, by: Person, up: bool) -> None:
    """Changes places with the neighbour; at the end nothing happens."""
    row = list(type(part).objects.filter(event=part.event))
    here = next(place for place, each in enumerate(row) if each.pk == part.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(row):
        return
    row[here], row[there] = row[there], row[here]
    for place, each in enumerate(row):
        each.position = place
    type(part).objects.bulk_update(row, ["position"])
    note(by, f"moved a {part._meta.verbose_name}", part, ["position"])


@transaction.atomic
def remove(part: Any, *, by: Person, in_use: Callable[[Any], bool] = lambda part: False) -> None:
    """Deletes a part and its texts. Raises StillInUse where something stands on it."""
    if in_use(part):
        raise StillInUse
    columns = [f for f in part._meta.fields if f.related_model is Text]
    held = [getattr(part, f.attname) for f in columns]
    note(by, f"deleted a {part._meta.verbose_name}", part)
    try:
        with transaction.atomic():
            part.delete()
    except ProtectedError as used:
        raise StillInUse from used
    Text.objects.filter(pk__in=[pk for pk in held if pk]).delete()


@transaction.atomic
def set_state(piece: Page | News, *, state: str, by: Person) -> Page | News:
    """Publishes a page or a piece of news, or makes it a draft again."""
    if piece.state == state:
        return piece
    piece.state = state
    if isinstance(piece, News) and piece.published_at is None:
        piece.published_at = timezone.now()
    piece.save()
    is_public = state == Publication.PUBLISHED
    texts.offer([piece.title_id, piece.body_id], Reach.OPEN if is_public else Reach.INSIDE)
    verb = "published" if state == Publication.PUBLISHED else "withdrew"
    note(by, f"{verb} a {piece._meta.verbose_name}", piece, ["state"])
    return piece


@transaction.atomic
def add_continents(*, event: Event, by: Person) -> list[Constituency]:
    """Adds the six continents with their countries, in the event's languages; twice is once."""
    if event.constituencies.exists():
        return []
    added = []
    for continent in CONTINENTS:
        named = {lang: continent.names[lang] for lang in event.languages if lang in continent.names}
        lang = next(iter(named), "en")
        written = Written(continent.names[lang], lang, named)
        part = Constituency(event=event, countries=sorted(continent.countries))
        save_part(part, written={"name": written}, by=by, changed=["name", "countries"])
        added.append(part)
    return added
