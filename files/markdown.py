"""Markdown, the form in which people's long texts are kept."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from files.html import clean

# No raw HTML; no pictures, because a page calls no other host.
READER = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")


@lru_cache(maxsize=10_000)
def to_html(words: str, *, top: int = 3) -> SafeString:
    """Safe HTML of a person's Markdown, its headings beginning at level `top`.

    Raises files.html.UnfitHtml above its limits.
    """
    return mark_safe(clean(READER.render(words), top=top))
