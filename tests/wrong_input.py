"""Wrong input for any form, read from the page on which it stands."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from lxml import html

from tests.bad_input import BAD_NUMBERS, NEVER

Fields = dict[str, list[str]]
# What nobody can have meant, by the kind of the box.
WRONG = {
    "number": BAD_NUMBERS[0],
    "email": "awa@",
    "url": "javascript:alert(1)",
    "date": "2001-02-30",
    "time": "25:61",
    "datetime-local": "2001-02-30T25:61",
    "select": "nobody",
    "radio": "nobody",
    "checkbox": "nobody",
}
# What is right by its form and too much.
TOO_MUCH = {
    "number": BAD_NUMBERS[4],
    "email": f"{'a' * 300}@example.org",
    "url": f"https://example.org/{'a' * 3_000}",
    "date": "0001-01-01",
    "time": "00:00",
    "datetime-local": "0001-01-01T00:00",
}
LONGEST = 3_000
# They are no part of what is typed.
LEFT_OUT = {"submit", "button", "reset", "image", "file"}


def wrong_ways(page: bytes, address: str) -> Iterator[Fields]:
    """What is sent to `address`: nothing; then what each box refuses; then too much of it."""
    yield {}
    boxes = list(boxes_of(page, address))
    for values, words in ((WRONG, NEVER["script"]), (TOO_MUCH, "")):
        sent: Fields = {}
        for box in boxes:
            sent.setdefault(box.get("name"), []).append(typed(box, values, words))
        if sent:
            yield sent


def boxes_of(page: bytes, address: str) -> Iterator[Any]:
    """What can be filled in on this page and goes to this address."""
    for form in html.fromstring(page).iter("form") if page.strip() else ():
        to = urljoin(address, form.get("action", "")).partition("?")[0]
        if form.get("method", "").lower() == "post" and to == address.partition("?")[0]:
            for box in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
                if box.get("type") not in LEFT_OUT:
                    yield box


def typed(box: Any, values: dict[str, str], words: str) -> str:
    """What is hidden stays as it is; a choice that is not made wrongly is the first."""
    kind = box.tag if box.tag != "input" else box.get("type", "text")
    if kind == "hidden":
        return str(box.get("value", ""))
    if kind in values:
        return values[kind]
    if kind == "select":
        return str(next(iter(box.xpath(".//option/@value[string()]")), ""))
    if kind in {"radio", "checkbox"}:
        return str(box.get("value", "on"))
    return words or "x" * (int(box.get("maxlength", LONGEST)) + 1)
