"""Spreadsheets that were made to harm are refused in words, and cost little."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from files import sheets
from files.sheets import NotATable, read_table

SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
GROWING = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(8))
DOCTYPE = f'<!DOCTYPE x [<!ENTITY e0 "{"A" * 100}">{GROWING}]>'
CELL = '<row r="9"><c r="A9" t="inlineStr"><is><t>&e8;</t></is></c></row>'


def workbook(**changed) -> bytes:
    """A table of one line; `changed` gives a part's words, by its name without the slashes."""
    made, packed = io.BytesIO(), io.BytesIO()
    book = Workbook()
    book.active.append(["name", "country"])
    book.save(made)
    with zipfile.ZipFile(made) as whole, zipfile.ZipFile(packed, "w") as out:
        for name in whole.namelist():
            words = whole.read(name).decode()
            out.writestr(name, changed[name](words) if name in changed else words)
    return packed.getvalue()


def with_entities(words: str) -> str:
    head = words.index("?>") + 2 if words.startswith("<?xml") else 0
    words = words[:head] + DOCTYPE + words[head:]
    return words.replace("<sheetData>", f"<sheetData>{CELL}").replace('name="Sheet"', 'name="&e8;"')


def test_an_honest_workbook_is_read():
    assert read_table(workbook(), rows=10, columns=5) == [["name", "country"]]


@pytest.mark.parametrize("part", [SHEET, BOOK])
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(with_entities, id="entities that grow"),
        pytest.param(lambda words: words[: len(words) // 2], id="cut in two"),
        pytest.param(lambda words: "", id="empty"),
    ],
)
def test_a_workbook_with_harmful_or_broken_xml_is_refused(part, change):
    with pytest.raises(NotATable):
        read_table(workbook(**{part: change}), rows=10, columns=5)


def test_a_workbook_without_a_sheet_is_refused():
    bare = workbook(**{BOOK: lambda words: words.partition("<sheets>")[0] + "</workbook>"})
    with pytest.raises(NotATable):
        read_table(bare, rows=10, columns=5)


def test_what_would_unpack_to_too_much_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(sheets, "UNPACKED", 1_000)
    with pytest.raises(NotATable):
        read_table(workbook(), rows=10, columns=5)
