"""Prices, choices and sums of money."""

import unicodedata
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from babel.numbers import get_currency_precision, list_currencies
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from delegates.models import Category, Fee, FeePlan, Grant, ListPrice
from delegates.models.income import Group
from delegates.money import rounded
from delegates.payments.quotes import Prices
from events.fields import day_field
from events.forms import RefusableForm
from languages.forms import WordsField

MOST = Decimal(10_000_000)
Kind = ListPrice.Kind
PriceKey = tuple[str, str, str]


class SumField(forms.Field):
    """A sum as people type it: point or comma, digits of any script, no thousands marks."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 10, "dir": "ltr"})

    def __init__(self, *, currency: str, least: Decimal = Decimal(0), **options: Any) -> None:
        self.currency, self.least = currency, least
        super().__init__(**options)

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, Decimal) or not str(value or "").strip():
            return value or None
        typed = "".join(_plain(letter) for letter in str(value))
        try:
            found = Decimal(typed)
        except InvalidOperation as error:
            raise ValidationError(_("Write a sum in figures, such as 12.50.")) from error
        if not found.is_finite() or not self.least <= found <= MOST:
            raise ValidationError(_("This sum is too small or too large."))
        if found != rounded(found, self.currency):
            raise ValidationError(
                _("This currency has at most %(places)d places after the point."),
                params={"places": get_currency_precision(self.currency)},
            )
        return found

    def prepare_value(self, value: Any) -> Any:
        return format(rounded(value, self.currency), "f") if isinstance(value, Decimal) else value


def _plain(letter: str) -> str:
    if letter.isspace():
        return ""
    digit = unicodedata.digit(letter, None)
    return str(digit) if digit is not None else {",": ".", "٫": "."}.get(letter, letter)


class TermsForm(RefusableForm):
    """An event's terms."""

    currency = forms.CharField(
        label=_("Currency"),
        min_length=3,
        max_length=3,
        help_text=_("Three letters, such as EUR, XOF or BRL. It stays once somebody was quoted."),
    )
    classified_on = day_field(
        _("Day whose list of income groups counts"),
        help_text=_("A country that moves up later keeps the lower price."),
    )
    counted = forms.ChoiceField(label=_("Whose country counts"), choices=FeePlan.Counted.choices)
    default_group = forms.ChoiceField(
        label=_("Countries that the list does not name"),
        required=False,
        choices=[("", _("the last list that named them, else the lowest")), *Group.choices],
    )
    due = day_field(_("Last day to pay"), required=False)
    grace_days = forms.IntegerField(
        label=_("Days of grace for transfers"), min_value=0, max_value=60
    )
    covered = forms.IntegerField(
        label=_("Delegates whom an organisation's price covers"), min_value=0, max_value=100
    )
    answer_days = forms.IntegerField(
        label=_("Days to accept an offer of the fund"), min_value=1, max_value=120
    )
    scores_needed = forms.IntegerField(
        label=_("Scores that a decision of the fund needs"), min_value=1, max_value=20
    )
    payee = WordsField(
        label=_("Who writes invoices: name, address, numbers"),
        max_length=600,
        lines=True,
        required=False,
    )
    transfer_to = WordsField(
        label=_("Bank account for transfers"), max_length=600, lines=True, required=False
    )
    mobile_to = WordsField(
        label=_("Number for mobile money"), max_length=600, lines=True, required=False
    )
    card = forms.BooleanField(label=_("Take cards"), required=False)

    field_order = ("currency", "true_cost", "classified_on", "counted", "default_group", "due")

    def __init__(self, *args: Any, plan: FeePlan, cards: bool, **kwargs: Any) -> None:
        names = [field.name for field in FeePlan._meta.fields]
        initial = {name: getattr(plan, name) for name in names}
        initial["card"] = plan.card == "open"
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        currency = plan.currency or "EUR"
        self.fields["true_cost"] = SumField(
            currency=currency,
            required=False,
            label=_("What one person truly costs the event"),
            help_text=_("Shown beside every price."),
        )
        self.fields["tolerance"] = SumField(
            currency=currency,
            label=_("What banks may keep of a transfer"),
            help_text=_("The event bears it; never more than half of a fee."),
        )
        if not cards:
            del self.fields["card"]
        self.order_fields(self.field_order)

    def clean_currency(self) -> str:
        currency = str(self.cleaned_data["currency"]).upper()
        if currency not in list_currencies():
            raise ValidationError(_("This is not the code of a currency."))
        return currency

    def terms(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given["card"] = "open" if given.get("card") else "closed"
        return given


class PricesForm(forms.Form):
    """The list: a row for each category, a column for each income group and the supporter's."""

    halve = forms.BooleanField(
        label=_("Fill empty groups: halve at each step down from the highest"), required=False
    )

    def __init__(self, *args: Any, plan: FeePlan, prices: Prices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.keys: dict[str, PriceKey] = {}
        for category, _label in Category.choices:
            for group in Group.values:
                self._add(prices, (Kind.SOLIDARITY, category, group))
            self._add(prices, (Kind.SUPPORTER, category, ""))
        for group in Group.values:
            self._add(prices, (Kind.ORGANISATION, "", group))

    def _add(self, prices: Prices, key: PriceKey) -> None:
        name = "-".join(filter(None, key))
        self.keys[name] = key
        field = SumField(currency=self.plan.currency, required=False, label=" ".join(key))
        field.initial = prices.amounts.get(key)
        self.fields[name] = field

    def rows(self) -> Iterator[tuple[Any, list[tuple[Any, forms.BoundField]]]]:
        """(category, [(column, field), …]) for the table."""
        groups = list(Group.choices)
        for category, label in Category.choices:
            cells = [(text, self[f"solidarity-{category}-{key}"]) for key, text in groups]
            yield label, [*cells, (Kind.SUPPORTER.label, self[f"supporter-{category}"])]
        cells = [(text, self[f"organisation-{key}"]) for key, text in groups]
        yield Kind.ORGANISATION.label, cells

    def chosen(self) -> dict[PriceKey, Decimal | None]:
        given = {key: self.cleaned_data[name] for name, key in self.keys.items()}
        if self.cleaned_data["halve"]:
            for category in Category.values:
                self._halved(given, Kind.SOLIDARITY, category)
            self._halved(given, Kind.ORGANISATION, "")
        return given

    def _halved(self, given: dict[PriceKey, Decimal | None], kind: str, category: str) -> None:
        """150, 75, 37.50, 18.75: the ladder of movements, rounded to the smallest coin."""
        above = given[kind, category, Group.HIGH]
        for group in (Group.UPPER_MIDDLE, Group.LOWER_MIDDLE, Group.LOW):
            key = (kind, category, group)
            if given[key] is None and above is not None:
                given[key] = rounded(above / 2, self.plan.currency)
            above = given[key]


class PriceForm(RefusableForm):
    """A person's own choice of price, on her word alone."""

    price = forms.ChoiceField(label=_("What I pay"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, fee: Fee, supporter: Decimal | None, **kwargs: Any) -> None:
        initial = {"price": fee.price, "gift": fee.gift or None}
        if fee.price == Fee.Price.LESS:
            initial["less"] = fee.amount
        if fee.price == Fee.Price.COVERED:
            initial["price"] = Fee.Price.SOLIDARITY
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.fee = fee
        field: Any = self.fields["price"]
        field.choices = self._prices(supporter)
        self.fields["less"] = SumField(
            currency=fee.currency,
            required=False,
            label=_("The sum that I can pay"),
            help_text=_("Only if you ask to pay less. Nobody asks you for a proof; 0 is allowed."),
        )
        self.fields["gift"] = SumField(
            currency=fee.currency,
            required=False,
            label=_("Gift to the solidarity fund"),
            help_text=_("It pays the way of those who cannot."),
        )
        if not fee.listed:
            del self.fields["less"]

    def _prices(self, supporter: Decimal | None) -> list[tuple[str, str]]:
        fee = self.fee
        prices: list[tuple[str, str]] = [
            (Fee.Price.SOLIDARITY, f"{_('solidarity price')}: {fee.money(fee.listed)}")
        ]
        if supporter is not None and supporter > fee.listed:
            words = _("supporter's price")
            prices.append((Fee.Price.SUPPORTER, f"{words}: {fee.money(supporter)}"))
        if fee.listed:
            prices.append((Fee.Price.LESS, str(_("I ask to pay less"))))
        return prices

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("price") == Fee.Price.LESS:
            less = given.get("less")
            typed = str(self.data.get("less", "")).strip()
            if less is None and "less" not in self.errors:
                given["less"] = Decimal(0) if typed else None
                if not typed:
                    self.add_error("less", _("Write the sum that you can pay."))
            elif less is not None and less > self.fee.listed:
                self.add_error("less", _("This is more than the price. Give the rest as a gift."))
        return given

    def chosen(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "price": given["price"],
            "less": given.get("less") if given["price"] == Fee.Price.LESS else None,
            "gift": given.get("gift") or Decimal(0),
        }


class PromiseForm(forms.Form):
    """Who pays instead."""

    name = WordsField(
        label=_("Who pays for me"),
        max_length=200,
        help_text=_("An organisation, a network, or a person. They get one bill for all of you."),
    )


class AskForm(RefusableForm):
    """A request to the fund."""

    kind = forms.ChoiceField(
        label=_("For what"), choices=Grant.Kind.choices, widget=forms.RadioSelect
    )
    reason = WordsField(
        label=_("In your words"),
        max_length=2_000,
        lines=True,
        required=False,
        help_text=_("Only the committee of the fund reads it, and no proof is asked for."),
    )

    field_order = ("kind", "sum", "reason")

    def __init__(self, *args: Any, fee: Fee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sum"] = SumField(
            currency=fee.currency,
            required=False,
            label=_("How much is missing"),
            help_text=_("For travel and lodging. The fee is known."),
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        missing = given.get("kind") != Grant.Kind.WAIVER and not given.get("sum")
        if missing and "sum" not in self.errors:
            self.add_error("sum", _("Write how much is missing."))
        return given


class OpinionForm(forms.Form):
    """One member's score."""

    points = forms.TypedChoiceField(
        label=_("Score"),
        coerce=int,
        choices=[
            (1, _("1: others need it much more")),
            (2, "2"),
            (3, "3"),
            (4, "4"),
            (5, _("5: it must be granted")),
        ],
        widget=forms.RadioSelect,
    )
    remark = WordsField(label=_("Remark"), max_length=2_000, lines=True, required=False)
