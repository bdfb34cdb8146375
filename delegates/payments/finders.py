"""What an address about money means. Each finder raises Http404."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from delegates.models import Fee, Grant, Paper, Payer, Payment

WITH_PERSON = ("event", "payer", "fee__registration")


def find_fee(event: str, fee: UUID) -> Fee:
    rows = Fee.objects.select_related("event", "registration", "payer")
    return get_object_or_404(rows, event__slug=event, uid=fee)


def find_payer(event: str, payer: UUID) -> Payer:
    rows = Payer.objects.select_related("event", "organisation")
    return get_object_or_404(rows, event__slug=event, uid=payer)


def find_payment(event: str, payment: UUID) -> Payment:
    rows = Payment.objects.select_related(*WITH_PERSON)
    return get_object_or_404(rows, event__slug=event, uid=payment)


def find_paper(event: str, paper: UUID) -> Paper:
    rows = Paper.objects.select_related(*WITH_PERSON, "credits__event")
    return get_object_or_404(rows, event__slug=event, uid=paper)


def find_grant(event: str, grant: UUID) -> Grant:
    rows = Grant.objects.select_related("event", "registration")
    return get_object_or_404(rows, event__slug=event, uid=grant)
