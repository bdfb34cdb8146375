"""What is done with money after the commit, and from time to time."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from accounts import mail
from accounts.models import Person
from delegates.models import Fee, FeePlan, Grant, Payment, Refund, Registration
from delegates.models.fund import LIVE
from delegates.money import Money
from events.models import Event
from languages import texts

# Days before the last day to pay on which a reminder goes out.
BEFORE = (14, 3)


def _write(registration: Registration | None, template: str, **context: Any) -> None:
    """A mail to a registered person in her language; nothing where nobody is left."""
    person = registration.person if registration else None
    if registration is None or person is None:
        return
    event = registration.event
    languages = list(dict.fromkeys([registration.lang, *person.languages, event.lang]))
    given = {
        "registration": registration,
        "name": texts.load([event.name_id], languages)[event.name_id],
        "page": f"{settings.ADDRESS}/{event.slug}/registration/fee/",
    }
    path = f"delegates/mail/{template}"
    mail.write(to=person, template=path, context=given | context, languages=languages)


@task(queue_name="mail")
def thank(payment: str) -> None:
    """Says that money came, and what follows where whoever paid has no place. Places that were
    held until then are hers first, and theirs for whom a payer paid.
    """
    from delegates.actions.paid_places import may_pay

    received = Payment.objects.filter(uid=payment, state=Payment.State.RECEIVED)
    for fee in Fee.objects.filter(shares__payment__in=received).order_by("pk"):
        let_stand(fee.pk)
    rows = received.select_related("fee__registration__event", "fee__registration__person")
    found = rows.first()
    if found is None or found.fee is None:
        return
    registration = found.fee.registration
    seated = registration and may_pay(registration)
    template = "paid" if seated else "paid_without_place"
    _write(registration, template, sum=found.money, left=found.fee.money(found.fee.left))


def let_stand(fee: int) -> None:
    """Gives the place that waited for this fee, if there is one."""
    from delegates.actions import paying_in

    rows = Registration.objects.select_related("event__seating", "person")
    found = rows.filter(fee=fee).exclude(state=Registration.State.CONFIRMED).first()
    if found:
        paying_in.let_stand(found)


@task(queue_name="now")
def look_at_place(fee: int) -> None:
    """After a fee was let off, or another price was chosen."""
    let_stand(fee)


@task(queue_name="mail")
def tell_of_refund(refund: int) -> None:
    """Says that money goes back."""
    rows = Refund.objects.select_related(
        "payment__fee__registration__event", "payment__fee__registration__person"
    )
    found = rows.filter(pk=refund).first()
    if found and found.payment.fee:
        sum_ = Money(found.amount, found.payment.currency)
        _write(found.payment.fee.registration, "refunded", sum=sum_)


@task(queue_name="mail")
def tell_of_no_refund(fee: str) -> None:
    """Says that what was asked for does not go back."""
    rows = Fee.objects.select_related("registration__event", "registration__person")
    found = rows.filter(uid=fee).first()
    if found:
        _write(found.registration, "not_refunded")


@task(queue_name="mail")
def tell_of_grant(grant: str, state: str) -> None:
    """Says what the committee decided, or that an offer has lapsed."""
    rows = Grant.objects.select_related("registration__event", "registration__person")
    found = rows.filter(uid=grant, state=state).first()
    if found is None:
        return
    money = found.event.fee_plan.money(found.granted)
    _write(found.registration, f"grant_{state}", grant=found, sum=money)


@task(queue_name="clock")
def return_unanswered_grants() -> int:
    """Offers whose day is over go back to the fund."""
    from delegates.actions.grants import return_unanswered

    return return_unanswered()


@task(queue_name="clock")
def quote_everybody() -> int:
    """Quotes those who have a place and no fee yet, in events that have prices."""
    from delegates.actions.fees import quote_missing

    priced = Event.objects.filter(fee_plan__isnull=False, list_prices__isnull=False).distinct()
    return sum(quote_missing(event) for event in priced)


@task(queue_name="clock")
def remind() -> int:
    """Reminds those who owe, some days before the last day; returns how many."""
    today = timezone.now().date()
    reminded = 0
    for plan in FeePlan.objects.filter(due__gte=today).select_related("event"):
        days = (plan.due - today).days if plan.due else 0
        since = next((each for each in sorted(BEFORE) if days <= each), None)
        if since is not None and plan.due:
            from_day = plan.due - timedelta(days=since)
            reminded += sum(_remind(fee, plan) for fee in concerned(plan.event, from_day))
    return reminded


def concerned(event: Event, since: Any) -> list[Fee]:
    """Whom a reminder concerns: people with a place who owe something, for whom nobody else has
    promised to pay, who ask nothing of the fund nor their fee back, and whom nobody reminded
    since that day.
    """
    asks = Grant.objects.filter(kind=Grant.Kind.WAIVER, state__in=LIVE)
    rows = Fee.objects.filter(
        Q(reminded_at=None) | Q(reminded_at__date__lt=since),
        event=event,
        state__in=[Fee.State.OWES, Fee.State.PARTLY],
        payer=None,
        refund_asked_at=None,
        registration__state=Registration.State.CONFIRMED,
        registration__person__state=Person.State.ACTIVE,
    ).exclude(registration__in=asks.values("registration"))
    found = rows.select_related("registration__event", "registration__person").order_by("pk")
    return [fee for fee in found if fee.left]


def _remind(fee: Fee, plan: FeePlan) -> bool:
    now = timezone.now()
    fresh = Fee.objects.filter(pk=fee.pk, reminded_at=fee.reminded_at)
    if not fresh.update(reminded_at=now):
        return False
    _write(fee.registration, "fee_reminder", left=fee.money(fee.left), due=plan.due)
    return True
