"""Forms of deadlines."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms import RefusableForm
from events.models import Event
from events.ports import audiences
from languages.forms import TextField


class DeadlineForm(RefusableForm):
    """A moment on the event's own clock."""

    until = forms.DateTimeField(
        label=_("Closes at"),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M"],
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.fields["until"].help_text = event.zone

    def clean_until(self) -> datetime:
        until: datetime = self.cleaned_data["until"]
        return until.replace(tzinfo=self.event.tz)


class ExtensionForm(DeadlineForm):
    """A later moment, its own words, and whom to write to."""

    def __init__(self, *args: Any, event: Event, switch: str, **kwargs: Any) -> None:
        super().__init__(*args, event=event, **kwargs)
        self.fields["title"] = TextField(
            label=_("What you say"), languages=event.languages, max_length=200
        )
        self.fields["body"] = TextField(
            label=_("More about it"),
            languages=event.languages,
            rows=5,
            max_length=2_000,
            required=False,
        )
        own = [(each.name, each.label) for each in audiences if each.switch == switch]
        left = [each.name for each in audiences if each.switch == switch and each.left]
        self.fields["audience"] = forms.MultipleChoiceField(
            label=_("Write to"),
            choices=own,
            initial=left,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("The words stand among the news in any case."),
        )
