"""The one writer of tables as files, and the reader of the CSV that it wrote.

UTF-8 with a byte order mark (without it Excel reads Latin-1), lines end with CRLF (RFC 4180).
A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay
numbers. Reading takes the apostrophe off again, so that nothing is lost on the way.
"""

import csv
import io
import json
import unicodedata
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import xlsxwriter

from files.text import printable

Cell = str | int | float | None
MARK = "'"
FORMULA = frozenset("=+-@\t\r\n")
BATCH = 200  # rows in one piece of a stream
MOST_LETTERS = 32_767  # of a cell in a spreadsheet


def is_formula(text: str) -> bool:
    """True if a spreadsheet might compute `text`: its full-width and small kin (＝, ﹣) too."""
    first = text.lstrip(MARK)[:1]
    if first.isascii():
        return first in FORMULA
    return unicodedata.normalize("NFKC", first)[:1] in FORMULA


def guarded(cell: Cell) -> str | int | float:
    """The cell as it is written: text is printable and never a formula, None is empty."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return cell
    text = printable(cell)
    return MARK + text if is_formula(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if text.startswith(MARK) and is_formula(text) else text


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A whole CSV file."""
    return b"".join(stream_csv(header, rows))


def stream_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """A CSV file in pieces of BATCH rows, for files that do not fit into memory."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([guarded(name) for name in header])
    yield BOM_UTF8
    for number, row in enumerate(rows, 1):
        writer.writerow([guarded(cell) for cell in row])
        if number % BATCH == 0:
            yield _emptied(buffer)
    yield _emptied(buffer)


def stream_json(keys: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """A list of objects, a row each."""
    between = "[\n"
    for row in rows:
        yield (between + json.dumps(dict(zip(keys, row, strict=True)), ensure_ascii=False)).encode()
        between = ",\n"
    yield b"\n]\n" if between == ",\n" else b"[]\n"


def write_xlsx(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """A spreadsheet, row by row: texts are written as texts, so that none is ever a formula."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(chain([header], rows)):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, place, printable(cell)[:MOST_LETTERS])
                elif cell is not None:
                    sheet.write_number(number, place, cell)


def write_table(
    path: Path, kind: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> None:
    """A file of `kind` csv, xlsx or json, in memory that does not grow with its rows."""
    if kind == "xlsx":
        write_xlsx(path, header, rows)
        return
    stream = stream_json if kind == "json" else stream_csv
    with path.open("wb") as file:
        file.writelines(stream(header, rows))


def read_csv(file: bytes) -> list[list[str]]:
    """The rows, header first, of a file that `csv_bytes` wrote.

    Raises UnicodeDecodeError or csv.Error for other bytes.
    """
    rows = csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""), strict=True)
    return [[unguarded(cell) for cell in row] for row in rows]


def _emptied(buffer: io.StringIO) -> bytes:
    written = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return written
