"""Forms of staying: beds, journeys, meals and the care of children."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from delegates.models import Service
from events.fields import day_field, hour_field
from events.forms import RefusableForm
from events.models import Event
from languages.forms import TextField, WordsField, Written


class WishForm(RefusableForm):
    """A bed that is asked for."""

    beds = forms.IntegerField(label=_("Beds"), min_value=1, max_value=20, initial=1)
    begins = day_field(_("From the night of"))
    ends = day_field(_("Until the morning of"))
    area = WordsField(label=_("Part of the town"), max_length=120, required=False)
    about = WordsField(
        label=_("What the other should know"), max_length=1_000, lines=True, required=False
    )
    phone = WordsField(
        label=_("Telephone"),
        max_length=60,
        required=False,
        help_text=_("Shown to the other only after both of you said yes."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        begins, ends = given.get("begins"), given.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", ValidationError(_("This day lies before the first night.")))
        return given


class OfferForm(WishForm):
    """Beds that are offered."""

    address = WordsField(
        label=_("Address"),
        max_length=300,
        lines=True,
        help_text=_("Shown to your guest only after both of you said yes; kept encrypted."),
    )


class JourneyForm(RefusableForm):
    """One way: empty means that nobody need wait."""

    day = day_field(_("Day"), required=False)
    hour = hour_field(_("Hour"))
    place = WordsField(label=_("Station, airport or border"), max_length=120, required=False)
    means = WordsField(label=_("Train, flight or bus"), max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("day"):
            for name in ("hour", "place"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, ValidationError(_("This is needed too.")))
        return given


class ServiceForm(RefusableForm):
    """Meals or the care of children on one day."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Service.Kind.choices)
    day = day_field(_("Day"))
    begins = hour_field(_("From"))
    ends = hour_field(_("Until"))
    seats = forms.IntegerField(
        label=_("Seats"),
        min_value=0,
        max_value=100_000,
        required=False,
        help_text=_("Empty means as many as come."),
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = TextField(
            languages=event.languages,
            label=_("What it is"),
            max_length=120,
            initial=Written("", event.lang, {}),
        )
        for name in ("begins", "ends"):
            self.fields[name].required = True
        self.order_fields(["kind", "name", "day", "begins", "ends", "seats"])


class BookingForm(RefusableForm):
    seats = forms.IntegerField(label=_("How many"), min_value=0, max_value=20)
    about = WordsField(label=_("Diet; names and ages of children"), max_length=300, required=False)
