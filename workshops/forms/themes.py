"""Forms of themes and conversations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms import RefusableForm
from languages.forms import WordsField
from workshops.models import Proposal


class MessageForm(RefusableForm):
    """What is said, and for which of her proposals where there are several."""

    side = forms.ModelChoiceField(
        label=_("You write for"), queryset=Proposal.objects.none(), to_field_name="uid"
    )
    words = WordsField(label=_("Message"), max_length=2_000, lines=True)

    def __init__(self, *args: Any, sides: Any, needed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["side"]
        field.queryset = Proposal.objects.filter(pk__in=[each.pk for each in sides])
        field.required = needed
        field.choices = [(str(each.uid), str(each.title)) for each in sides]
        if len(sides) == 1:
            field.widget, field.initial = forms.HiddenInput(), str(sides[0].uid)
        elif not sides:
            field.widget = forms.HiddenInput()


class FacilitatorForm(RefusableForm):
    email = forms.EmailField(label=_("E-mail address of her account"))
