import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from files.tables import BATCH, csv_bytes, guarded, read_csv, stream_csv, unguarded
from files.text import printable

texts = st.text() | st.text("='+-@\t\r\n＝＋－＠﹣\",; a", max_size=8)


@pytest.mark.parametrize("first", [*"=+-@\t\r\n", *"＝＋－＠", *"﹦﹢﹣﹫"])
def test_a_formula_is_written_as_text(first):
    assert guarded(f"{first}1+1") == f"'{first}1+1"


@pytest.mark.parametrize("text", ["", "a=b", "1+1", "'quoted'", "−5", "é"])
def test_other_text_is_written_as_it_is(text):
    assert guarded(text) == text


@pytest.mark.parametrize("number", [0, -5, 1.5, -0.25])
def test_numbers_stay_numbers(number):
    assert guarded(number) == number


def test_a_file_begins_with_the_mark_that_excel_needs_and_has_crlf():
    assert csv_bytes(["é", "b"], [[1, None]]) == b"\xef\xbb\xbf\xc3\xa9,b\r\n1,\r\n"


@settings(deadline=None, database=None)
@given(texts)
def test_the_mark_comes_off_again(text):
    assert unguarded(str(guarded(text))) == printable(text)


@settings(deadline=None, database=None)
@given(st.lists(st.lists(texts, min_size=2, max_size=2), max_size=10))
def test_a_table_comes_back_as_it_was(rows):
    written = csv_bytes(["a", "b"], rows)
    assert read_csv(written) == [["a", "b"], *[[printable(cell) for cell in row] for row in rows]]


@settings(deadline=None, database=None)
@given(st.lists(texts, min_size=1, max_size=5))
def test_no_cell_of_a_file_begins_a_formula(cells):
    row = list(csv.reader(io.StringIO(csv_bytes([], [cells]).decode("utf-8-sig"), newline="")))[-1]
    assert not any(cell[:1] in "=+-@＝＋－＠\t\r\n" for cell in row if cell)


def test_a_long_table_comes_in_pieces():
    pieces = list(stream_csv(["n"], ([n] for n in range(2 * BATCH + 1))))
    assert len(pieces) == 4
    assert len(read_csv(b"".join(pieces))) == 2 * BATCH + 2
