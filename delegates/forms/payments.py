"""Money that came or goes back, as treasurers and the desk enter it, and who pays for several."""

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from delegates.forms.fees import SumField
from delegates.models import Payer
from delegates.payments.refusals import FormUsed, SameSum
from events.fields import day_field
from events.forms import RefusableForm
from events.refusals import Refusal
from languages.forms import WordsField


class OnceForm(RefusableForm):
    """A form that enters something once, however often it is sent: by its hidden key."""

    entry = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry"].initial = uuid.uuid4

    def refuse(self, refusal: Refusal) -> None:
        super().refuse(refusal)
        if isinstance(refusal, FormUsed):
            self.data = {**self.data.dict(), "entry": str(uuid.uuid4())}  # type: ignore[attr-defined]


class PaymentForm(OnceForm):
    """Money that came, entered by hand."""

    WAYS = (
        ("transfer", _("bank transfer")),
        ("cash", _("cash")),
        ("mobile", _("mobile money")),
    )
    way = forms.ChoiceField(label=_("How it came"), choices=WAYS)
    dated = day_field(
        _("Day on the transfer"),
        required=False,
        help_text=_("This day counts, not today. Empty: today."),
    )
    reference = WordsField(label=_("Reference of the bank"), max_length=120, required=False)
    late_too = forms.BooleanField(label=_("Take it though it came late"), required=False)
    twice = forms.BooleanField(
        label=_("It came twice: enter it once more"), required=False, widget=forms.HiddenInput
    )

    field_order = ("way", "sum", "dated", "reference", "late_too", "twice")

    def __init__(self, *args: Any, currency: str, left: Decimal | None, **kwargs: Any) -> None:
        """`cash_only` is the desk's, which can check no bank's statement."""
        cash_only = kwargs.pop("cash_only", False)
        super().__init__(*args, **kwargs)
        self.fields["sum"] = SumField(
            currency=currency, least=Decimal("0.001"), label=_("Sum"), initial=left
        )
        self.order_fields(self.field_order)
        if cash_only:
            way: Any = self.fields["way"]
            way.choices = [each for each in self.WAYS if each[0] == "cash"]
            for name in ("dated", "reference", "late_too"):
                del self.fields[name]

    def refuse(self, refusal: Refusal) -> None:
        """The box for a sum that came twice is seen only where it is asked about."""
        super().refuse(refusal)
        if isinstance(refusal, SameSum):
            self.fields["twice"].widget = forms.CheckboxInput()

    def given(self) -> dict[str, Any]:
        found = dict(self.cleaned_data)
        return {"sum_": found.pop("sum"), "twice_too": found.pop("twice"), **found}


class SumForm(OnceForm):
    """One sum."""

    def __init__(self, *args: Any, currency: str, label: Any, **kwargs: Any) -> None:
        initial = kwargs.pop("start", None)
        super().__init__(*args, **kwargs)
        self.fields["amount"] = SumField(
            currency=currency, least=Decimal("0.001"), label=label, initial=initial
        )


class GiftForm(SumForm):
    """A gift from outside the fees."""

    giver = WordsField(label=_("From whom"), max_length=200, required=False)

    def given(self) -> dict[str, Any]:
        found = dict(self.cleaned_data)
        return {"sum_": found.pop("amount"), **found}


class PayerForm(forms.Form):
    """Somebody who pays for several."""

    name = WordsField(label=_("Name"), max_length=200)
    address = WordsField(label=_("Address"), max_length=600, lines=True, required=False)


class PayerChoice(forms.Form):
    """Which of the payers pays for a person."""

    payer = forms.ChoiceField(label=_("Who pays"), required=False)

    def __init__(self, *args: Any, payers: Sequence[Payer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.payers = {str(payer.uid): payer for payer in payers}
        field: Any = self.fields["payer"]
        rows = [(uid, payer.name) for uid, payer in self.payers.items()]
        field.choices = [("", _("she herself")), *rows]

    def chosen(self) -> Payer | None:
        return self.payers.get(self.cleaned_data["payer"])
