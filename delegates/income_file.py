"""The World Bank's file OGHIST.xlsx: which income group each economy was in, by fiscal year."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from babel.core import get_global
from django.db import transaction
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from delegates.income import Row
from delegates.models import IncomeGroup
from delegates.models.income import Group

SHEET = "Country Analytical History"
YEARS = "bank's fiscal year"
YEAR = re.compile(r"FY(\d\d)")
ECONOMY = re.compile("[A-Z]{3}")
# The World Bank's own codes; its Channel Islands are two territories of ISO 3166.
OWN = {"XKX": ["XK"], "CHI": ["GG", "JE"]}


class NotTheFile(Exception):
    """The file is not OGHIST.xlsx, or its form has changed."""


@dataclass(frozen=True)
class Found:
    rows: list[Row]
    unknown: list[str]
    first: str
    last: str

    @property
    def countries(self) -> int:
        return len({row.country for row in self.rows})


def read(path: Path) -> Found:
    """Raises NotTheFile, OSError.

    Fiscal year t runs from 1 July t-1 to 30 June t. A star marks a footnote; `..` and an empty
    cell mean unclassified.
    """
    lines = _lines(path)
    head, years = _years(lines)
    codes = _codes()
    rows, unknown = [], []
    for line in lines[head + 1 :]:
        economy = str(line[0] or "").strip()
        if not ECONOMY.fullmatch(economy):
            continue
        countries = OWN.get(economy) or ([codes[economy]] if economy in codes else [])
        if not countries:
            unknown.append(economy)
        for country in countries:
            rows += _rows(country, years, line)
    if not rows:
        raise NotTheFile("No economy was found in the file.")
    found = [f"FY{year}" for year in sorted(years.values())]
    return Found(rows, unknown, found[0], found[-1])


def _lines(path: Path) -> list[Sequence[Any]]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError) as error:
        raise NotTheFile("This is not an XLSX file.") from error
    try:
        if SHEET not in book.sheetnames:
            raise NotTheFile(f"The file has no sheet «{SHEET}».")
        return list(book[SHEET].iter_rows(values_only=True))
    finally:
        book.close()


def _years(lines: list[Sequence[Any]]) -> tuple[int, dict[int, int]]:
    """The line with the years, and the year of each column."""
    for place, line in enumerate(lines):
        if any(str(cell or "").strip().lower().startswith(YEARS) for cell in line[:3]):
            found = {column: YEAR.fullmatch(str(c or "").strip()) for column, c in enumerate(line)}
            years = {column: _full(int(year[1])) for column, year in found.items() if year}
            if years:
                return place, years
    raise NotTheFile("The file has no line with the Bank's fiscal years.")


def _full(year: int) -> int:
    return 1900 + year if year >= 80 else 2000 + year


def _codes() -> dict[str, str]:
    """ISO's codes of two letters by those of three (CLDR)."""
    aliases = get_global("territory_aliases")
    return {three: to[0] for three, to in aliases.items() if ECONOMY.fullmatch(three)}


def _rows(country: str, years: dict[int, int], line: Sequence[Any]) -> list[Row]:
    """A row for each stretch of years in one group; the last one is open."""
    rows: list[Row] = []
    last = max(years.values())
    for column, year in sorted(years.items(), key=lambda pair: pair[1]):
        group = str((line[column] if column < len(line) else "") or "").strip().rstrip("*").strip()
        if group not in Group.values:
            continue
        begins, ends = date(year - 1, 7, 1), None if year == last else date(year, 6, 30)
        before = rows[-1] if rows else None
        if before and before.group == group and before.ends == date(year - 1, 6, 30):
            rows[-1] = Row(country, group, before.begins, ends, before.source)
        else:
            rows.append(Row(country, group, begins, ends, f"FY{year}"))
    return rows


@transaction.atomic
def replace(rows: Iterable[Row]) -> None:
    """Writes the list in place of what was imported before. Quotes keep what they were told."""
    IncomeGroup.objects.all().delete()
    IncomeGroup.objects.bulk_create(
        (
            IncomeGroup(
                country=row.country,
                group=row.group,
                begins=row.begins,
                ends=row.ends,
                source=row.source,
            )
            for row in rows
        ),
        batch_size=1_000,
    )
