"""Sums of money as the language of the page writes them."""

from decimal import Decimal
from typing import Any

from django import template

from delegates.models import FeePlan
from delegates.money import Money

register = template.Library()


@register.simple_tag
def money(amount: Decimal, currency: str) -> str:
    return str(Money(amount, currency))


@register.simple_tag
def has_fees(event: Any) -> bool:
    """Whether an event (or what shows it) has terms of fees. One query."""
    return FeePlan.objects.filter(event=event.pk).exists()
