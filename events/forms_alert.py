"""The form of an emergency."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Event
from languages.forms import TextField, Written


class AlertForm(forms.Form):
    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"] = TextField(
            languages=event.languages,
            rows=4,
            max_length=600,
            label=_("What everybody must know now"),
            help_text=_("What happened, where to go, whom to call. Short: it is read on phones."),
            initial=Written("", event.lang, {}),
        )
