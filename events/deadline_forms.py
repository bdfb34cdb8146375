"""Forms of deadlines."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from events import zones
from events.closing import Closing
from events.forms import RefusableForm
from events.ports import audiences
from languages.forms import TextField


def moment_field(label: Any, **options: Any) -> forms.DateTimeField:
    """A day and an hour without a zone, which its form adds."""
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M"],
        **options,
    )


class DeadlineForm(RefusableForm):
    """A moment on the clock of the zone in which it is said."""

    until = moment_field(_("Closes at"))

    def __init__(self, *args: Any, closing: Closing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = closing.zone
        self.fields["until"].help_text = zones.named(closing.zone)

    def clean_until(self) -> datetime:
        until: datetime = self.cleaned_data["until"]
        return until.replace(tzinfo=ZoneInfo(self.zone))


class ExtensionForm(DeadlineForm):
    """A later moment, its own words, and whom to write to."""

    def __init__(self, *args: Any, closing: Closing, **kwargs: Any) -> None:
        super().__init__(*args, closing=closing, **kwargs)
        event, switch = closing.event, closing.switch
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
