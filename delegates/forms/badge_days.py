"""Forms of the days on which badges are valid."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from delegates.codes import MOST_DAYS
from delegates.models import Category
from events.models import Event
from languages.moments import written


def days_field(event: Event, label: Any, **options: Any) -> forms.MultipleChoiceField:
    """The event's days to tick."""
    days = list(event.days)[:MOST_DAYS]
    choices = [(str(number), written(day, "yMMMMd")) for number, day in enumerate(days)]
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **options
    )


class CategoryDaysForm(forms.Form):
    """For each category the days of its badges."""

    def __init__(self, *args: Any, event: Event, known: Mapping[str, list[int]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, label in Category.choices:
            initial = [str(day) for day in known.get(name, ())]
            self.fields[name] = days_field(event, label, initial=initial)

    def chosen(self) -> dict[str, list[int]]:
        return {name: [int(day) for day in self.cleaned_data[name]] for name in Category.values}


class PersonDaysForm(forms.Form):
    """The days of one person's badge."""

    def __init__(self, *args: Any, event: Event, known: list[int], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["days"] = days_field(
            event,
            _("Her badge is valid on"),
            initial=[str(day) for day in known],
            help_text=_("Nothing ticked: on the days of her category."),
        )

    def chosen(self) -> list[int]:
        return [int(day) for day in self.cleaned_data["days"]]
