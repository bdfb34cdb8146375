"""A line in which one names a language, with a list that fills it in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.tongues import finding, names, tags

LIST = "languages-known"


class LanguageLine(forms.TextInput):
    """Several on one page share one list, which the first (`lists`) brings along."""

    def __init__(self, *, lists: bool = True, signed: bool = False) -> None:
        super().__init__({"list": LIST, "dir": "auto", "autocomplete": "off"})
        self.lists, self.signed = lists, signed

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        given = self.build_attrs(self.attrs, attrs)
        line = {"type": "text", "name": name, "value": self.format_value(value) or "", **given}
        return format_html("<input{}>{}", flatatt(line), self._list() if self.lists else "")

    def _list(self) -> SafeString:
        into = get_language() or "en"
        offered = names.offered(into, signed=self.signed)
        lines = ((said, _beside(tag, said)) for tag, said in offered)
        options = format_html_join("", '<option value="{}">{}</option>', lines)
        return format_html('<datalist id="{}">{}</datalist>', LIST, options)


def _beside(tag: str, said: str) -> str:
    """What the language calls itself, where that is another word."""
    own = names.own_name(tag)
    return "" if own == said else own


class LanguageField(forms.CharField):
    """Any language, by one of its names or by its tag; its clean value is the tag.

    A sign language is none to write or to read in: it is taken only if `signed`.
    """

    def __init__(self, *, lists: bool = True, signed: bool = False, **options: Any) -> None:
        self.signed = signed
        widget = LanguageLine(lists=lists, signed=signed)
        super().__init__(max_length=100, widget=widget, **options)

    def prepare_value(self, value: Any) -> Any:
        """A tag that is kept, by its name; what was typed, as it was typed."""
        is_tag = isinstance(value, str) and tags.canonical(value) == value
        return finding.shown(value, get_language() or "en") if is_tag else value

    def to_python(self, value: Any) -> str:
        typed = str(super().to_python(value) or "")
        return one_named(typed, signed=self.signed) if typed else ""


def one_named(typed: str, *, signed: bool = True) -> str:
    """The tag of the language that `typed` names. Raises ValidationError where nobody knows it."""
    tag = finding.named(typed, get_language() or "en")
    if tag is None:
        raise ValidationError(
            _("“%(name)s” is not a language that we know. Try its English name."),
            code="unknown_language",
            params={"name": typed},
        )
    if not signed and tags.is_signed(tag):
        raise ValidationError(
            _("“%(name)s” is a sign language, in which nobody writes."),
            code="signed_language",
            params={"name": typed},
        )
    return tag
