"""What the docs name exists: tests, commands, files."""

import re
from pathlib import Path

import pytest
from django.conf import settings

FOUNDATIONS = (settings.BASE / "docs" / "foundations.md").read_text(encoding="utf-8")
README = (settings.BASE / "README.md").read_text(encoding="utf-8")
MAKEFILE = (settings.BASE / "Makefile").read_text(encoding="utf-8")
PAGES = sorted([settings.BASE / "README.md", *(settings.BASE / "docs").rglob("*.md")])


@pytest.mark.parametrize("named", re.findall(r"`(tests/[\w/]+\.py(?:::\w+)?)`", FOUNDATIONS))
def test_a_test_that_holds_a_foundation_exists(named):
    path, _, name = named.partition("::")
    source = (settings.BASE / path).read_text(encoding="utf-8")
    assert not name or f"def {name}(" in source


def test_every_foundation_has_a_test():
    rows = [line for line in FOUNDATIONS.splitlines() if line.startswith("| ")][1:]
    assert len(rows) >= 8
    assert [row for row in rows if "`tests/" not in row] == []


def test_every_command_of_the_readme_is_one_of_make():
    known = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE)) <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_pages_leads_somewhere(page: Path):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_readme_and_makefile_stay_short():
    assert len(README.splitlines()) <= 120
    assert len(MAKEFILE.splitlines()) <= 60
