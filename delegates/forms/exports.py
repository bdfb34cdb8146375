"""What goes into a file, and what for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from delegates.columns import Column
from delegates.models import Export
from languages.forms import WordsField


class PurposeForm(forms.Form):
    """A file of people leaves with what for."""

    purpose = WordsField(
        label=_("What the file is for"),
        max_length=200,
        help_text=_("The other organisers read it, and it stays on record with who took what."),
    )


class ContactsForm(PurposeForm):
    """Contacts of organisations, as a table."""

    kind = forms.ChoiceField(
        label=_("Kind of file"),
        choices=[each for each in Export.Kind.choices if each[0] != Export.Kind.JSON],
        widget=forms.RadioSelect,
    )


class ExportForm(PurposeForm):
    """An export takes the fewest columns."""

    kind = forms.ChoiceField(
        label=_("Kind of file"), choices=Export.Kind.choices, widget=forms.RadioSelect
    )
    columns = forms.MultipleChoiceField(
        label=_("Columns"), widget=forms.CheckboxSelectMultiple, choices=[]
    )

    def __init__(self, *args: Any, columns: Mapping[str, Column], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["columns"]
        field.choices = [(key, column.label) for key, column in columns.items()]

    def clean_columns(self) -> list[str]:
        """In the order in which they are offered."""
        chosen = self.cleaned_data["columns"]
        field: Any = self.fields["columns"]
        return [key for key, _label in field.choices if key in chosen]
