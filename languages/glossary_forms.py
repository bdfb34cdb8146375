"""One concept with its words, and a file of many."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from files import uploads
from files.sheets import NotATable
from languages import tags
from languages.actions.glossary import Meaning, Word
from languages.forms import WordsField
from languages.glossary_files import (
    MOST_BYTES,
    MOST_MEANING,
    MOST_NOTE,
    MOST_WORDS,
    Read,
    read,
)
from languages.glossary_plan import Planned, plan
from languages.models import Concept, Space, Term

MOST_TERMS = 60
SPARE = 2


class MeaningForm(forms.Form):
    """What a concept means."""

    note = WordsField(label=_("What it means"), required=False, max_length=MOST_MEANING, lines=True)


class TermForm(forms.Form):
    """A row: one word in one language; an empty one is no term."""

    lang = forms.ChoiceField(label=_("Language"))
    words = WordsField(label=_("Word or words"), required=False, max_length=MOST_WORDS)
    standing = forms.ChoiceField(
        label=_("Standing"), choices=Term.Standing.choices, initial=Term.Standing.PREFERRED
    )
    note = WordsField(label=_("Note"), required=False, max_length=MOST_NOTE)

    def __init__(self, *args: Any, languages: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        into = get_language() or "en"
        lang: Any = self.fields["lang"]
        lang.choices = [(tag, tags.name(tag, into)) for tag in languages]


class Terms(forms.BaseFormSet[TermForm]):
    """The rows of a concept."""

    def clean(self) -> None:
        """At least one word, and none twice."""
        seen = set()
        for form in self.forms:
            word = word_of(form)
            if word and word.key in seen:
                form.add_error("words", _("This word stands there twice."))
            if word:
                seen.add(word.key)
        if not seen and not any(self.errors):
            raise forms.ValidationError(_("Write the word in at least one language."))


TermSet = forms.formset_factory(
    TermForm, formset=Terms, extra=0, max_num=MOST_TERMS, validate_max=True
)


def word_of(form: TermForm) -> Word | None:
    found = getattr(form, "cleaned_data", {})
    if not found.get("words") or not found.get("lang"):
        return None
    return Word(found["lang"], found["words"], found.get("standing", ""), found.get("note", ""))


class ConceptForm:
    """The meaning and the rows together: those that are there, one for each language of the space
    that lacks a word, and a few more.
    """

    def __init__(self, data: Any, space: Space, concept: Concept | None) -> None:
        rows = [
            {"lang": each.lang, "words": each.words, "standing": each.standing, "note": each.note}
            for each in (concept.terms.order_by("pk") if concept else ())
        ]
        said = {row["lang"] for row in rows}
        languages = list(dict.fromkeys([*space.languages, *(row["lang"] for row in rows)]))
        rows += [{"lang": lang} for lang in languages if lang not in said]
        rows += [{"lang": languages[0]} for _ in range(SPARE) if languages]
        note = concept.note if concept else ""
        self.meaning = MeaningForm(data, initial={"note": note})
        self.terms = TermSet(
            data, initial=rows, form_kwargs={"languages": languages}, prefix="terms"
        )

    def is_valid(self) -> bool:
        """Both are looked at, so that both say what is wrong."""
        return all([self.meaning.is_valid(), self.terms.is_valid()])

    @property
    def wrong(self) -> bool:
        return self.meaning.is_bound and not self.is_valid()

    @property
    def said(self) -> Meaning:
        words = [word for form in self.terms.forms if (word := word_of(form))]
        return Meaning(self.meaning.cleaned_data["note"], words)


CHOOSE = _("Choose a file. A file that was chosen is kept for a day.")


class FileForm(forms.Form):
    """A file, or the mark of one that was looked at before."""

    file = forms.FileField(
        label=_("File"),
        error_messages={"required": CHOOSE},
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.tbx,.xml,text/csv"}),
        help_text=_("CSV, XLSX or TBX, at most 5 MB and 20,000 rows."),
    )

    def __init__(self, *args: Any, space: Space, **options: Any) -> None:
        super().__init__(*args, **options)
        self.space, self.mark, self.goes_on, self.found = space, "", False, Read()
        # What was looked at goes on by its mark.
        self.fields["file"].required = "mark" not in self.data

    @property
    def place(self) -> str:
        return f"glossary-{self.space.pk}"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        file = given.get("file")
        if file and file.size > MOST_BYTES:
            self.add_error("file", _("This file is larger than 5 MB."))
        if self.errors:
            return given
        self.goes_on = not file
        self.mark = uploads.keep(self.place, file.chunks()) if file else self.data.get("mark", "")
        path = uploads.kept(self.place, self.mark)
        if path is None:
            self.add_error("file", CHOOSE)
            return given
        try:
            self.found = read(path.read_bytes())
        except NotATable:
            words = _("This is no glossary that we can read: CSV, XLSX or TBX with its headings.")
            self.add_error("file", words)
        return given

    def look(self) -> list[Planned]:
        """What the file would change; faults stand in `found`."""
        return plan(self.space, self.found)
