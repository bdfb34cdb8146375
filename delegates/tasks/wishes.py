"""Mails about wishes to change."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django_tasks import task

from accounts import mail
from delegates.models import Registration, Wish
from delegates.tokens import wish_token
from languages import texts

# What is said only while the wish stands as it stood.
STANDING = {"waits": Wish.State.WAITING, "lapsed": Wish.State.WAITING, "offered": "offered"}


@task(queue_name="mail")
def write_of_wishes(mails: list[list[Any]]) -> None:
    """Has each of many told: [registration, news, sequence of her wish]."""
    with transaction.atomic():
        for each in mails:
            write_of_wish.enqueue(*each)


@task(queue_name="mail")
def write_of_wish(registration: int, news: str, sequence: int) -> None:
    """Tells a person how her wish to change stands: `waits`, `offered`, `lapsed` (at the back of
    the list now), `over` or `made`.
    """
    rows = Registration.objects.filter(pk=registration, person__isnull=False)
    found = rows.select_related("event", "person").first()
    wish = Wish.objects.filter(registration=registration).first()
    if found is None or found.person is None or _moved_on(wish, news, sequence):
        return
    event, person = found.event, found.person
    languages = list(dict.fromkeys([found.lang, *person.languages, event.lang]))
    page = f"{settings.ADDRESS}/{event.slug}/registration/"
    if wish and news == "offered":
        page = f"{settings.ADDRESS}/{event.slug}/offers/{wish_token(wish)}/"
    context = {
        "registration": found,
        "event": event,
        "name": texts.load([event.name_id], languages)[event.name_id],
        "wish": wish,
        "page": page,
    }
    template = f"delegates/mail/wish_{news}"
    mail.write(to=person, template=template, context=context, languages=languages)


def _moved_on(wish: Wish | None, news: str, sequence: int) -> bool:
    if news not in STANDING:
        return False
    return wish is None or (wish.state, wish.sequence) != (STANDING[news], sequence)
