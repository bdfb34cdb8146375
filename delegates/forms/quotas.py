"""Seats, and for whom."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from delegates.models import Category, Registration
from delegates.queries import quotas as queries
from events import countries
from events.models import Event
from languages import texts
from languages.forms import WordsField


class QuotaForm(forms.Form):
    """Seats for whom a rule counts; an empty size is unlimited."""

    name = WordsField(label=_("Name"), max_length=120)
    size = forms.IntegerField(
        label=_("Places"),
        min_value=0,
        max_value=1_000_000,
        required=False,
        help_text=_("Empty means unlimited. 0 means that there is none."),
    )
    category = forms.MultipleChoiceField(
        label=_("Counts only those who come as"),
        choices=Category.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: everybody is counted."),
    )
    attendance = forms.MultipleChoiceField(
        label=_("Counts only those who take part"),
        choices=Registration.Attendance.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    constituency = forms.MultipleChoiceField(
        label=_("Counts only those of"), required=False, widget=forms.CheckboxSelectMultiple
    )
    country = WordsField(
        label=_("Counts only these countries"),
        max_length=1_000,
        required=False,
        help_text=_("Codes of two letters with spaces between them, such as SN ML."),
    )
    organisation = WordsField(
        label=_("Counts only these organisations"),
        max_length=10_000,
        lines=True,
        required=False,
        help_text=_("One in each line. If a name is not known, those that may be meant are shown."),
    )

    def __init__(self, *args: Any, event: Event, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(event.constituencies.all())
        named = texts.load([each.name_id for each in rows], languages)
        field: Any = self.fields["constituency"]
        field.choices = [(str(each.pk), str(named[each.name_id])) for each in rows]
        if not rows:
            del self.fields["constituency"]
        self.event, self.languages = event, list(languages)
        self.answers = queries.answers_asked(event, languages)
        for name, question, options in self.answers:
            self.fields[name] = forms.MultipleChoiceField(
                label=_("Counts only those who answered “%(question)s” with")
                % {"question": question},
                choices=options,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def clean_organisation(self) -> list[str]:
        """Their keys."""
        lines = [line.strip() for line in self.cleaned_data["organisation"].splitlines()]
        return list(dict.fromkeys(self._key_of(line) for line in lines if line))

    def _key_of(self, name: str) -> str:
        found = queries.organisation_called(self.event, name)
        if found:
            return found
        meant = queries.perhaps(self.event, name, self.languages)
        said = _("No organisation is called “%(name)s”.")
        if meant:
            said = _("No organisation is called “%(name)s”. Perhaps one of these: %(meant)s")
        given = {"name": name[:100], "meant": "; ".join(meant)}
        raise ValidationError(said, code="unknown_organisation", params=given)

    def clean_country(self) -> list[str]:
        codes = self.cleaned_data["country"].upper().replace(",", " ").split()
        for code in codes:
            if not countries.is_known(code):
                raise ValidationError(
                    _("“%(code)s” is not the code of a country or territory."),
                    code="unknown_country",
                    params={"code": code},
                )
        return list(dict.fromkeys(codes))

    def rule(self, before: Mapping[str, list[str]]) -> dict[str, list[str]]:
        """What is chosen here, with those parts of the rule that stood `before` and are not
        asked here, such as answers to a question that is gone.
        """
        asked = ["category", "attendance", "constituency", "country", "organisation"]
        asked += [name for name, _question, _options in self.answers]
        kept = {name: values for name, values in before.items() if name not in asked}
        chosen = {name: self.cleaned_data.get(name) for name in asked}
        return kept | {name: values for name, values in chosen.items() if values}
