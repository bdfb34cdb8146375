"""Reads tables that people bring: XLSX, and CSV as spreadsheets write it."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from files.tables import unguarded

UNPACKED = 200_000_000  # bytes that a workbook may hold, however small it is packed


class NotATable(Exception):
    """The file is neither XLSX nor CSV, or larger than was said."""


def cell_name(row: int, column: int) -> str:
    """`B7` for row 7 and column 1: rows count from 1 as people see them, columns from 0."""
    return f"{get_column_letter(column + 1)}{row}"


def read_table(content: bytes, *, rows: int, columns: int) -> list[list[str]]:
    """All cells as words, the heading first; of the first sheet of a workbook.

    Raises NotATable for what is none, and for more than `rows` rows.
    """
    try:
        lines = workbook_lines(content) if content.startswith(b"PK") else _csv(content)
        found: list[list[str]] = []
        for line in lines:
            if len(found) > rows:
                raise NotATable
            found.append([_words(cell) for cell in line[:columns]])
    except (UnicodeDecodeError, csv.Error, zipfile.BadZipFile, InvalidFileException) as error:
        raise NotATable from error
    except (LookupError, SyntaxError, ValueError, OSError) as error:  # SyntaxError: broken XML
        raise NotATable from error
    return found


def workbook_lines(content: bytes) -> Iterator[list[Any]]:
    """The lines of the first sheet, measured before it is unpacked. Raises NotATable, and what
    zipfile and openpyxl raise for a broken file.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > UNPACKED:
            raise NotATable
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheet: Any = book.worksheets[0]
    for line in sheet.iter_rows(values_only=True):
        yield list(line)


def _csv(content: bytes) -> Iterator[list[Any]]:
    """UTF-8, or what Windows writes for Western Europe; with commas, semicolons or tabs."""
    if b"\0" in content:
        raise NotATable
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    heading = text.partition("\n")[0]
    mark = max(",;\t", key=heading.count)
    for line in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
        yield [unguarded(cell) for cell in line]


def _words(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return "" if cell is None else str(cell).strip()
