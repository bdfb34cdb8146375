"""What docs/registration-cases.md and docs/walks.md say is so: tests, marks, languages."""

import ast
import re

import pytest
from django.conf import settings

CASES = (settings.BASE / "docs" / "registration-cases.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in CASES.splitlines()
    if re.match(r"\| \d", line)
]
NAMED = re.compile(r"`([\w/.-]+)::([^`]+)`")


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
