"""Words counted and compared, in scripts with spaces and without."""

import pytest

from languages.differences import ADDED, GONE, SAME, Piece, difference, excerpts, words_added
from languages.words import count, pieces


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", 0),
        (" — … \n", 0),
        ("L’eau est un bien commun.", 5),
        ("la paix/la terre — l'eau", 5),
        ("हिन्दी में पानी", 3),
        ("الماءُ حقٌّ للجميع", 3),
        ("水是公共财富", 3),
        ("น้ำเป็นของทุกคน", 3),
        ("ውሃ፡ሕይወት ነው", 3),
    ],
)
def test_words_are_counted_where_spaces_part_them_and_where_none_do(body, words):
    assert count(body) == words
    assert "".join(pieces(body)) == body


def said(before, after):
    return [(each.what, each.words) for each in difference(before, after)]


def test_a_difference_is_said_in_whole_words_and_phrases():
    assert said("El agua es un bien común.", "El agua y la tierra son bienes comunes.") == [
        (SAME, "El agua "),
        (GONE, "es un bien común"),
        (ADDED, "y la tierra son bienes comunes"),
        (SAME, "."),
    ]
    assert words_added("El agua es un bien común.", "El agua es un bien muy común.") == 1


def test_what_moved_nowhere_is_the_same_and_new_lines_are_added():
    assert said("Uno.\nDos.", "Uno.\nDos.") == [(SAME, "Uno.\nDos.")]
    assert said("Uno.\n", "Uno.\nDos.\n") == [(SAME, "Uno.\n"), (ADDED, "Dos.\n")]
    assert said("", "Uno") == [(ADDED, "Uno")]


def test_a_very_long_change_is_shown_as_replaced_in_whole():
    old, new = "a " * 5_000, "b " * 5_000
    assert said(old, new) == [(GONE, old), (ADDED, new)]


def test_an_excerpt_keeps_a_few_words_around_each_change():
    long = "palabra " * 30
    found = excerpts(difference(f"{long}agua {long}tierra {long}", f"{long}auga {long}tierras"))
    assert [each.what for each in found].count(SAME) == 2
    assert all(len(each.words) < 150 for each in found if each.what == SAME)
    assert next(each.words for each in found if each.what == GONE) == "agua"
    assert found[0].words.startswith(" … palabra ")
    assert "palabra … palabra" in found[3].words


def test_an_excerpt_of_a_short_text_is_the_whole_text():
    assert "".join(each.words for each in excerpts(difference("El auga es", "El agua es"))) == (
        "El augaagua es"
    )
    assert excerpts([Piece(SAME, "El agua")]) == []
