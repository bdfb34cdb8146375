"""Template tags for texts in their own language and direction."""

from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from languages import moments, tags
from languages.texts import Reading

register = template.Library()


@register.simple_tag
def text(reading: Reading | None) -> SafeString:
    """`<span lang dir>` with the words, and a mark where a machine or an older source made them."""
    if reading is None or not reading.body:
        return mark_safe("")
    return format_html(
        '<span lang="{}" dir="{}"{}>{}</span>{}',
        reading.lang,
        reading.dir,
        mark_safe(' class="by-machine"') if reading.origin == "machine" else "",
        reading.body,
        marks(reading),
    )


def marks(reading: Reading) -> SafeString:
    """What one must know of a translation, in words."""
    said = []
    if reading.origin == "machine":
        said.append(_("translated by a machine"))
    if reading.older:
        said.append(_("older than its original"))
    if not said:
        return mark_safe("")
    return format_html(' <small class="origin">({})</small>', ", ".join(said))


@register.filter
def language_name(tag: str) -> str:
    """The language's name in the language of the page."""
    return tags.name(tag, get_language() or "en")


@register.filter
def own_language_name(tag: str) -> str:
    return tags.own_name(tag)


@register.filter
def direction(tag: str) -> str:
    return tags.direction(tag)


@register.filter(expects_localtime=True)
def written(value: Any, skeleton: str) -> str:
    """A day or an hour as the page's language writes it: `{{ day|written:"yMMMMd" }}`."""
    return moments.written(value or None, skeleton)


@register.filter
def span(begins: date, ends: date) -> str:
    """From one day to another: `{{ begins|span:ends }}`."""
    return moments.span(begins, ends)
