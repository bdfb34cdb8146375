"""Organisers' forms about forms as a whole: settings, files, names of countries."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from msgspec.structs import replace

from delegates.forms.questions import WrittenForm, offered, words_of
from delegates.models import Questionnaire
from delegates.questions.document import Ask, Company, Document, Misshapen, parse
from events import countries
from events.fields import common_languages
from events.forms import RefusableForm
from languages.forms import WordsField

MOST_BYTES = 1_000_000


class WholeForm(WrittenForm):
    """What concerns the form as a whole."""

    passports = forms.ChoiceField(
        label=_("Which passports people travel with"), choices=Ask.choices
    )
    companions = forms.ChoiceField(label=_("Who comes along, with age"), choices=Company.choices)
    replies = forms.ChoiceField(
        label=_("Answers"), choices=Questionnaire.Replies.choices, widget=forms.RadioSelect
    )

    def __init__(
        self, *args: Any, questionnaire: Questionnaire, draft: Document, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft
        self.fields["languages"] = forms.MultipleChoiceField(
            label=_("Languages of the form"),
            choices=common_languages(list(draft.languages)),
            widget=forms.CheckboxSelectMultiple,
            initial=list(draft.languages),
        )
        if questionnaire.use == Questionnaire.Use.REGISTRATION:
            del self.fields["replies"]
            self.initial["passports"] = draft.passports
            self.initial["companions"] = draft.companions
        else:
            del self.fields["passports"], self.fields["companions"]
            self.words_field("title", draft.title, _("Heading"))
            self.initial["replies"] = questionnaire.replies
            self.order_fields(["title"])
        if questionnaire.use == Questionnaire.Use.CALL:
            del self.fields["replies"]

    def made(self) -> Document:
        given = self.cleaned_data
        return replace(
            self.draft,
            languages=tuple(given["languages"]),
            title=words_of(given["title"]) if "title" in given else self.draft.title,
            passports=Ask(given.get("passports", self.draft.passports)),
            companions=Company(given.get("companions", self.draft.companions)),
        )


class FollowUpForm(WrittenForm):
    """A new form for those who are registered."""

    replies = forms.ChoiceField(
        label=_("Answers"),
        choices=Questionnaire.Replies.choices,
        widget=forms.RadioSelect,
        initial=Questionnaire.Replies.ONE,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words_field("title", {}, _("Heading"))
        self.order_fields(["title"])


class ImportForm(RefusableForm):
    """A file, or its text pasted."""

    file = forms.FileField(label=_("File (JSON)"), required=False)
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "ltr", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if file and file.size > MOST_BYTES:
            self.add_error("file", ValidationError(_("This file is too large.")))
            return cleaned
        given = file.read() if file else text.encode("utf-8", "surrogatepass")
        if not given:
            self.add_error("file", ValidationError(_("Choose a file, or paste its text.")))
            return cleaned
        try:
            cleaned["document"] = parse(given)
        except Misshapen as error:
            said = _("This is no form that we can read: %(where)s")
            field = "file" if file else "text"
            self.add_error(field, ValidationError(said, params={"where": str(error)}))
        return cleaned


class CountryNameForm(WrittenForm):
    """The event's own name for a country or territory, in each of its languages."""

    code = forms.ChoiceField(label=_("Country or territory"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code: Any = self.fields["code"]
        code.choices = [("", "—"), *countries.choices()]
        self.languages = offered(self.event)
        for lang in self.languages:
            self.fields[f"name-{lang}"] = WordsField(label=lang, max_length=100, required=False)

    def names(self) -> dict[str, str]:
        return {lang: self.cleaned_data[f"name-{lang}"] for lang in self.languages}
