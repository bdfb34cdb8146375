"""The one notice service: an inbox here, mail and push as each person wishes.

An upper app declares its kinds (`accounts.ports.declare`) and calls `tell`. Nothing is told by
mail or push alone: all of it stands in the inbox too.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts import mail, push
from accounts.hours import due
from accounts.models import Mail, Notice, NoticeWish, Person
from accounts.ports import NoticeKind, notice_kinds

AT_ONCE = 500


@transaction.atomic
def tell(
    people: Iterable[Person],
    *,
    kind: str,
    address: str,
    values: Mapping[str, Any] | None = None,
    key: str = "",
) -> int:
    """Puts a notice into the inbox of each of `people`; returns for how many it is new.

    `address` is a path of this server. With a `key` each person is told the same once. Raises
    KeyError for a kind that nobody declared.
    """
    now = timezone.now()
    known = {person.pk: person for person in people if person.is_active}
    known = _not_yet_told(known, kind, key)
    ways, pushed = _wished(known, notice_kinds[kind])
    rows = [
        Notice(
            person=person,
            kind=kind,
            key=key,
            values=dict(values or {}),
            address=address,
            mail_at=due(person, ways[pk], now) if person.has_address else None,
            push_at=push.due(person, ways[pk], now) if pk in pushed else None,
        )
        for pk, person in known.items()
    ]
    Notice.objects.bulk_create(rows, batch_size=AT_ONCE)
    count_unread(known)
    _send_soon(rows, now)
    return len(rows)


def _wished(people: Iterable[int], kind: NoticeKind) -> tuple[dict[int, str], set[int]]:
    """How each is mailed, and whose browsers show it."""
    people = list(people)
    wished = NoticeWish.objects.filter(kind=kind.name, person__in=people)
    wishes = {wish.person_id: wish for wish in wished}
    ways = {pk: wishes[pk].way if pk in wishes else kind.way for pk in people}
    shown = {pk for pk in people if push.shows(kind, wishes.get(pk))}
    return ways, push.with_browsers(shown) if shown else set()


def _not_yet_told(people: dict[int, Person], kind: str, key: str) -> dict[int, Person]:
    if not key:
        return people
    # Locked in their order, so that two runs of one task follow each other.
    locked = Person.objects.select_for_update().filter(pk__in=people).order_by("pk")
    list(locked.values_list("pk"))
    told = set(
        Notice.objects.filter(kind=kind, key=key, person__in=people).values_list(
            "person", flat=True
        )
    )
    return {pk: person for pk, person in people.items() if pk not in told}


def _send_soon(rows: Sequence[Notice], now: datetime) -> None:
    from accounts.tasks import push_notices, send_notices

    for row in rows:
        if row.push_at and row.push_at <= now:
            push_notices.enqueue(person=row.person_id)
        if row.mail_at and row.mail_at <= now:
            send_notices.enqueue(person=row.person_id)


def count_unread(people: Iterable[int]) -> None:
    """Writes the cached number of unread notices anew."""
    mine = Notice.objects.filter(person=OuterRef("pk"), read_at=None).order_by()
    many = mine.values("person").annotate(many=Count("pk")).values("many")
    Person.objects.filter(pk__in=people).update(unread=Coalesce(Subquery(many), 0))


@transaction.atomic
def mark_read(person: Person, notices: Iterable[Notice] | None = None) -> None:
    """Marks some of her notices as read, or all; what is read goes out no more."""
    hers = Notice.objects.filter(person=person, read_at=None)
    if notices is not None:
        hers = hers.filter(pk__in=[each.pk for each in notices])
    hers.update(read_at=timezone.now(), mail_at=None, push_at=None)
    count_unread([person.pk])


@transaction.atomic
def send_due(person_id: int, now: datetime) -> Mail | None:
    """Mails what is due for a person, all in one; None where nothing is."""
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None or not (person.is_active and person.has_address):
        return None
    rows = list(person.notices.filter(mail_at__lte=now).order_by("pk")[:200])
    if not rows:
        return None
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(mail_at=None)
    return mail.write(
        to=person,
        template="accounts/mail/notices",
        context={"person": person, "notices": [_in_mail(row, person) for row in rows]},
    )


def _in_mail(notice: Notice, person: Person) -> "Told":
    from django.utils import translation

    with translation.override(mail.spoken_language(person.languages)):
        return told(notice, person.languages)


@dataclass(frozen=True)
class Told:
    """A notice in the words of its reader."""

    notice: Notice
    line: str

    def __getattr__(self, name: str) -> Any:
        return getattr(self.notice, name)


def told(notice: Notice, languages: Sequence[str]) -> Told:
    """The notice's line in the language of the moment, its values in the reader's."""
    kind = notice_kinds.get(notice.kind)
    if kind is None:
        return Told(notice, notice.kind)
    values = {name: said(value, languages) for name, value in notice.values.items()}
    return Told(notice, " ".join(mail.render(kind.template, values).split()))


def said(value: Any, languages: Sequence[str]) -> Any:
    """A value; of a map of languages (the source first) the one that she reads best."""
    if not isinstance(value, dict):
        return value
    bases = {lang.partition("-")[0]: words for lang, words in reversed(value.items())}
    known = (value.get(lang) or bases.get(lang.partition("-")[0]) for lang in languages)
    return next(filter(None, known), next(iter(value.values()), ""))


@transaction.atomic
def set_wishes(
    *,
    person: Person,
    ways: Mapping[str, str],
    shown: Container[str],
    quiet_from: Any,
    quiet_until: Any,
) -> None:
    """How she hears of each kind, whether her browsers show it, and when she wants to be left
    alone.
    """
    for kind, way in ways.items():
        wish = {"way": way, "push": kind in shown}
        NoticeWish.objects.update_or_create(person=person, kind=kind, defaults=wish)
    person.quiet_from, person.quiet_until = quiet_from, quiet_until
    person.save(update_fields=["quiet_from", "quiet_until"])
