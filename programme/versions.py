"""What a page that is written for everybody holds of texts that are not in its language.

Its script takes the version that comes first in the reader's languages (`programme/versions.ts`);
without one the page shows them in the event's order.
"""

from collections.abc import Callable, Sequence

from django.template.defaultfilters import capfirst
from django.utils.safestring import SafeString

from files.markdown import to_html
from languages.templatetags.texts import origin
from languages.texts import Reading
from programme.shapes import escaped


def in_list(others: Sequence[Reading]) -> SafeString:
    """Titles among many, with the mark of what a machine made or what is older."""
    return _templates(others, mark, lambda each: each.body)


def in_full(others: Sequence[Reading]) -> SafeString:
    """A title on its own page, with where it comes from."""
    return _templates(others, said_of, lambda each: each.body)


def in_prose(others: Sequence[Reading]) -> SafeString:
    """A text in Markdown, likewise."""
    return _templates(others, said_of, lambda each: to_html(each.body))


def mark(reading: Reading) -> str:
    """What one must know of a translation before one reads it; mostly nothing."""
    return origin(reading) if reading.origin == "machine" or reading.older else ""


def said_of(reading: Reading) -> str:
    """Where the words come from, as the summary above their original says it."""
    return str(capfirst(origin(reading)))


def _templates(
    others: Sequence[Reading], said: Callable[[Reading], str], words: Callable[[Reading], str]
) -> SafeString:
    return SafeString("".join(_template(each, said(each), words(each)) for each in others))


def _template(reading: Reading, said: str, words: str) -> str:
    """By hand: a release of a forum writes some twenty thousand of them in each language."""
    known = f' data-said="{escaped(said)}"' if said else ""
    inside = words if isinstance(words, SafeString) else escaped(words)
    return (
        f'<template lang="{escaped(reading.lang)}" dir="{reading.dir}"{known}>{inside}</template>'
    )
