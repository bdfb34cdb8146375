"""Money that came, for whom, and what was written about it."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models.fees import Fee, Payer
from delegates.money import AmountField, Money, rounded
from events.models import Event


class Payment(models.Model):
    """One payment for a fee, or of a payer for several.

    `amount` is what was asked for or came, `charges` what banks kept of it and the event bears,
    `refunded` what went back. States only move forward: pending, lapsed, questioned, received.
    """

    class Way(models.TextChoices):
        CARD = "card", _("card")
        TRANSFER = "transfer", _("bank transfer")
        CASH = "cash", _("cash at the desk")
        MOBILE = "mobile", _("mobile money")
        FUND = "fund", _("solidarity fund")

    class State(models.TextChoices):
        PENDING = "pending", _("not finished")
        LAPSED = "lapsed", _("given up")
        QUESTIONED = "questioned", _("another sum than asked for")
        RECEIVED = "received", _("received")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="payments")
    fee = models.ForeignKey(
        Fee, null=True, blank=True, on_delete=models.RESTRICT, related_name="payments"
    )
    payer = models.ForeignKey(
        Payer, null=True, blank=True, on_delete=models.RESTRICT, related_name="payments"
    )
    way = models.CharField(max_length=8, choices=Way.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    currency = models.CharField(max_length=3)
    amount = AmountField()
    charges = AmountField(default=Decimal(0))
    refunded = AmountField(default=Decimal(0))
    dated = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    provider = models.CharField(max_length=20, blank=True)
    provider_session = models.CharField(max_length=255, blank=True)
    provider_payment = models.CharField(max_length=255, blank=True)
    # The form's own key: sent twice, it enters one payment.
    entry = models.UUIDField(null=True, blank=True, unique=True)
    entered_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    PERSONAL = {
        "reference": Personal("to find the payment in the bank's statement", Until.EVENT_ENDS),
        "entered_by": Personal("to answer for the entry", Until.ACCOUNT_ENDS),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["pending", "lapsed", "questioned", "received"]),
                name="payment_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(way__in=["card", "transfer", "cash", "mobile", "fund"]),
                name="payment_way_is_known",
            ),
            models.CheckConstraint(
                condition=Q(fee__isnull=True) ^ Q(payer__isnull=True),
                name="payment_is_of_a_fee_or_a_payer",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0) & Q(charges__gte=0) & Q(refunded__gte=0),
                name="payment_is_positive",
            ),
            models.CheckConstraint(
                condition=Q(refunded__lte=F("amount")), name="payment_gives_back_what_came"
            ),
            models.UniqueConstraint(
                fields=["provider", "provider_session"],
                condition=~Q(provider_session=""),
                name="one_payment_per_session",
            ),
            models.UniqueConstraint(
                fields=["provider", "provider_payment"],
                condition=~Q(provider_payment=""),
                name="one_payment_per_providers_payment",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def returnable(self) -> str:
        """What may still go back, as one types it."""
        return format(rounded(self.amount - self.refunded, self.currency), "f")

    @property
    def counts(self) -> Decimal:
        """What it settles: what came and what banks kept, less what went back."""
        if self.state != self.State.RECEIVED:
            return Decimal(0)
        if self.refunded >= self.amount:
            return Decimal(0)
        return self.amount + self.charges - self.refunded


class Share(models.Model):
    """What of a payment settles one fee."""

    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="shares")
    fee = models.ForeignKey(Fee, on_delete=models.CASCADE, related_name="shares")
    amount = AmountField()

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payment", "fee"], name="one_share_per_fee"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="share_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.payment_id} for {self.fee_id}"


class Refund(models.Model):
    """Money that went back, always of one payment."""

    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="refunds")
    amount = AmountField()
    provider_refund = models.CharField(max_length=255, blank=True)
    entry = models.UUIDField(null=True, blank=True, unique=True)
    at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    PERSONAL = {"made_by": Personal("to answer for the refund", Until.ACCOUNT_ENDS)}

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_is_positive"),
            models.UniqueConstraint(
                fields=["payment", "provider_refund"],
                condition=~Q(provider_refund=""),
                name="one_refund_per_providers_refund",
            ),
        ]

    def __str__(self) -> str:
        return f"refund of {self.payment_id}"


class ProviderEvent(models.Model):
    """What a provider told, by its own id: told twice it is heard once. Its words are not kept."""

    provider = models.CharField(max_length=20)
    event_id = models.CharField(max_length=255)
    kind = models.CharField(max_length=80)
    payment = models.ForeignKey(
        Payment, null=True, on_delete=models.CASCADE, related_name="provider_events"
    )
    at = models.DateTimeField(auto_now_add=True)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "event_id"], name="one_row_per_providers_event"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.event_id}"


class Paper(models.Model):
    """An invoice, a receipt or a credit note, numbered without gaps in its event; its lines never
    change. A credit note names the invoice that it `credits`, wholly or in part.
    """

    class Kind(models.TextChoices):
        INVOICE = "invoice", _("invoice")
        RECEIPT = "receipt", _("receipt")
        CREDIT = "credit", _("credit note")

    LETTERS = {"invoice": "I", "receipt": "R", "credit": "C"}

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    number = models.PositiveIntegerField()
    fee = models.ForeignKey(
        Fee, null=True, blank=True, on_delete=models.RESTRICT, related_name="papers"
    )
    payer = models.ForeignKey(
        Payer, null=True, blank=True, on_delete=models.RESTRICT, related_name="papers"
    )
    payment = models.OneToOneField(
        Payment, null=True, blank=True, on_delete=models.RESTRICT, related_name="paper"
    )
    credits = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.RESTRICT, related_name="credit_notes"
    )
    lang = models.CharField(max_length=35)
    addressed_to = models.TextField(max_length=900, blank=True)
    payee = models.TextField(max_length=600, blank=True)
    # [[words, amount as text], …], as they were on the day.
    lines = models.JSONField(default=list)
    currency = models.CharField(max_length=3)
    total = AmountField()
    issued_at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "addressed_to": Personal(
            "to make it out to whoever pays; emptied, while number, day and sums stay as the law "
            "asks of bookkeeping",
            Until.ACCOUNT_ENDS,
        ),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "kind", "number"], name="one_paper_a_number"),
            models.CheckConstraint(
                condition=Q(kind__in=["invoice", "receipt", "credit"]), name="paper_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="credit", credits__isnull=False)
                | (~Q(kind="credit") & Q(credits=None)),
                name="a_credit_note_names_its_invoice",
            ),
            models.CheckConstraint(
                condition=Q(fee__isnull=True) ^ Q(payer__isnull=True),
                name="paper_is_of_a_fee_or_a_payer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def named(self) -> str:
        """`R-0012`: as it stands on paper."""
        return f"{self.LETTERS[self.kind]}-{self.number:04}"
