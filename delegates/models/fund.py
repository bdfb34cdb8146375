"""The solidarity fund: its ledger, and the requests that its committee decides."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models.fees import Fee
from delegates.models.registrations import Registration
from delegates.money import AmountField
from events.models import Event

LIVE = ("asked", "offered", "accepted")


class Fund(models.Model):
    """What is left of an event's fund: a cache of its entries' sum, which only
    `delegates/payments/ledger.py` writes. Below nothing only by a refund of a gift.
    """

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="fund")
    left = AmountField(default=Decimal(0))

    PERSONAL: dict[str, Personal] = {}

    def __str__(self) -> str:
        return f"fund of {self.event_id}"


class Grant(models.Model):
    """A request to the fund, and what was granted."""

    class Kind(models.TextChoices):
        WAIVER = "waiver", _("the fee")
        TRAVEL = "travel", _("travel")
        LODGING = "lodging", _("lodging")

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        OFFERED = "offered", _("offered")
        ACCEPTED = "accepted", _("accepted")
        PAID = "paid", _("paid out")
        REFUSED = "refused", _("refused")
        RETURNED = "returned", _("returned to the fund")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="grants")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="grants")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked = AmountField()
    reason = models.TextField(max_length=2_000, blank=True)
    granted = AmountField(default=Decimal(0))
    answer_by = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    PERSONAL = {
        "registration": Personal("to know who asks", Until.ACCOUNT_ENDS),
        "reason": Personal("to decide on the request", Until.EVENT_ENDS),
        "decided_by": Personal("to answer for the decision", Until.ACCOUNT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "kind"],
                condition=Q(state__in=LIVE),
                name="one_live_grant_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[*LIVE, "paid", "refused", "returned"]),
                name="grant_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["waiver", "travel", "lodging"]), name="grant_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(asked__gt=0) & Q(granted__gte=0), name="grant_is_positive"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Opinion(models.Model):
    """What one member of the committee thinks of a request, from 1 to 5."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="opinions")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    score = models.PositiveSmallIntegerField()
    remark = models.TextField(max_length=2_000, blank=True)
    given_at = models.DateTimeField(auto_now=True)

    PERSONAL = {
        "member": Personal("to decide together", Until.ACCOUNT_ENDS),
        "remark": Personal("to decide together", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grant", "member"], name="one_opinion_a_member"),
            models.CheckConstraint(
                condition=Q(score__gte=1) & Q(score__lte=5), name="score_is_from_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.score} for {self.grant_id}"


class FundEntry(models.Model):
    """One line of the ledger: never changed, never deleted."""

    class Kind(models.TextChoices):
        GIFT = "gift", _("gift")
        SHARE = "share", _("share of a supporter's price")
        TAKEN_BACK = "taken_back", _("gift or share paid back")
        COMMITMENT = "commitment", _("commitment")
        RELEASE = "release", _("commitment released")
        PAYOUT = "payout", _("paid out")

    SIGNS = {"gift": 1, "share": 1, "taken_back": -1, "commitment": -1, "release": 1, "payout": 0}

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="fund_entries")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    amount = AmountField()
    fee = models.ForeignKey(Fee, null=True, on_delete=models.SET_NULL, related_name="+")
    grant = models.ForeignKey(Grant, null=True, on_delete=models.SET_NULL, related_name="entries")
    giver = models.CharField(max_length=200, blank=True)
    entry = models.UUIDField(null=True, blank=True, unique=True)
    at = models.DateTimeField(auto_now_add=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    PERSONAL = {
        "giver": Personal("to thank whoever gave", Until.EVENT_ENDS),
        "entered_by": Personal("to answer for the entry", Until.ACCOUNT_ENDS),
    }

    class Meta:
        verbose_name_plural = "fund entries"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=["gift", "share", "taken_back", "commitment", "release", "payout"]
                ),
                name="fund_entry_kind_is_known",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="fund_entry_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"

    @property
    def effect(self) -> Decimal:
        """What it adds to what is left."""
        return self.SIGNS[self.kind] * self.amount
