"""Mails about care: each says that there is something to read, never what."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django_tasks import task

from accounts import mail
from accounts.models import Person
from delegates.models import Exclusion, Match, Registration, Report
from events.models import Event
from jobs.actions import enqueue_once
from languages import texts

BATCH = 200


@task(queue_name="mail")
def write_to_readers(uid: str, person: int | None = None) -> None:
    """Tells those who read a report (or the one of them) that there is something new in it."""
    report = Report.objects.filter(uid=uid).select_related("event").first()
    if report is None:
        return
    readers = report.readers.select_related("person")
    if person:
        readers = readers.filter(person=person)
    for each in readers:
        page = f"{settings.ADDRESS}/{report.event.slug}/organise/care/{report.uid}/"
        _write(each.person, report.event, "delegates/mail/care", {"page": page})


@task(queue_name="mail")
def write_to_reporter(uid: str) -> None:
    """Tells whoever reported by name that there is an answer."""
    report = Report.objects.filter(uid=uid).select_related("event", "person").first()
    if report is None or report.person is None:
        return
    page = f"{settings.ADDRESS}/{report.event.slug}/care/"
    _write(report.person, report.event, "delegates/mail/answered", {"page": page})


@task(queue_name="mail")
def write_of_exclusion(exclusion: int, state: str) -> None:
    """Tells a person that she is excluded, or no longer."""
    rows = Exclusion.objects.filter(pk=exclusion, state=state)
    found = rows.select_related("registration__event", "registration__person").first()
    if found is None or found.registration.person is None:
        return
    her = found.registration
    context = {"called": her.called or her.full_name, "holds": state == Exclusion.State.HOLDS}
    context["page"] = f"{settings.ADDRESS}/{her.event.slug}/care/"
    _write(found.registration.person, her.event, "delegates/mail/excluded", context)


@task(queue_name="mail")
def write_the_alert(event: int, text: int, after: int = 0) -> None:
    """Writes an emergency's words to everybody who is registered, 200 in a job, each once."""
    found = Event.objects.filter(pk=event, alert=text).first()
    if found is None:
        return
    rows = Registration.objects.filter(event=found, pk__gt=after, person__isnull=False)
    rows = rows.exclude(state=Registration.State.WITHDRAWN).select_related("person")
    batch = list(rows.order_by("pk")[:BATCH])
    bank = texts.Bank([found.name_id, text])
    with transaction.atomic():
        for each in batch:
            _write_the_alert(each, found, bank)
        if len(batch) == BATCH:
            last = batch[-1].pk
            key = f"alert:{event}:{text}:{last}"
            enqueue_once(write_the_alert, key=key, event=event, text=text, after=last)


def _write_the_alert(registration: Registration, event: Event, bank: texts.Bank) -> None:
    """In the language of the words as she gets them, so that the mail speaks one."""
    person: Any = registration.person
    languages = [tag for tag in (registration.lang, *person.languages, *event.languages) if tag]
    read = bank.readings(languages)
    words = read[event.alert_id]
    mail.write(
        to=person,
        template="delegates/mail/alert",
        context={"name": read[event.name_id], "words": words},
        languages=[words.lang, *languages],
    )


def _write(person: Person, event: Event, template: str, context: dict[str, Any]) -> None:
    languages: Sequence[str] = [*person.languages, event.lang]
    name = texts.load([event.name_id], languages)[event.name_id]
    mail.write(to=person, template=template, context={"name": name, **context}, languages=languages)


@task(queue_name="mail")
def write_of_match(match: int, said: str) -> None:
    """Tells host and guest that they are asked, that both said yes, or that it came to nothing.

    Names and addresses stand only behind the log-in.
    """
    rows = Match.objects.select_related(
        "offer__registration__event", "offer__registration__person", "wish__registration__person"
    )
    found = rows.filter(pk=match).first()
    stands = {"asked": Match.Answer.ASKED in {found.host_says, found.guest_says},
              "agreed": found.agreed, "ended": found.refused} if found else {}  # fmt: skip
    if found is None or not stands[said]:
        return
    event = found.offer.registration.event
    page = f"{settings.ADDRESS}/{event.slug}/staying/"
    for side in (found.offer, found.wish):
        if side.registration.person:
            context = {"page": page, "said": said}
            _write(side.registration.person, event, "delegates/mail/lodging", context)
