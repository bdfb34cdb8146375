"""What coordinators and organisers fill in about delegations."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from delegates.arrivals import MOST_BYTES
from delegates.forms.organisations import countries_or_none
from delegates.forms.registrations import OWN_CHOICE
from delegates.models import Category, Delegation, Seating
from events.fields import day_field
from events.forms import RefusableForm
from languages.forms import WordsField


class AskForm(RefusableForm):
    """How many seats, for whom, and why."""

    name = WordsField(
        label=_("Name of the delegation"),
        max_length=200,
        help_text=_("An organisation, a network, or a country's committee."),
    )
    wanted = forms.IntegerField(label=_("Seats"), min_value=1, max_value=5_000)
    country = forms.ChoiceField(
        label=_("Country or territory"), required=False, choices=countries_or_none
    )
    category = forms.ChoiceField(label=_("They come as"), choices=OWN_CHOICE)
    together = forms.ChoiceField(
        label=_("If there are too few free seats, you want"),
        choices=Delegation.Together.choices,
        initial=Delegation.Together.MANY,
        required=False,
        widget=forms.RadioSelect,
    )
    words = WordsField(
        label=_("Words to the organisers"), max_length=2_000, lines=True, required=False
    )

    def clean_together(self) -> str:
        return self.cleaned_data["together"] or Delegation.Together.MANY


class GrantForm(RefusableForm):
    granted = forms.IntegerField(label=_("Seats"), min_value=0, max_value=100_000)


class LinkForm(RefusableForm):
    """For one person by her address, or for as many as one likes."""

    full_name = WordsField(label=_("Name"), max_length=200, required=False)
    address = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("With an address, only this person can use the link, and we mail it to her."),
    )
    places = forms.IntegerField(
        label=_("For how many people"),
        min_value=1,
        max_value=5_000,
        initial=1,
        required=False,
        help_text=_("An open link may be passed on; you see who came by it."),
    )

    def clean_places(self) -> int:
        return self.cleaned_data["places"] or 1


class RoleForm(RefusableForm):
    """Who looks after the delegation too, or from now on."""

    address = forms.EmailField(label=_("E-mail"))


class ListForm(RefusableForm):
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=False,
        widget=forms.ClearableFileInput(
            attrs={"accept": ".xlsx,.csv,text/csv"},
        ),
        help_text=_(
            "XLSX or CSV with the headings “full name”, “e-mail” and, if you like, “answer by”."
        ),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("This file is larger than 3 MB."), code="too_large")
        return file


class SeatingForm(forms.ModelForm[Seating]):
    """How the event fills its seats."""

    swaps_until = day_field(_("Names can be swapped until"), required=False)
    place_after_payment = forms.MultipleChoiceField(
        label=_("Places stand only once they are paid, for those who come as"),
        choices=Category.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Until then a place is kept for the hours of an offer. Nothing ticked: no place waits "
            "for money. Seats of delegations and what the desk enters never do."
        ),
    )

    class Meta:
        model = Seating
        fields = [
            *("walk", "offer_hours", "least_hours", "patience", "place_after_payment"),
            *("asking", "swaps_until", "fee_covers"),
        ]
        widgets = {"walk": forms.RadioSelect, "asking": forms.RadioSelect}
        help_texts = {
            "offer_hours": _("Never beyond the close of registration."),
            "least_hours": _("With less time than this left, nothing is offered any more."),
            "patience": _("Then free seats are saved up until the party can be seated together."),
            "fee_covers": _("As many of each delegation owe nothing themselves. 0: none."),
        }
