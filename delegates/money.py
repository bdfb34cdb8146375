"""Sums of money: a Decimal with its currency, never a float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from babel.numbers import format_currency, get_currency_precision
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import Combinable
from django.utils.translation import get_language

# CLDR knows no currency with more than three places after the point that is in use.
THOUSAND = 1_000


class OtherCurrency(ValueError):
    """Two sums of different currencies were put together."""


@dataclass(frozen=True, order=False)
class Money:
    """`Money(Decimal("12.50"), "EUR")`; sums of different currencies do not mix."""

    amount: Decimal
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._alike(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._alike(other), self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._alike(other)

    def __le__(self, other: "Money") -> bool:
        return self.amount <= self._alike(other)

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __str__(self) -> str:
        """As the language of the page writes it: `12,50 €`."""
        return self.written(get_language() or "en")

    def written(self, lang: str) -> str:
        return str(format_currency(self.amount, self.currency, locale=lang.replace("-", "_")))

    def _alike(self, other: "Money") -> Decimal:
        if other.currency != self.currency:
            raise OtherCurrency(f"{self.currency} and {other.currency}")
        return other.amount


def rounded(amount: Decimal, currency: str) -> Decimal:
    """To the smallest coin of the currency (CLDR)."""
    coin = Decimal(1).scaleb(-get_currency_precision(currency))
    return amount.quantize(coin, rounding=ROUND_HALF_UP)


class AmountField(models.BigIntegerField):  # type: ignore[type-arg]
    """A Decimal of up to three places, kept as whole thousandths: SQLite keeps decimals as
    floats, on which no counter can be counted.
    """

    description = "an amount of money"
    # For the types of what is set and got.
    _pyi_private_set_type: Decimal | int | Combinable  # type: ignore[assignment]
    _pyi_private_get_type: Decimal  # type: ignore[assignment]
    _pyi_lookup_exact_type: Decimal | int  # type: ignore[assignment]

    def from_db_value(self, value: Any, *_: Any) -> Decimal | None:
        return None if value is None else Decimal(value) / THOUSAND

    def to_python(self, value: Any) -> Decimal | None:
        return None if value is None else Decimal(value)

    def get_prep_value(self, value: Any) -> Any:
        if value is None or hasattr(value, "resolve_expression"):
            return value
        thousandths = Decimal(value) * THOUSAND
        if thousandths != thousandths.to_integral_value():
            raise ValidationError("An amount has at most three places after the point.")
        return int(thousandths)


def amount(value: Decimal) -> models.Value:
    """`value` in an expression: `F("left") - amount(price)`."""
    return models.Value(value, output_field=AmountField())
