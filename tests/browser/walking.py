"""Walks that hold in every language: forms are found by their addresses and fields' names."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import axe_faults, too_wide

LANGUAGES = pytest.mark.parametrize("lang", ["fr", "ar"])


def press(page: Page, what: str | Locator) -> None:
    """Clicks what leads to another page, and is there."""
    found = page.locator(what) if isinstance(what, str) else what
    with page.expect_navigation():
        found.click()


def send(page: Page, field: str) -> None:
    """Sends the form in which this field stands."""
    form = page.locator("form", has=page.locator(f'[name="{field}"]'))
    press(page, form.locator("button").last)


def write(page: Page, lang: str, **words: Any) -> None:
    """Writes texts in this language."""
    for name, each in words.items():
        page.locator(f'[name="{name}"]').fill(each)
        page.locator(f'[name="{name}-lang"]').select_option(lang)


def is_right(page: Page, lang: str) -> None:
    assert page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
    assert too_wide(page) == 0, page.url
    assert axe_faults(page) == [], page.url


def answer(page: Page, name: str = "Awa Diop") -> None:
    """Fills in what every form of registration asks."""
    page.locator("#id_full_name").fill(name)
    page.locator("#id_country").select_option("SN")
    for field in ("speaks", "reads"):
        page.locator(f"[name={field}][value=fr]").check()
