"""Forms around a document, and the one for a single paragraph."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.actions import MOST_LETTERS
from documents.models import Document
from events.models import Event
from languages.forms import TextField, written
from workshops.models import Session

Writers = Document.Writers


class DocumentForm(forms.Form):
    """Title, and who may read and write. The title's language is the document's."""

    readers = forms.ChoiceField(
        label=_("Who may read"), choices=Document.Readers.choices, widget=forms.RadioSelect
    )
    writers = forms.ChoiceField(
        label=_("Who may write"),
        choices=Writers.choices,
        widget=forms.RadioSelect,
        help_text=_("Those who may write may also read."),
    )
    field_order = ("title", "readers", "writers")

    def __init__(
        self,
        *args: Any,
        event: Event,
        session: Session | None = None,
        document: Document | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("initial", initial_of(document, event, session))
        super().__init__(*args, **kwargs)
        languages = list(event.written_languages)
        if document and document.language not in languages:
            languages.insert(0, document.language)
        self.fields["title"] = TextField(languages=languages, label=_("Title"), max_length=200)
        self.order_fields(list(self.field_order))
        if session is None:
            choices = [pair for pair in Writers.choices if pair[0] != Writers.HOLDERS]
            self.fields["writers"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """As the actions take it."""
        title = self.cleaned_data["title"]
        return {
            "title": title.body,
            "language": title.lang,
            "translations": title.translations,
            "readers": self.cleaned_data["readers"],
            "writers": self.cleaned_data["writers"],
        }


def initial_of(document: Document | None, event: Event, session: Session | None) -> dict[str, Any]:
    if document:
        return {
            "title": written(document.title, document.language),
            "readers": document.readers,
            "writers": document.writers,
        }
    return {
        "title": written(None, event.lang),
        "readers": Document.Readers.PUBLIC,
        "writers": Writers.HOLDERS if session else Writers.TEAM,
    }


class ParagraphForm(forms.Form):
    """One paragraph without an editor. `paragraph` is empty for a new one at the end."""

    paragraph = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    was = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Words"),
        required=False,
        strip=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )

    def clean(self) -> dict[str, Any]:
        """A paragraph may be emptied, but nothing is not added."""
        found = super().clean() or {}
        if not found.get("paragraph") and "text" in found and not found["text"].strip():
            self.add_error("text", _("Write something first."))
        return found
