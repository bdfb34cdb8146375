"""Template tags for texts in their own language and direction."""

from datetime import date
from typing import Any

from django import template
from django.template.defaultfilters import capfirst, linebreaks_filter
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from languages import moments, tags
from languages.offers import wording_of
from languages.queries.offering import Offer, first_to_translate
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
    said = origin(reading) if reading.origin == "machine" or reading.older else ""
    return format_html(' <small class="origin">({})</small>', said) if said else mark_safe("")


@register.filter
def origin(reading: Reading) -> str:
    """Where the words come from and how they stand to their original; empty for an original."""
    if not reading.origin:
        return ""
    if reading.origin == "machine":
        said = _("translated by a machine from %(language)s")
        moved = _("translated by a machine from %(language)s; the original has changed since")
    else:
        said = _("translated from %(language)s")
        moved = _("translated from %(language)s; the original has changed since")
    language = tags.name(reading.source_lang, get_language() or "en")
    return (moved if reading.older else said) % {"language": language}


@register.inclusion_tag("languages/_original.html")
def original(reading: Reading | None, html: str = "") -> dict[str, Any]:
    """Where these words come from, with the original in place; `html` is the original rendered."""
    if reading is None or not reading.origin:
        return {"said": ""}
    return {
        "said": capfirst(origin(reading)),
        "lang": reading.source_lang,
        "dir": reading.source_dir,
        "words": html or linebreaks_filter(reading.source),
        "prose": bool(html),
    }


@register.simple_tag(takes_context=True)
def translate_this(context: Any, *readings: Reading | None) -> SafeString:
    """A link to the desk at the first of these that lacks the reader's language, if she may."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return mark_safe("")
    return translation_link(first_to_translate(request.user, readings, request.languages))


@register.simple_tag
def translation_link(offer: Offer | None) -> SafeString:
    """The link to the desk at a text that its reader may translate."""
    if offer is None:
        return mark_safe("")
    link = '<p class="small translate-this"><a href="{}">{}</a></p>'
    return format_html(link, *wording_of(offer))


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
