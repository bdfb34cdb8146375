"""When registration and the call close: set, extended, kept, and said to whom it concerns."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import notices
from accounts.models import Person
from accounts.records import note
from events.actions.events import spoken, throw_switch
from events.homes import home
from events.models import Event, News, Publication
from events.ports import audiences
from events.refusals import MomentIsOver, NotLonger, SayWhy
from events.signals import switch_thrown
from languages import texts
from languages.forms import Written
from languages.models import Text

SWITCHES = ("registration", "call")
BEFORE = timedelta(days=3)


@transaction.atomic
def set_deadline(*, event: Event, switch: str, until: datetime, by: Any) -> Event:
    """Says when `registration` or `call` closes by itself. Raises MomentIsOver."""
    if until <= timezone.now():
        raise MomentIsOver
    event = Event.objects.select_for_update().get(pk=event.pk)
    setattr(event, f"{switch}_until", until)
    event.save(update_fields=[f"{switch}_until"])
    note(by, f"set the deadline of {switch}", event, [f"{switch}_until"])
    return event


@transaction.atomic
def extend(
    *,
    event: Event,
    switch: str,
    until: datetime,
    title: Written,
    body: Written,
    audience: Iterable[str],
    by: Any,
) -> Event:
    """Moves a deadline on, opens what had closed, publishes the words as news and tells each of
    those in `audience` once. Raises MomentIsOver, NotLonger, SayWhy.
    """
    event = Event.objects.select_for_update().get(pk=event.pk)
    before = event.closes(switch)
    if before is not None and until <= before:
        raise NotLonger
    if not title:
        raise SayWhy
    was_closed = not event.is_open(switch)
    event = set_deadline(event=event, switch=switch, until=until, by=by)
    if getattr(event, switch) != Event.Switch.OPEN:
        event = throw_switch(event=event, switch=switch, to=Event.Switch.OPEN, by=by)
    elif was_closed:
        switch_thrown.send(sender=None, event=event, switch=switch)
    news = publish(event, title, body, by)
    tell(event, "events.extended", people_of(event, switch, audience), news, until)
    return event


def publish(event: Event, title: Written, body: Written, by: Any) -> News:
    """The words as a piece of the event's news."""
    return News.objects.create(
        event=event,
        title=texts.save(None, **spoken(title), by=by, home=home(event, "events.news.title")),
        body=texts.save(None, **spoken(body), by=by, home=home(event, "events.news.body")),
        state=Publication.PUBLISHED,
        published_at=timezone.now(),
    )


def people_of(event: Event, switch: str, names: Iterable[str]) -> list[Person]:
    """Those in the audiences of these names, each once."""
    wanted = [each for each in audiences if each.switch == switch and each.name in set(names)]
    found = {person.pk: person for each in wanted for person in each.people(event)}
    return list(found.values())


def tell(event: Event, kind: str, people: list[Person], news: News, until: datetime) -> None:
    values = {
        "event": in_its_languages(event.name),
        "title": in_its_languages(news.title),
        "words": in_its_languages(news.body),
        "until": shown(event, until),
    }
    key = f"{event.pk}:{news.pk}"
    notices.tell(people, kind=kind, address=f"/{event.slug}/news/", values=values, key=key)


def remind(event: Event, switch: str, now: datetime) -> int:
    """Tells those who have left something to do that it closes in three days; each once for a
    deadline, and nobody else. Returns how many.
    """
    until = event.closes(switch)
    if until is None or not event.is_open(switch, now) or until - BEFORE > now:
        return 0
    names = [each.name for each in audiences if each.switch == switch and each.left]
    return notices.tell(
        people_of(event, switch, names),
        kind=f"events.{switch}_closes",
        address=f"/{event.slug}/",
        values={"event": in_its_languages(event.name), "until": shown(event, until)},
        key=f"{event.pk}:{until.isoformat()}",
    )


@transaction.atomic
def close_if_over(event: Event, switch: str, now: datetime) -> bool:
    """Closes by itself what is past its deadline; whether it did."""
    event = Event.objects.select_for_update().get(pk=event.pk)
    until = event.closes(switch)
    if until is None or until > now or getattr(event, switch) != Event.Switch.OPEN:
        return False
    # Nobody threw it: the record says so.
    throw_switch(event=event, switch=switch, to=Event.Switch.CLOSED, by=None)
    return True


def closes_at(event: Event, switch: str) -> str:
    """The deadline as people read it; empty where there is none."""
    until = event.closes(switch)
    return shown(event, until) if until else ""


def shown(event: Event, moment: datetime) -> str:
    """A moment as people of any language read it: ISO 8601 day, hour, zone."""
    return f"{moment.astimezone(event.tz):%Y-%m-%d %H:%M} ({event.zone})"


def in_its_languages(text: Text) -> dict[str, str]:
    """A text as a notice keeps it: by language, the source first."""
    published = text.translations.exclude(state="draft").values_list("lang", "body")
    return {text.lang: text.body, **dict(published)}
