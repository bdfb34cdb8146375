"""Views of other packages behind doors of our own."""

from importlib import import_module
from typing import Any

from django.urls import URLPattern, URLResolver, include

from access.doors import FORM, View, opens


def behind(rule: str, module: str, *, except_for: dict[str, str] | None = None) -> Any:
    """`include(module)` with each of its views behind `rule`, or behind the rule that
    `except_for` gives for the view's name.
    """
    included = include(module)
    guard(import_module(module).urlpatterns, rule, except_for or {})
    return included


def guard(patterns: list[URLPattern | URLResolver], rule: str, others: dict[str, str]) -> None:
    """Wraps the views of `patterns` in place."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            guard(pattern.url_patterns, rule, others)
        else:
            view: View = pattern.callback
            pattern.callback = opens(others.get(pattern.name or "", rule), methods=FORM)(view)
