"""Form fields for what people write: words, languages, and texts with their translations."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.tongues.fields import one_named
from languages import tags
from languages.cleaning import clean_words
from languages.differences import Piece, difference, excerpts
from languages.models import Text, Translation

State = Translation.State


OLDER, MACHINE = "older", "machine"


@dataclass(frozen=True)
class Written:
    """What a text field holds: the source, its language, and translations by language.

    `is_small` says that the sense of the source has not changed, `is_asked` that the writer was
    asked about its language, which is done once. `marks` says of translations that stand what is
    to be known of them (`OLDER`, `MACHINE`), `made_from` what the source said when the older ones
    were made, where that is known.
    """

    body: str
    lang: str
    translations: dict[str, str]
    is_small: bool = field(default=False, compare=False)
    is_asked: bool = field(default=False, compare=False)
    marks: dict[str, str] = field(default_factory=dict, compare=False)
    made_from: dict[str, str] = field(default_factory=dict, compare=False)

    def __bool__(self) -> bool:
        return bool(self.body.strip())


@dataclass(frozen=True)
class Box:
    """A translation as the widget shows it: its `mark` says what is to be known of it, `changes`
    what changed in the source since it was made.
    """

    lang: str
    words: str
    mark: str
    is_older: bool = False
    changes: Sequence[Piece] = ()

    @property
    def dir(self) -> str:
        return tags.direction(self.lang)


class TextWidget(forms.Widget):
    """The source with its language, and below it a box for each other language of the event."""

    template_name = "languages/text_widget.html"

    def __init__(self, languages: Sequence[str], *, rows: int, most: int) -> None:
        super().__init__()
        self.languages, self.rows, self.most = list(languages), rows, most
        # What stands before the form is sent, for the marks; None where it is not known.
        self.standing: Any = None

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Written:
        others = {
            lang: data.get(f"{name}-{lang}", "")
            for lang in self._asked()
            if f"{name}-{lang}" in data
        }
        lang = data.get(f"{name}-lang") or self.languages[0]
        small, asked = f"{name}-small" in data, f"{name}-asked" in data
        return Written(data.get(name, ""), lang, others, is_small=small, is_asked=asked)

    def _asked(self) -> list[str]:
        """The languages for which there is a box: those offered, and those that stand already."""
        kept = self.standing.translations if isinstance(self.standing, Written) else ()
        return list(dict.fromkeys([*self.languages, *kept]))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        written = value if isinstance(value, Written) else Written("", self.languages[0], {})
        context["widget"] |= {
            "written": written,
            "rows": self.rows,
            "most": self.most,
            "languages": self.languages,
            "others": self._others(written),
            "there": sum(bool(body) for body in written.translations.values()),
            "open": any(body for body in written.translations.values()),
            "dir": tags.direction(written.lang),
            "small": self._stands(),
            "standing_lang": self.standing.lang if self._is_kept() else written.lang,
            "guesses": len(self.languages) > 1 and not self._is_kept(),
            "wrong": "aria-invalid" in context["widget"]["attrs"],
        }
        return context

    def _is_kept(self) -> bool:
        """Whether the text stands already: then its writer has said its language."""
        return isinstance(self.standing, Written) and bool(self.standing)

    def _stands(self) -> bool:
        """Whether there are translations that a change of the source would make older."""
        kept = self.standing
        return isinstance(kept, Written) and any(kept.translations.values())

    def _others(self, written: Written) -> list[Box]:
        kept = self.standing if isinstance(self.standing, Written) else written
        return [
            _box(lang, written.translations.get(lang, ""), kept)
            for lang in self._asked()
            if lang != written.lang or written.translations.get(lang)
        ]


def _box(lang: str, words: str, kept: Written) -> Box:
    if not kept.body:
        return Box(lang, words, "")
    if not words:
        return Box(lang, "", _("missing"))
    mark, before = kept.marks.get(lang, ""), kept.made_from.get(lang)
    said = {OLDER: _("older than the original"), MACHINE: _("by a machine")}
    changes = [] if before is None else excerpts(difference(before, kept.body))
    return Box(lang, words, said.get(mark, ""), mark == OLDER, changes)


class TextField(forms.Field):
    """A text in one of `languages`, with translations into the others.

    `rows` is 1 for a line. Its clean value is a `Written`.
    """

    def __init__(
        self, *, languages: Sequence[str], rows: int = 1, max_length: int = 200, **options: Any
    ) -> None:
        self.languages, self.most, self.rows = tags.written_only(languages), max_length, rows
        widget = TextWidget(self.languages, rows=rows, most=max_length)
        super().__init__(widget=widget, **options)

    def clean(self, value: Written) -> Written:
        if value.lang not in self.languages:
            raise ValidationError(_("Choose one of the languages in the list."))
        lines = self.rows > 1
        body = clean_words(value.body, most=self.most, lines=lines)
        if self.required and not body:
            raise ValidationError(self.error_messages["required"], code="required")
        others = {
            lang: clean_words(words, most=self.most, lines=lines)
            for lang, words in value.translations.items()
            if lang != value.lang
        }
        return Written(body, value.lang, others, is_small=value.is_small)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        widget: Any = self.widget
        widget.standing = form.get_initial_for_field(self, field_name)
        return super().get_bound_field(form, field_name)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(initial != data)


def written(text: Text | None, lang: str) -> Written:
    """The initial value of a field: the text as it stands, or an empty one in `lang`."""
    if text is None:
        return Written("", lang, {})
    standing = [each for each in text.translations.all() if each.state != State.DRAFT]
    return Written(
        text.body,
        text.lang,
        {each.lang: each.body for each in standing},
        marks={each.lang: _mark(each, text) for each in standing},
        made_from=_made_from(text, standing),
    )


def _made_from(text: Text, standing: Sequence[Translation]) -> dict[str, str]:
    older = [each for each in standing if each.of_revision < text.revision]
    every = text.revisions.all() if older else ()
    said = {each.number: each.body for each in every if each.lang == text.lang}
    return {each.lang: said[each.of_revision] for each in older if each.of_revision in said}


def _mark(translation: Translation, text: Text) -> str:
    if translation.of_revision < text.revision:
        return OLDER
    return MACHINE if translation.origin == Translation.Origin.MACHINE else ""


class WordsField(forms.CharField):
    """Words as people type them, made safe by `clean_words`; nothing is cut off in silence.

    With `lines` it is a box of several lines.
    """

    def __init__(self, *, max_length: int, lines: bool = False, **options: Any) -> None:
        self.most, self.lines = max_length, lines
        if lines:
            options.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(**options)
        self.widget.attrs.setdefault("dir", "auto")

    def to_python(self, value: Any) -> str:
        words = str(super().to_python(value) or "")
        return clean_words(words, most=self.most, lines=self.lines)


@dataclass(frozen=True)
class Ticked:
    """Languages as the form has them: those ticked, and what was typed beside them."""

    tags: list[str]
    others: str = ""


class LanguagesWidget(forms.Widget):
    """A box to tick for each language of the event, and a line for any other."""

    template_name = "languages/languages_widget.html"
    use_fieldset = True

    def __init__(self, offered: Sequence[str]) -> None:
        super().__init__()
        self.offered = list(offered)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Ticked:
        ticked = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return Ticked(list(ticked), data.get(f"{name}-others", ""))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def id_for_label(self, id_: str) -> str:
        return ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        ticked = value if isinstance(value, Ticked) else self.ticked(value or [])
        context["widget"] |= {
            "offered": [(tag, tag in ticked.tags) for tag in self.offered],
            "others": ticked.others,
            "wrong": "aria-invalid" in context["widget"]["attrs"],
        }
        return context

    def ticked(self, chosen: Sequence[str]) -> Ticked:
        into = get_language() or "en"
        others = [tags.shown(tag, into) for tag in chosen if tag not in self.offered]
        return Ticked(list(chosen), ", ".join(others))


class LanguagesField(forms.Field):
    """Languages, of which `offered` have a box each and all others are typed by their names.

    Its clean value is a list of tags. Where people speak, sign languages are among them; where
    they read or write, `signed` is False.
    """

    MOST = 30

    def __init__(self, *, offered: Sequence[str], signed: bool = True, **options: Any) -> None:
        self.signed = signed
        self.offered = list(dict.fromkeys(offered)) if signed else tags.written_only(offered)
        super().__init__(widget=LanguagesWidget(self.offered), **options)

    def clean(self, value: Ticked) -> list[str]:
        unknown = [tag for tag in value.tags if tag not in self.offered]
        if unknown:
            raise ValidationError(_("Choose languages from the list."), code="invalid_choice")
        others = clean_words(value.others, most=500)
        chosen = list(dict.fromkeys([*value.tags, *tags_named(others, signed=self.signed)]))
        if self.required and not chosen:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(chosen) > self.MOST:
            raise ValidationError(_("These are too many languages."), code="too_many")
        return chosen

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True


def tags_named(names: str, *, signed: bool = True) -> list[str]:
    """The tags of languages named in any language of the interface, or by their tags.

    Raises ValidationError for a name that nobody knows.
    """
    found = []
    for name in filter(None, (part.strip() for part in SEPARATORS.split(names))):
        found.append(one_named(name, signed=signed))
    return found


# Commas in brackets belong to a name: «Chinese (Traditional, Taiwan)».
SEPARATORS = re.compile(r"[,;،؛、\n](?![^()（）]*[)）])")
