"""Lists that are kept, and mails to those on them."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delegates.models import Batch, SavedList
from delegates.placeholders import unknown
from events.models import Event
from languages.forms import TextField, WordsField, Written, written


class SavedListForm(forms.Form):
    name = WordsField(label=_("Name of the list"), max_length=80)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if SavedList.objects.filter(event=self.event, name=name).exists():
            raise ValidationError(_("There is a list of this name already."))
        return name


class AskForm(forms.Form):
    """What is to be done, and with whom of the list; with nobody ticked, with all."""

    kind = forms.ChoiceField(choices=Batch.Kind.choices)
    only = forms.TypedMultipleChoiceField(required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        ticked: Any = self.fields["only"]
        ticked.choices = [(uid, uid) for uid in data.getlist("only")[:50]]

    def clean_only(self) -> list[str]:
        field = forms.UUIDField()
        return [str(field.clean(uid)) for uid in self.cleaned_data["only"]]


class WordsForm(forms.Form):
    """What a mail to many says, in each language that somebody writes."""

    def __init__(self, *args: Any, batch: Batch, offered: list[str], **kwargs: Any) -> None:
        first = offered[0]
        kwargs["initial"] = {
            "subject": written(batch.subject, first),
            "body": written(batch.body, first),
        } | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["subject"] = TextField(label=_("Subject"), languages=offered, max_length=200)
        self.fields["body"] = TextField(
            label=_("What you write"), languages=offered, rows=10, max_length=10_000
        )

    def clean_subject(self) -> Written:
        return self._known(self.cleaned_data["subject"])

    def clean_body(self) -> Written:
        return self._known(self.cleaned_data["body"])

    def _known(self, words: Written) -> Written:
        for each in (words.body, *words.translations.values()):
            if wrong := unknown(each):
                raise ValidationError(
                    _("Nobody knows what to put for %(names)s. Choose from the list below."),
                    params={"names": ", ".join(f"{{{name}}}" for name in wrong)},
                )
        return words


class TurnForm(forms.Form):
    """A button of a batch's page; `at` only where a mail is planned, in the event's zone."""

    STEPS: ClassVar = ["begin", "plan", "pause", "resume", "drop"]
    to = forms.ChoiceField(choices=[(step, step) for step in STEPS])
    at = forms.DateTimeField(
        label=_("Send it at"),
        required=False,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M"],
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("to") != "plan" or "at" in self.errors:
            return given
        at = given.get("at")
        if at is None:
            raise ValidationError({"at": _("Choose a day and an hour.")})
        given["at"] = at.replace(tzinfo=self.event.tz)
        if given["at"] <= timezone.now():
            raise ValidationError({"at": _("This moment is over.")})
        return given
