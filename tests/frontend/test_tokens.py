"""The colours of tokens.css can be read in both schemes (WCAG 2.2 §1.4.3 and §1.4.11)."""

import re

import pytest
from django.conf import settings

TOKENS = (settings.BASE / "frontend/src/css/tokens.css").read_text()
DECLARED = dict(re.findall(r"--([\w-]+):\s*([^;]+);", TOKENS))
SURFACES = ("paper", "sheet", "sunk")
TEXTS = [(text, on) for on in SURFACES for text in ("ink", "quiet", "act", "live", "warn", "good")]
TEXTS += [("ink", "mine"), ("quiet", "mine"), ("on-act", "act"), ("on-mast", "mast")]
EDGES = [(f"t{n}", on) for n in range(1, 13) for on in ("paper", "sheet")]
EDGES += [("edge", "paper"), ("edge", "sheet")]


def colour(name: str, scheme: str) -> str:
    """The six digits of a token in `light` or `dark`."""
    value = DECLARED[name].strip()
    if pair := re.fullmatch(r"light-dark\((.+),\s*(.+)\)", value):
        value = pair[1 if scheme == "light" else 2]
    if named := re.fullmatch(r"var\(--([\w-]+)\)", value):
        return colour(named[1], scheme)
    digits = value.removeprefix("#")
    return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)


def luminance(digits: str) -> float:
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str, scheme: str) -> float:
    darker, lighter = sorted(luminance(colour(name, scheme)) for name in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "on"), TEXTS)
def test_a_text_stands_out_from_its_surface(text: str, on: str, scheme: str) -> None:
    assert contrast(text, on, scheme) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "on"), EDGES)
def test_an_edge_stands_out_from_its_surface(edge: str, on: str, scheme: str) -> None:
    assert contrast(edge, on, scheme) >= 3
