"""Forms of check-in: lists, devices, badges to print, and the desk's own."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from delegates.answers import Answers
from delegates.badge_sheets import SIZES
from delegates.models import Category, CheckinList, Device
from events import countries
from events.fields import day_field, hour_field
from events.forms import RefusableForm
from events.models import Event
from languages.forms import WordsField
from languages.moments import written

MOST_GATES = 20


class ListForm(forms.Form):
    """Who may come in where and when."""

    name = WordsField(label=_("Name"), max_length=120)
    categories = forms.MultipleChoiceField(
        label=_("Lets in"),
        choices=Category.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: everybody with a badge."),
    )
    days = forms.MultipleChoiceField(
        label=_("On these days"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: every day."),
    )
    opens = hour_field(_("From"))
    closes = hour_field(_("Until"))
    repeat = forms.ChoiceField(
        label=_("Each person comes in"),
        choices=CheckinList.Repeat.choices,
        initial=CheckinList.Repeat.DAILY,
        widget=forms.RadioSelect,
    )
    gates = WordsField(
        label=_("Doors"),
        max_length=1_000,
        lines=True,
        required=False,
        help_text=_("One a line, so that you see later who came in by which."),
    )
    state = forms.ChoiceField(
        label=_("State"), choices=CheckinList.State.choices, initial=CheckinList.State.USED
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["days"]
        field.choices = [
            (str(number), written(day, "yMMMMd")) for number, day in enumerate(event.days)
        ]

    def clean_days(self) -> list[int]:
        return [int(day) for day in self.cleaned_data["days"]]

    def clean_gates(self) -> list[str]:
        lines = [" ".join(line.split())[:80] for line in self.cleaned_data["gates"].splitlines()]
        return list(dict.fromkeys(line for line in lines if line))[:MOST_GATES]


def initial_of(found: CheckinList) -> dict[str, Any]:
    plain = ("name", "categories", "opens", "closes", "repeat", "state")
    return {name: getattr(found, name) for name in plain} | {
        "days": [str(day) for day in found.days],
        "gates": "\n".join(found.gates),
    }


class DeviceForm(RefusableForm):
    """A phone or laptop to pair."""

    name = WordsField(
        label=_("Name of the device"),
        max_length=80,
        help_text=_("Where it stands, such as “north door”."),
    )
    reach = forms.ChoiceField(
        label=_("What it may do"),
        choices=Device.Reach.choices,
        widget=forms.RadioSelect,
        initial=Device.Reach.SCANS,
    )
    until = day_field(
        _("Last day"),
        required=False,
        help_text=_("Empty: the day after the event."),
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event

    def ends_at(self) -> datetime | None:
        day = self.cleaned_data["until"]
        return datetime.combine(day, time(23, 59), tzinfo=self.event.tz) if day else None


class PrintForm(forms.Form):
    """Badges to print."""

    size = forms.ChoiceField(
        label=_("Size"), choices=[(name, size.name) for name, size in SIZES.items()]
    )
    category = forms.ChoiceField(
        label=_("For"), choices=[("", _("everybody")), *Category.choices], required=False
    )


class TypedForm(forms.Form):
    """A code typed, for a browser without scripts."""

    code = forms.CharField(max_length=300)
    at = forms.ChoiceField()
    kind = forms.ChoiceField()

    def __init__(self, *args: Any, lists: list[CheckinList], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lists = {str(each.uid): each for each in lists}
        for name, choices in (("at", self.lists), ("kind", ("entry", "exit"))):
            field: Any = self.fields[name]
            field.choices = [(each, each) for each in choices]


class StrangerForm(RefusableForm):
    """Somebody at the desk, in twenty seconds of typing."""

    full_name = WordsField(label=_("Full name"), max_length=200)
    category = forms.ChoiceField(label=_("Comes as"), choices=Category.choices)
    country = forms.ChoiceField(label=_("Country or territory"), required=False)
    address = forms.EmailField(
        label=_("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
        help_text=_("A mail then lets her take the registration over. Without: give her a card."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["country"]
        field.choices = [("", "—"), *countries.choices()]
        self.fields["full_name"].widget.attrs |= {"autocomplete": "off", "autofocus": True}

    def answers(self) -> Answers:
        given = {name: self.cleaned_data[name] for name in ("full_name", "category", "country")}
        return Answers(**given)
