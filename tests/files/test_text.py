import pytest

from files.text import UNPRINTABLE, one_line, printable


@pytest.mark.parametrize("hidden", ["\x00", "\x1b", "\x7f", "\x85", "\u202e", "\ud800", "\ufffe"])
def test_what_cannot_be_seen_is_taken_out(hidden):
    assert printable(f"a{hidden}b") == "ab"


@pytest.mark.parametrize("kept", ["\t", "\n", "\u200f", "\u200d", "\u2068", "🏳️‍🌈", "سلام", "é"])
def test_what_people_write_is_kept(kept):
    assert printable(f"a{kept}b") == f"a{kept}b"


def test_a_line_has_single_spaces_and_none_at_its_ends():
    assert one_line(" a\r\n\tb\u2003c ") == "a b c"


def test_no_letter_that_python_prints_is_among_those_that_are_taken_out():
    every = "".join(map(chr, range(0x110000)))
    assert not [letter for letter in UNPRINTABLE.findall(every) if letter.isprintable()]
    assert printable(every) == UNPRINTABLE.sub("", every)
