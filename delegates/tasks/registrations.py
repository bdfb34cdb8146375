"""What is done after the commit: mail, and the waiting list."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django_tasks import task

from accounts import mail
from accounts.models import Person
from delegates.calendar import entry_of
from delegates.models import Delegation, Double, Registration, Unsent, Wish
from delegates.tokens import offer_token
from events.models import Event
from languages import texts

State = Registration.State


@task(queue_name="mail")
def write_to_them(mails: list[list[Any]]) -> None:
    """Has each of many told how she stands: [uid, state, sequence, perhaps a template]."""
    with transaction.atomic():
        for each in mails:
            write_to_her.enqueue(*each)


@task(queue_name="mail")
def write_to_her(uid: str, state: str, sequence: int, template: str = "") -> None:
    """Tells a person how her registration stands, in the mail of its state or in `template`.

    Says nothing if it has moved on since: that move has its own mail.
    """
    rows = Registration.objects.filter(uid=uid, state=state, sequence=sequence)
    from delegates.actions.paid_places import pays_first

    registration = rows.select_related("event__seating", "person").first()
    if registration is None or registration.person is None:
        return
    event, person = registration.event, registration.person
    # Here and not in the transaction that takes the seat, which stays as short as can be.
    Unsent.objects.filter(event=event, person=person, place="registration").delete()
    languages = list(dict.fromkeys([registration.lang, *person.languages, event.lang]))
    name = texts.load([event.name_id], languages)[event.name_id]
    address = f"{settings.ADDRESS}/{event.slug}/registration/"
    entry = mail.Attachment(
        f"{event.slug}.ics", "text/calendar", entry_of(registration, name=name, address=address)
    )
    context = {"registration": registration, "event": event, "name": name, "page": address}
    if state == State.OFFERED and pays_first(registration):
        template, context["page"] = "to_be_paid", f"{address}fee/"
    elif state == State.OFFERED:
        context["page"] = f"{settings.ADDRESS}/{event.slug}/offers/{offer_token(registration)}/"
    mail.write(
        to=person,
        template=f"delegates/mail/{template or state}",
        context=context,
        languages=languages,
        attachments=[entry] if state in {State.CONFIRMED, State.WITHDRAWN} else [],
    )


@task(queue_name="now")
def move_waiting_up(event: int) -> int:
    """Walks the waiting list of one event, after places paid meanwhile; how many moved."""
    from delegates.actions.paying_in import let_all_stand
    from delegates.actions.waiting import walk

    found = Event.objects.select_related("seating").get(pk=event)
    return len(let_all_stand(found)) + len(walk(found))


@task(queue_name="clock")
def move_all_waiting_up() -> None:
    """The safety pass over every event where someone waits or an offer's time has run out."""
    waiting = Q(state=State.WAITING) | Q(state=State.OFFERED, offered_until__lte=Now())
    events: set[int] = set()
    for model in (Registration, Wish, Delegation):
        rows = model._default_manager.filter(waiting).order_by()
        events.update(rows.values_list("event", flat=True).distinct())
    for event in sorted(events):
        move_waiting_up.enqueue(event)


@task(queue_name="clock")
def reconcile_seats() -> list[int]:
    """Compares the counters with their claims, puts right what differs and tells operators."""
    from delegates.actions.seating import reconcile

    wrong = reconcile()
    for each in Person.objects.filter(standing=Person.Standing.OPERATOR) if wrong else []:
        mail.write(
            to=each, template="delegates/mail/miscounted", context={"quotas": wrong}, languages=[]
        )
    return [quota.pk for quota in wrong]


@task(queue_name="mail")
def write_of_joining(double: int) -> None:
    """Tells whoever registered twice that the two are one; the mail names no other address."""
    rows = Double.objects.filter(pk=double, state=Double.State.JOINED)
    found = rows.select_related("event", "gone", "gone__person", "kept").first()
    if found is None or found.gone.person is None:
        return
    event, person = found.event, found.gone.person
    languages = list(dict.fromkeys([found.gone.lang, *person.languages, event.lang]))
    context = {
        "called": found.gone.called or found.gone.full_name,
        "name": texts.load([event.name_id], languages)[event.name_id],
        "same": found.kept.person_id == person.pk,
        "page": f"{settings.ADDRESS}/{event.slug}/registration/",
    }
    mail.write(to=person, template="delegates/mail/joined", context=context, languages=languages)


@task(queue_name="mail")
def write_to_coordinators(delegation: int, answer: str) -> None:
    """Tells those who look after a delegation how their wish was answered."""
    found = Delegation.objects.select_related("event").get(pk=delegation)
    event = found.event
    for each in found.coordinators.select_related("person"):
        languages = list(dict.fromkeys([*each.person.languages, event.lang]))
        context = {
            "event": event,
            "delegation": found,
            "name": texts.load([event.name_id], languages)[event.name_id],
            "page": f"{settings.ADDRESS}/{event.slug}/delegations/{found.uid}/",
        }
        template = f"delegates/mail/delegation_{answer}"
        mail.write(to=each.person, template=template, context=context, languages=languages)


@task(queue_name="now")
def enter_arrival(arrival: int) -> int:
    """Enters a list of people; how many."""
    from delegates.actions.arrivals import enter_rows

    return enter_rows(arrival)
