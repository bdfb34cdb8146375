"""What taking part costs: an event's terms and list prices, and each person's quote."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models.delegations import Delegation
from delegates.models.income import Group
from delegates.models.organisations import Organisation
from delegates.models.registrations import Category, Registration
from delegates.money import AmountField, Money
from events.models import Event


class FeePlan(models.Model):
    """An event's terms: its currency, whose country counts and on which day, how one pays."""

    class Counted(models.TextChoices):
        RESIDENCE = "residence", _("where the person lives and works")
        ORGANISATION = "organisation", _("where her organisation sits, else where she lives")

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="fee_plan")
    currency = models.CharField(_("currency"), max_length=3)
    classified_on = models.DateField(_("day whose list of income groups counts"))
    default_group = models.CharField(max_length=2, choices=Group.choices, blank=True)
    counted = models.CharField(max_length=12, choices=Counted.choices, default=Counted.RESIDENCE)
    true_cost = AmountField(null=True, blank=True)
    tolerance = AmountField(default=Decimal(40))
    due = models.DateField(null=True, blank=True)
    grace_days = models.PositiveSmallIntegerField(default=3)
    covered = models.PositiveSmallIntegerField(default=5)
    answer_days = models.PositiveSmallIntegerField(default=14)
    scores_needed = models.PositiveSmallIntegerField(default=2)
    payee = models.TextField(blank=True, max_length=600)
    transfer_to = models.TextField(blank=True, max_length=600)
    mobile_to = models.TextField(blank=True, max_length=600)
    card = models.CharField(max_length=8, choices=Event.Switch.choices, default=Event.Switch.CLOSED)
    # The last number of each kind of paper, so that there are no gaps.
    invoices = models.PositiveIntegerField(default=0, editable=False)
    receipts = models.PositiveIntegerField(default=0, editable=False)
    credit_notes = models.PositiveIntegerField(default=0, editable=False)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(counted__in=["residence", "organisation"]),
                name="fee_plan_counts_a_known_country",
            ),
            models.CheckConstraint(
                condition=Q(default_group__in=["", *Group.values]),
                name="fee_plan_default_group_is_known",
            ),
            models.CheckConstraint(
                condition=Q(card__in=["open", "closed"]), name="fee_plan_card_is_open_or_closed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.currency}"

    def money(self, amount: Decimal) -> Money:
        return Money(amount, self.currency)


class ListPrice(models.Model):
    """A named price: the solidarity price of a category and income group, the supporter's price
    of a category, an organisation's price of an income group.
    """

    class Kind(models.TextChoices):
        SOLIDARITY = "solidarity", _("solidarity price")
        SUPPORTER = "supporter", _("supporter's price")
        ORGANISATION = "organisation", _("organisation's price")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="list_prices")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    category = models.CharField(max_length=12, choices=Category.choices, blank=True)
    group = models.CharField(max_length=2, choices=Group.choices, blank=True)
    amount = AmountField()

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "kind", "category", "group"], name="one_list_price"
            ),
            models.CheckConstraint(
                condition=Q(kind="solidarity", category__in=Category.values, group__in=Group.values)
                | Q(kind="supporter", category__in=Category.values, group="")
                | Q(kind="organisation", category="", group__in=Group.values),
                name="list_price_is_for_somebody",
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="list_price_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.category} {self.group}"


class Payer(models.Model):
    """Who pays for several: an organisation, a delegation, or a person."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="payers")
    name = models.CharField(_("name"), max_length=200)
    address = models.TextField(_("address"), max_length=600, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    delegation = models.ForeignKey(
        Delegation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    PERSONAL = {
        "name": Personal("to write the invoice", Until.ACCOUNT_ENDS),
        "address": Personal("to write the invoice", Until.ACCOUNT_ENDS),
        "person": Personal("to show the bill to whoever promised to pay", Until.ACCOUNT_ENDS),
    }

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def code(self) -> str:
        """What stands in a transfer for all of them."""
        return str(self.uid)[:8].upper()


class Fee(models.Model):
    """What one person, or one organisation, was quoted; the quote keeps its price.

    `paid` is a cache of the payments' shares, `funded` of what the fund got from here; both are
    written by `delegates/payments/books.py` alone.
    """

    class State(models.TextChoices):
        OWES = "owes", _("owes")
        PROMISED = "promised", _("promised")
        PARTLY = "partly", _("partly paid")
        PAID = "paid", _("paid")
        WAIVED = "waived", _("waived")

    class Price(models.TextChoices):
        SOLIDARITY = "solidarity", _("solidarity price")
        SUPPORTER = "supporter", _("supporter's price")
        LESS = "less", _("solidarity price, lowered at one's own request")
        COVERED = "covered", _("covered by the organisation's price")
        ORGANISATION = "organisation", _("organisation's price")

    class Rule(models.TextChoices):
        TABLE = "table", _("the list of the event's day")
        LATER = "later", _("a later list, which is lower")
        DEFAULT = "default", _("the event's own choice, where the list says nothing")
        LAST_KNOWN = "last_known", _("the last list that named the country")
        LOWEST = "lowest", _("the lowest, where nothing is known")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="fees")
    registration = models.OneToOneField(
        Registration, null=True, blank=True, on_delete=models.CASCADE, related_name="fee"
    )
    payer = models.ForeignKey(
        Payer, null=True, blank=True, on_delete=models.SET_NULL, related_name="fees"
    )
    category = models.CharField(max_length=12, choices=Category.choices, blank=True)
    country = models.CharField(max_length=2, blank=True)
    group = models.CharField(max_length=2, choices=Group.choices)
    edition = models.CharField(max_length=80, blank=True)
    rule = models.CharField(max_length=12, choices=Rule.choices)
    price = models.CharField(max_length=12, choices=Price.choices, default=Price.SOLIDARITY)
    currency = models.CharField(max_length=3)
    listed = AmountField()
    amount = AmountField()
    gift = AmountField(default=Decimal(0))
    paid = AmountField(default=Decimal(0))
    funded = AmountField(default=Decimal(0))
    state = models.CharField(max_length=8, choices=State.choices, default=State.OWES)
    reminded_at = models.DateTimeField(null=True, blank=True)
    # Since when she waits for an answer whether it goes back.
    refund_asked_at = models.DateTimeField(null=True, blank=True)
    quoted_at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "registration": Personal("to know whose fee it is", Until.ACCOUNT_ENDS),
        "country": Personal("to answer for the price that was quoted", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["owes", "promised", "partly", "paid", "waived"]),
                name="fee_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0) & Q(gift__gte=0) & Q(listed__gte=0),
                name="fee_is_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(registration__isnull=False) | Q(price="organisation"),
                name="fee_is_somebodys",
            ),
        ]
        indexes = [models.Index(fields=["event", "state", "id"], name="fee_list")]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def code(self) -> str:
        """What stands in a transfer, so that the desk finds whose it is."""
        return str(self.uid)[:8].upper()

    @property
    def owed(self) -> Decimal:
        """The fee and the gift, whether paid or not."""
        return self.amount + self.gift

    @property
    def left(self) -> Decimal:
        """What is still to be paid."""
        settled = self.state in {self.State.PAID, self.State.WAIVED}
        return Decimal(0) if settled else max(Decimal(0), self.owed - self.paid)

    @property
    def is_free(self) -> bool:
        return not self.owed

    def money(self, amount: Decimal) -> Money:
        return Money(amount, self.currency)
