"""When registration and each call close: set, extended, kept, and said to whom it concerns."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import notices
from accounts.models import Person
from events import zones
from events.actions.events import spoken
from events.closing import Closing
from events.homes import home
from events.models import Event, News, Publication
from events.ports import audiences, closings
from events.refusals import MomentIsOver, NotLonger, SayWhy
from languages import texts
from languages.forms import Written
from languages.models import Text

BEFORE = timedelta(days=3)


@transaction.atomic
def set_deadline(*, closing: Closing, until: datetime, by: Any) -> Closing:
    """Says when something closes by itself. Raises MomentIsOver."""
    if until <= timezone.now():
        raise MomentIsOver
    closing = closing.locked()
    closing.set_until(until, by)
    return closing


@transaction.atomic
def extend(
    *,
    closing: Closing,
    until: datetime,
    title: Written,
    body: Written,
    audience: Iterable[str],
    by: Any,
) -> Closing:
    """Moves a deadline on, opens what had closed, publishes the words as news and tells each of
    those in `audience` once. Raises MomentIsOver, NotLonger, SayWhy.
    """
    closing = closing.locked()
    if closing.until is not None and until <= closing.until:
        raise NotLonger
    if not title:
        raise SayWhy
    was_open = closing.is_open()
    closing = set_deadline(closing=closing, until=until, by=by)
    if not was_open:
        closing.open(by)
    news = publish(closing.event, title, body, by)
    tell(closing, people_of(closing, audience), news)
    return closing


def publish(event: Event, title: Written, body: Written, by: Any) -> News:
    """The words as a piece of the event's news."""
    return News.objects.create(
        event=event,
        title=texts.save(None, **spoken(title), by=by, home=home(event, "events.news.title")),
        body=texts.save(None, **spoken(body), by=by, home=home(event, "events.news.body")),
        state=Publication.PUBLISHED,
        published_at=timezone.now(),
    )


def people_of(closing: Closing, names: Iterable[str]) -> list[Person]:
    """Those in the audiences of these names, each once."""
    wanted = [each for each in audiences if each.switch == closing.switch]
    chosen = [each for each in wanted if each.name in set(names)]
    found = {person.pk: person for each in chosen for person in each.people(closing)}
    return list(found.values())


def tell(closing: Closing, people: list[Person], news: News) -> None:
    event = closing.event
    values = {
        "event": in_its_languages(event.name),
        "title": in_its_languages(news.title),
        "words": in_its_languages(news.body),
        "until": closes_at(closing),
    }
    key, address = f"{event.pk}:{news.pk}", f"/{event.slug}/news/"
    notices.tell(people, kind="events.extended", address=address, values=values, key=key)


def remind(closing: Closing, now: datetime) -> int:
    """Tells those who have left something to do that it closes in three days; each once for a
    deadline, and nobody else. Returns how many.
    """
    until = closing.until
    if until is None or not closing.is_open(now) or until - BEFORE > now:
        return 0
    names = [each.name for each in audiences if each.switch == closing.switch and each.left]
    event = in_its_languages(closing.event.name)
    return notices.tell(
        people_of(closing, names),
        kind=closing.reminder,
        address=closing.address,
        values={"event": event, "until": closes_at(closing), **closing.values()},
        key=f"{closing.event.pk}:{closing.key}:{until.isoformat()}",
    )


@transaction.atomic
def close_if_over(closing: Closing, now: datetime) -> bool:
    """Closes by itself what is past its deadline; whether it did."""
    closing = closing.locked()
    if closing.until is None or closing.until > now or not closing.is_thrown:
        return False
    # Nobody threw it: the record says so.
    closing.close(None)
    return True


def closings_of(event: Event, switch: str = "") -> list[Closing]:
    """What of an event closes by itself, or what of one switch does. One query a kind."""
    chosen = [each for each in closings if switch in {"", each.switch}]
    return [closing for each in chosen for closing in each.of(event)]


def closes_at(closing: Closing) -> str:
    """The deadline as people of any language read it; empty where there is none."""
    return zones.in_any_language(closing.until, closing.zone) if closing.until else ""


def in_its_languages(text: Text) -> dict[str, str]:
    """A text as a notice keeps it: by language, the source first."""
    published = text.translations.exclude(state="draft").values_list("lang", "body")
    return {text.lang: text.body, **dict(published)}
