"""Organisers' Markdown as safe HTML."""

from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from files.html import UnfitHtml, clean

# CommonMark without raw HTML: what looks like a tag is shown as it was typed.
READER = MarkdownIt("commonmark", {"html": False})


def html(words: str, *, top: int = 2) -> SafeString:
    """HTML whose headings begin at level `top`. Raises UnfitHtml."""
    return mark_safe(clean(READER.render(words), top=top))


def check(words: str) -> None:
    """Raises ValidationError for a text too long or too deep to show."""
    try:
        html(words)
    except UnfitHtml as unfit:
        raise ValidationError(
            _("This is too long or too deeply nested to show as a page."), code="unfit"
        ) from unfit
