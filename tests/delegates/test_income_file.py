"""The World Bank's original file."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from delegates import income
from delegates.models import IncomeGroup

HEAD = (
    (None, "World Bank Analytical Classifications"),
    (None, "(presented in World Development Indicators)"),
    (None, "GNI per capita in US$ (Atlas methodology)"),
    (),
    (None, "Bank's fiscal year:", "FY98", "FY99", "FY00", "FY01"),
    (None, "Data for calendar year :", 1996, 1997, 1998, 1999),
    (None, "Low income (L)", "<= 785", "<= 785", "<= 760", "<= 755"),
    (None, "High income (H)", "> 9,645", "> 9,655", "> 9,360", "> 9,265"),
    (),
)


def book(tmp_path, *lines, sheet="Country Analytical History"):
    made = Workbook()
    made.active.title = "Thresholds"
    page = made.create_sheet(sheet)
    for line in (*HEAD, *lines):
        page.append(line)
    path = tmp_path / "OGHIST.xlsx"
    made.save(path)
    return path


@pytest.mark.django_db
def test_the_original_file_takes_the_place_of_the_shipped_list(tmp_path, capsys):
    path = book(
        tmp_path,
        ("SEN", "Senegal", "L", "L", "LM*", "LM"),
        ("XKX", "Kosovo", "..", None, "L", "LM"),
        ("CHI", "Channel Islands", "H", "H", "H", "H"),
        ("VEN", "Venezuela, RB", "UM", "UM", "..", ".."),
        ("ZZQ", "Nowhere", "H", "H", "H", "H"),
        (None, "Note: * a footnote"),
    )
    call_command("import_income_groups", path)
    assert "FY1998 to FY2001; not known here: ZZQ" in capsys.readouterr().out
    senegal = income.rows_of("SN")
    assert [(r.group, r.begins, r.ends) for r in senegal] == [
        ("L", date(1997, 7, 1), date(1999, 6, 30)),
        ("LM", date(1999, 7, 1), None),
    ]
    assert [r.group for r in income.rows_of("XK")] == ["L", "LM"]
    assert [r.group for r in income.rows_of("JE")] == ["H"]
    assert income.on(income.rows_of("VE"), date(2001, 1, 1)) is None
    assert income.rows_of("FR") == []
    call_command("import_income_groups", path)
    assert IncomeGroup.objects.count() == 7


@pytest.mark.django_db
def test_a_file_of_another_form_is_refused_and_changes_nothing(tmp_path):
    with pytest.raises(CommandError, match="no sheet"):
        call_command("import_income_groups", book(tmp_path, sheet="Other"))
    with pytest.raises(CommandError, match="No economy"):
        call_command("import_income_groups", book(tmp_path))
    words = tmp_path / "words.xlsx"
    words.write_text("not a workbook")
    with pytest.raises(CommandError, match="not an XLSX"):
        call_command("import_income_groups", words)
    assert income.rows_of("FR")
