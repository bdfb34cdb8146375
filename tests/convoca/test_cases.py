"""What docs/registration-cases.md and docs/walks.md say is so: tests, marks, languages."""

import ast
import re

import pytest
from django.conf import settings

NAMED = re.compile(r"`([\w/.-]+)::([^`]+)`")


def table_of(page: str, begins: str) -> list[list[str]]:
    """The cells of the rows that begin so, in a page of the docs."""
    lines = (settings.BASE / "docs" / page).read_text(encoding="utf-8").splitlines()
    rows = [
        line.removeprefix("|").removesuffix("|").split("|")
        for line in lines
        if re.match(begins, line)
    ]
    return [[cell.strip() for cell in row] for row in rows]


ROWS = table_of("registration-cases.md", r"\| \d")
WALKS = table_of("walks.md", r"\| [A-Z]")


def named_in(cell: str) -> list[tuple[str, str]]:
    """The files and names of tests that stand there."""
    return NAMED.findall(cell)


def source_of(path: str) -> str:
    return (settings.BASE / path).read_text(encoding="utf-8")


def function_at(path: str, name: str) -> tuple[ast.Module, ast.FunctionDef]:
    """The module and the function; fails where there is none."""
    module = ast.parse(source_of(path))
    found = [each for each in module.body if isinstance(each, ast.FunctionDef)]
    return module, next(each for each in found if each.name == name)


def marks_of(path: str, name: str) -> str:
    """The marks of a test, its module's included, as source."""
    module, function = function_at(path, name)
    marks = [ast.unparse(each) for each in function.decorator_list]
    for each in module.body:
        if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == "pytestmark":
            marks.append(ast.unparse(each.value))
    return " ".join(marks)


def test_there_are_forty_three_cases_and_each_has_a_test_on_both_databases():
    assert [int(row[0]) for row in ROWS] == list(range(1, 44))
    assert [row[0] for row in ROWS if not named_in(row[2])] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_test_of_a_case_exists_and_carries_its_mark(row):
    for path, name in named_in(row[2]):
        assert "pytest.mark.postgres" in marks_of(path, name), name
    for path, name in named_in(row[3]):
        if path.endswith(".ts"):
            assert f'it("{name}"' in source_of(path)
        else:
            assert function_at(path, name)


def languages_of(path: str, name: str) -> set[str]:
    """The languages in which a walk is walked; English where it does not say."""
    _, function = function_at(path, name)
    marks = " ".join(ast.unparse(each) for each in function.decorator_list)
    if "LANGUAGES" in marks:
        return {"fr", "ar"}
    listed = re.search(r"parametrize\('lang', (\[.*?\])", marks)
    looped = re.search(r"for lang in (\(.*?\))", ast.unparse(function))
    for found in (listed, looped):
        if found:
            return set(ast.literal_eval(found[1]))
    return {"en", *re.findall(r"lang='(\w\w)'", ast.unparse(function))}


@pytest.mark.parametrize("row", WALKS, ids=lambda row: row[1])
def test_each_walk_is_walked_in_chromium_in_two_languages_one_of_them_arabic(row):
    said = set(row[3].split(", "))
    assert "ar" in said
    assert len(said) > 1
    for path, name in named_in(row[2]):
        assert "pytest.mark.browser" in marks_of(path, name)
        assert languages_of(path, name) == said
