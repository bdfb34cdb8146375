"""What the forms of proposals and sessions have in common."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegates.forms.organisations import OrganisationMixin, languages_offered
from events.forms import RefusableForm
from events.models import Event, Theme
from languages import texts
from languages.cleaning import clean_words
from languages.forms import LanguagesField, TextField, WordsField, Written, written
from workshops.models import Access, Proposal, Session

MOST_PEOPLE, MOST_LINKS = 30, 20


class LinesField(WordsField):
    """One thing a line; its clean value is a list."""

    def __init__(self, *, most: int, each: int = 200, **options: Any) -> None:
        self.most_lines, self.each = most, each
        super().__init__(max_length=most * (each + 1), lines=True, **options)

    def clean(self, value: Any) -> list[str]:
        words = super().clean(value).split("\n")
        lines = [clean_words(line, most=self.each) for line in words if line.strip()]
        if len(lines) > self.most_lines:
            raise ValidationError(
                _("These are %(found)d lines; at most %(most)d fit."),
                code="too_many",
                params={"found": len(lines), "most": self.most_lines},
            )
        return lines


class ActivityForm(RefusableForm, OrganisationMixin):
    """What a proposal and a session have in common."""

    theme = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    organisation = WordsField(
        label=gettext_lazy("Organisation"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Begin to write; if it is known, choose it, else write its full name."
        ),
    )
    size = forms.IntegerField(
        label=gettext_lazy("How many people you expect"),
        min_value=1,
        max_value=200_000,
        required=False,
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Length in minutes"), min_value=10, max_value=720, initial=90
    )
    access = forms.ChoiceField(
        label=gettext_lazy("Room"),
        choices=Access.choices,
        widget=forms.RadioSelect,
        initial=Access.ANY,
    )

    def __init__(self, *args: Any, event: Event, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.offered = languages_offered(event)
        self.first = next((tag for tag in languages if tag in self.offered), self.offered[0])
        self.fields["title"] = TextField(languages=self.offered, label=_("Title"), max_length=200)
        self.fields["abstract"] = TextField(
            languages=self.offered, rows=8, max_length=5_000, label=_("What it is about")
        )
        self.fields["spoken"] = LanguagesField(
            offered=self.offered, label=_("Languages spoken in it")
        )
        for name in ("title", "abstract"):
            self.initial.setdefault(name, Written("", self.first, {}))
        self.themes = {str(theme.uid): theme for theme in Theme.objects.filter(event=event)}
        named = texts.load([theme.name_id for theme in self.themes.values()], languages)
        chosen = [(uid, str(named[theme.name_id])) for uid, theme in self.themes.items()]
        field: Any = self.fields["theme"]
        field.choices = [("", _("none yet")), *chosen]

    def given(self) -> dict[str, Any]:
        """What was filled in, by the names that `Proposed` and `Described` have."""
        found = dict(self.cleaned_data)
        found["theme"] = self.themes.get(found["theme"])
        found["organisation_name"] = found.pop("organisation")
        found["organisation"] = found.pop("organisation_known")
        found["minutes"] = found["minutes"] or 90
        found["access"] = found["access"] or Access.ANY
        return found

    def shown_fields(self) -> list[forms.BoundField]:
        return [field for field in self if not field.is_hidden]


def shared_initial(of: Proposal | Session, languages: Sequence[str]) -> dict[str, Any]:
    lang = of.event.lang
    organisation = of.organisation.name_id if of.organisation else None
    name = texts.load([organisation], languages)[organisation]
    return {
        "title": written(of.title, lang),
        "abstract": written(of.abstract, lang),
        "theme": str(of.theme.uid) if of.theme else "",
        "organisation": str(name),
    }
