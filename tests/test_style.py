"""Numbers of style: small files, short functions, thin views, plain templates."""

import ast
import re
import statistics
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE
APPS = sorted(path.parent for path in ROOT.glob("*/__init__.py") if path.parent.name != "tests")
SOURCES = sorted(
    path for app in APPS for path in app.rglob("*.py") if "migrations" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FRONTEND = sorted((ROOT / "frontend" / "src").rglob("*.ts"))
PYTHON = SOURCES + sorted((ROOT / "tests").rglob("*.py"))
Function = ast.FunctionDef | ast.AsyncFunctionDef


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> list[Function]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def length(function: Function) -> int:
    """Lines from `def` to the end, without the docstring."""
    said = function.body[0] if ast.get_docstring(function) else None
    docstring = said.end_lineno - said.lineno + 1 if said else 0
    return function.end_lineno - function.lineno + 1 - docstring


def too_long(paths: list[Path], most: int) -> list[str]:
    return [f"{name(path)} has {lines(path)} lines" for path in paths if lines(path) > most]


def test_no_file_is_longer_than_400_lines_and_most_are_far_shorter():
    assert too_long(PYTHON, 400) == []
    counts = sorted(lines(path) for path in SOURCES if lines(path))
    assert statistics.median(counts) <= 80
    assert counts[len(counts) * 9 // 10] <= 300


def test_no_script_is_longer_than_250_lines():
    tests = [path for path in FRONTEND if ".test." in path.name]
    assert too_long([path for path in FRONTEND if path not in tests], 250) == []


def test_no_template_is_longer_than_200_lines():
    assert too_long(TEMPLATES, 200) == []


def test_no_function_is_longer_than_30_lines_and_most_have_8():
    found = [(length(node), f"{name(p)}: {node.name}") for p in SOURCES for node in functions(p)]
    assert [each for each in found if each[0] > 30] == []
    assert statistics.median(count for count, _ in found) <= 8


def is_view(function: Function) -> bool:
    return any(
        isinstance(mark, ast.Call) and getattr(mark.func, "id", "") == "opens"
        for mark in function.decorator_list
    )


def test_no_view_is_longer_than_15_lines():
    found = [(p, node) for p in SOURCES for node in functions(p) if is_view(node)]
    assert [f"{name(p)}: {node.name}" for p, node in found if length(node) > 15] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_holds_no_script_style_or_handler(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    inline = re.findall(r"<script(?![^>]*\b(?:src=|type=\"application/(?:ld\+)?json))[^>]*>", text)
    assert inline == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_takes_nothing_from_another_host(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"(?:src|action|srcset)=\"(?:https?:)?//[^\"]*", text) == []


def test_comments_say_why_and_are_few():
    source = [line for path in SOURCES for line in path.read_text(encoding="utf-8").splitlines()]
    comments = [line for line in source if line.lstrip().startswith("#")]
    assert len(comments) / len(source) <= 0.08
