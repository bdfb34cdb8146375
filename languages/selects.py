"""Lists with hundreds of options, written in one go."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString


class LongSelect(forms.Select):
    """A list to choose from, which the page makes searchable.

    Django renders each option by a template, which for all countries takes forty times as long.
    Its options stand in no groups.
    """

    def __init__(self, attrs: Any = None, choices: Any = ()) -> None:
        super().__init__({"data-searchable": ""} | (attrs or {}), choices)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = {str(each) for each in self.format_value(value)}
        given = {"name": name, **self.build_attrs(self.attrs, attrs)}
        options = "".join(_option(str(key), words, chosen) for key, words in self.choices)
        return format_html("<select{}>{}</select>", flatatt(given), SafeString(options))


class LongSelectSeveral(LongSelect, forms.SelectMultiple):
    """The same for several of them."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return super().render(name, value, {"multiple": True, **(attrs or {})}, renderer)


def _option(key: str, words: Any, chosen: set[str]) -> str:
    mark = " selected" if key in chosen else ""
    return f'<option value="{escape(key)}"{mark}>{escape(words)}</option>'
