"""Making and changing an event."""

from datetime import date
from typing import Any, NotRequired, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import Person
from accounts.records import note
from events.addresses import RESERVED
from events.homes import home
from events.models import Event, Membership, Role, Series
from events.refusals import AddressTaken, EndsBeforeItBegins, SeriesNotYours
from events.rules import forget_roles
from events.signals import event_changed, switch_thrown
from languages import spaces, texts
from languages.forms import Written
from languages.texts import Home, Reach


class Plain(TypedDict):
    """What an event is besides its texts, its address and its series."""

    begins: date
    ends: date
    zone: str
    languages: list[str]
    place: NotRequired[str]
    country: NotRequired[str]


FIELDS = tuple(Plain.__annotations__)


@transaction.atomic
def create_series(*, name: Written, by: Person) -> Series:
    """A series of editions; its address is made from its name."""
    space = spaces.make([name.lang, *name.translations])
    where = Home(space.pk, tuple(space.languages), "events.series", Reach.OPEN)
    text = texts.save(None, **spoken(name), by=by, home=where)
    slug = free_slug(Series, name.body, "series")
    series = Series.objects.create(slug=slug, space=space, name=text)
    note(by, "made a series", series)
    return series


@transaction.atomic
def create_event(
    *,
    name: Written,
    by: Person,
    slug: str = "",
    about: Written | None = None,
    series: Series | None = None,
    **plain: Unpack[Plain],
) -> Event:
    """A meeting that `by` organises. Its address is made from its name unless `slug` is given.

    Raises AddressTaken, EndsBeforeItBegins, SeriesNotYours.
    """
    check_days(plain)
    if series is not None and not organises_in(by, series):
        raise SeriesNotYours
    slug = slug or free_slug(Event, name.body, f"event-{plain['begins'].year}")
    check_address(slug)
    event = Event(slug=slug, series=series, space=spaces.make(plain["languages"]), **plain)
    _write(event, name, about, by)
    event.save()
    if series:
        spaces.add_languages(series.space, event.languages)
    Membership.objects.create(event=event, person=by, role=Role.ORGANISER)
    forget_roles(by)
    note(by, "made an event", event)
    return event


@transaction.atomic
def change_event(
    *, event: Event, name: Written, about: Written, by: Person, slug: str, **plain: Unpack[Plain]
) -> Event:
    """Raises AddressTaken, EndsBeforeItBegins."""
    check_days(plain)
    if slug != event.slug:
        check_address(slug)
    old_slug = event.slug
    found: dict[str, Any] = {**plain, "slug": slug}
    changed = [field for field, value in found.items() if getattr(event, field) != value]
    for field in changed:
        setattr(event, field, found[field])
    spaces.speak(event.space, event.languages)
    _write(event, name, about, by)
    event.save()
    note(by, "changed the event", event, [*changed, "name", "about"])
    event_changed.send(sender=None, event=event, old_slug=old_slug)
    return event


@transaction.atomic
def throw_switch(*, event: Event, switch: str, to: str, by: Person | None) -> Event:
    """Opens or closes `registration`, `call` or `programme`; twice is once.

    What is opened by hand after its deadline has none any more.
    """
    fields, until = [switch], event.closes(switch)
    if to == Event.Switch.OPEN and until is not None and until <= timezone.now():
        fields.append(f"{switch}_until")
        setattr(event, fields[1], None)
    if getattr(event, switch) != to or len(fields) > 1:
        setattr(event, switch, to)
        event.save(update_fields=fields)
        note(by, f"{'opened' if to == Event.Switch.OPEN else 'closed'} {switch}", event, [switch])
        switch_thrown.send(sender=None, event=event, switch=switch)
    return event


def _write(event: Event, name: Written, about: Written | None, by: Person) -> None:
    for column, words in (("name", name), ("about", about)):
        kept = getattr(event, column) if getattr(event, f"{column}_id") else None
        if words or (kept and words is not None):
            where = home(event, f"events.{column}")
            setattr(event, column, texts.save(kept, **spoken(words), by=by, home=where))


def spoken(written: Written) -> dict[str, Any]:
    """What `texts.save` wants."""
    return {
        "body": written.body,
        "lang": written.lang,
        "translations": written.translations,
        "is_small": written.is_small,
    }


def check_days(plain: Plain) -> None:
    if plain["ends"] < plain["begins"]:
        raise EndsBeforeItBegins


def check_address(slug: str) -> None:
    if slug in RESERVED or Event.objects.filter(slug=slug).exists():
        raise AddressTaken


def organises_in(person: Person, series: Series) -> bool:
    """Whether she organises an edition of the series, or the series has none yet."""
    editions = Event.objects.filter(series=series)
    hers = Membership.objects.filter(event__in=editions, person=person, role=Role.ORGANISER)
    return any(held.holds() for held in hers.select_related("event")) or not editions.exists()


def free_slug(model: type[Event] | type[Series], name: str, otherwise: str) -> str:
    """An address from the name's Latin letters; a number makes it free."""
    base = slugify(name)[:40].strip("-") or otherwise
    taken = set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    taken |= RESERVED
    numbered = (f"{base}-{n}" for n in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)
