"""When translations of an event's texts are shown."""

from django import forms
from django.utils.translation import gettext_lazy as _

from languages.models import Space


class PublishingForm(forms.Form):
    publishing = forms.ChoiceField(
        label=_("When is a translation shown?"),
        choices=Space.Publishing.choices,
        widget=forms.RadioSelect,
    )
