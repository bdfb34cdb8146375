"""Income groups as an operator imported them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal


class Group(models.TextChoices):
    """The World Bank's income groups."""

    LOW = "L", _("low income")
    LOWER_MIDDLE = "LM", _("lower-middle income")
    UPPER_MIDDLE = "UM", _("upper-middle income")
    HIGH = "H", _("high income")


class IncomeGroup(models.Model):
    """A country's group from one day to another; `ends` null: until further news."""

    country = models.CharField(max_length=2)
    group = models.CharField(max_length=2, choices=Group.choices)
    begins = models.DateField()
    ends = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=80)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["country", "begins"], name="one_income_group_a_day"),
            models.CheckConstraint(
                condition=Q(group__in=Group.values), name="income_group_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.group}"
