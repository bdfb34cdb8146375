"""A stretch of days, and what stands on a certificate."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from languages import tags
from languages.forms import WordsField
from languages.queries.work import Period


class DayField(forms.DateField):
    """A day, as browsers let one choose it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, required=False, **options)


class PeriodForm(forms.Form):
    """Both days may be left open."""

    begins = DayField(label=_("From"))
    ends = DayField(label=_("Until"))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        begins, ends = found.get("begins"), found.get("ends")
        if begins and ends and ends < begins:
            raise ValidationError(_("The last day lies before the first."))
        return found

    @property
    def period(self) -> Period:
        """All days where the form says nothing that makes sense."""
        if not self.is_valid():
            return Period()
        return Period(self.cleaned_data["begins"], self.cleaned_data["ends"])


class CertificateForm(PeriodForm):
    """Her name as it shall stand there, and the language of the paper."""

    name = WordsField(label=_("Name, as it shall stand on the certificate"), max_length=120)
    written_in = forms.ChoiceField(label=_("Language of the certificate"))
    field_order = ("name", "written_in", "begins", "ends")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["written_in"]
        field.choices = [(code, tags.own_name(code)) for code, _name in settings.LANGUAGES]
