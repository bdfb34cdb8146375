"""Seats: quotas, who takes of them, and how an event fills them."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models.registrations import Registration
from events.models import Event


class Quota(models.Model):
    """Seats for the registrations that match `rule`; `size` null means unlimited.

    `rule` maps an attribute of a registration (category, country, constituency, organisation,
    attendance, or `field:<uid>` of the event's own form) to the values that count; an empty rule
    counts everyone. `used` is a cache of the claims' sum, which only `delegates/seats.py` writes.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="quotas")
    name = models.CharField(_("name"), max_length=120)
    rule = models.JSONField(default=dict, blank=True)
    size = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    used = models.PositiveIntegerField(default=0, editable=False)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        verbose_name_plural = "quotas"

    def __str__(self) -> str:
        return self.name

    @property
    def over_by(self) -> int:
        """Seats that are taken beyond a size that was lowered."""
        return max(0, self.used - self.size) if self.size is not None else 0

    @property
    def free(self) -> int:
        """Seats that can be taken now, of a bounded quota."""
        return max(0, (self.size or 0) - self.used)


class Claim(models.Model):
    """Seats of a quota that a registration, a delegation's block, or what is offered to a wish to
    change takes.

    With `expires_at` it is a hold, which lapses at that moment (inclusive, the database's clock).
    """

    quota = models.ForeignKey(Quota, on_delete=models.CASCADE, related_name="claims")
    # The holder's column is found by the unique constraint of its kind, which begins with it.
    registration = models.ForeignKey(
        Registration, null=True, db_index=False, on_delete=models.CASCADE, related_name="claims"
    )
    delegation = models.ForeignKey(
        "delegates.Delegation",
        null=True,
        db_index=False,
        on_delete=models.CASCADE,
        related_name="claims",
    )
    wish = models.ForeignKey(
        "delegates.Wish",
        null=True,
        db_index=False,
        on_delete=models.CASCADE,
        related_name="claims",
    )
    seats = models.PositiveIntegerField(default=1)
    expires_at = models.DateTimeField(null=True, blank=True)

    PERSONAL = {
        "registration": Personal("to know whose seat it is", Until.ACCOUNT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "quota"],
                condition=Q(registration__isnull=False),
                name="one_claim_per_quota",
            ),
            models.UniqueConstraint(
                fields=["delegation", "quota"],
                condition=Q(delegation__isnull=False),
                name="one_block_per_quota",
            ),
            models.UniqueConstraint(
                fields=["wish", "quota"],
                condition=Q(wish__isnull=False),
                name="one_wish_per_quota",
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="claim_takes_a_seat"),
            models.CheckConstraint(
                condition=Q(delegation__isnull=True, wish__isnull=True, registration__isnull=False)
                | Q(registration__isnull=True, wish__isnull=True, delegation__isnull=False)
                | Q(registration__isnull=True, delegation__isnull=True, wish__isnull=False),
                name="claim_has_one_holder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seats} of {self.quota_id}"


class Seating(models.Model):
    """How an event fills its seats. `version` changes with its quotas, which are cached by it."""

    class Walk(models.TextChoices):
        CONFIRM = "confirm", _("gives the place at once")
        OFFER = "offer", _("offers the place, to be accepted by a deadline")

    class Asking(models.TextChoices):
        CLOSED = "closed", _("closed")
        OPEN = "open", _("open")

    event = models.OneToOneField(
        Event, primary_key=True, on_delete=models.CASCADE, related_name="seating"
    )
    version = models.UUIDField(default=uuid.uuid4, editable=False)
    walk = models.CharField(
        _("The waiting list"), max_length=8, choices=Walk.choices, default=Walk.CONFIRM
    )
    offer_hours = models.PositiveSmallIntegerField(_("Hours to accept an offer"), default=72)
    least_hours = models.PositiveSmallIntegerField(_("Hours that an offer needs"), default=6)
    patience = models.PositiveSmallIntegerField(
        _("How often a party may be passed over"), default=10
    )
    # The categories whose places stand only once they are paid.
    place_after_payment = models.JSONField(
        _("Places stand only once they are paid, for those who come as"), default=list, blank=True
    )
    asking = models.CharField(
        _("Delegations may ask for seats"),
        max_length=8,
        choices=Asking.choices,
        default=Asking.CLOSED,
    )
    swaps_until = models.DateField(_("Names can be swapped until"), null=True, blank=True)
    fee_covers = models.PositiveSmallIntegerField(
        _("Delegates whom an organisation's fee covers"), default=0
    )

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(walk__in=["confirm", "offer"]), name="seating_walk_is_known"
            ),
            models.CheckConstraint(
                condition=Q(asking__in=["closed", "open"]), name="seating_asking_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"seats of {self.event_id}"


def seating_of(event: Event) -> Seating:
    """The event's own choices, or the usual ones. One query unless it was joined."""
    found: Any = getattr(event, "seating", None)
    return found or Seating(event=event)
