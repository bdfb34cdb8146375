"""What goes to a machine in pieces, and what has to come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from languages.machines import BadAnswer
from languages.machines.checking import check_language, clean
from languages.machines.glossary import NO_GLOSSARY, Glossary
from languages.machines.keeping import shield, unshield
from languages.machines.pieces import MOST, cut

LONG = """# Notre appel

> L’eau est **à tous**.
> Elle n’est pas à vendre.

1. Venir à [Québec](https://example.org/a_(b)).
2. Écrire à eau@example.org

```
code = 1
```
---
"""


def sent(body, markdown=True):
    return [piece.words for piece in cut(body, markdown=markdown) if piece.is_sent]


def test_only_words_are_sent_and_marks_stay():
    assert sent(LONG) == [
        "Notre appel",
        "L’eau est **à tous**.",
        "Elle n’est pas à vendre.",
        "Venir à [Québec](https://example.org/a_(b)).",
        "Écrire à eau@example.org",
    ]


def test_plain_words_have_no_marks():
    assert sent("# 1\n- deux\n", markdown=False) == ["- deux"]


@given(st.text(max_size=3_000), st.booleans())
def test_pieces_joined_are_the_text_again(body, markdown):
    pieces = cut(body, markdown=markdown)
    assert "".join(piece.words for piece in pieces) == body
    assert all(len(piece.words) <= MOST for piece in pieces if piece.is_sent)


def test_a_long_line_is_cut_between_sentences():
    body = "L’eau est à tous. " * 200
    pieces = sent(body)
    assert len(pieces) > 3
    assert all(each.endswith("tous.") for each in pieces)
    assert "".join(p.words for p in cut(body, markdown=True)) == body


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Voir **ici**", "Voir [X1X]ici[X2X]"),
        ("Voir [ici](http://x.org/a b)", "Voir [X1X]ici[X2X]"),
        ("Voir `code` et \\*", "Voir [X1X] et [X2X]"),
        ("un_mot_long", "un_mot_long"),
        ("Bonjour {name}, %(x)s", "Bonjour [X1X], [X2X]"),
        ("Voir https://x.org/a.", "Voir [X1X]."),
        ("<b>gras</b> [X7X]", "[X1X]gras[X2X] [X3X]"),
    ],
)
def test_what_is_kept_goes_as_a_sign(body, words):
    assert shield(body, glossary=NO_GLOSSARY, markdown=True).words == words


def back(body, answer, glossary=NO_GLOSSARY):
    return unshield(shield(body, glossary=glossary, markdown=True), answer)


def test_what_was_kept_is_put_back_close_to_its_words():
    body = "Voir **ici** [le plan](https://x.org)"
    answer = "See [X1X] here [ x2x ] the [X3X] plan [X4X]"
    assert back(body, answer) == "See **here** the [plan](https://x.org)"


@pytest.mark.parametrize(
    "answer",
    [
        "See here",
        "See [X1X]here",
        "See [X1X]here[X2X] [X2X]",
        "See [X2X]here[X1X]",
        "See [X1X]here[X2X] [X3X]",
        "See [X1X]here[X2X] https://evil.example",
        "See [X1X]here[X2X] <img src=x>",
    ],
)
def test_what_is_lost_doubled_turned_or_brought_along_is_a_bad_answer(answer):
    with pytest.raises(BadAnswer):
        back("Voir **ici**", answer)


OURS = Glossary(
    {"économie solidaire": "solidarity economy", "eau": "water"},
    (("social economy", ("économie solidaire",), "solidarity economy"),),
)


def test_our_words_stand_for_themselves_as_whole_words():
    shielded = shield("Économie  solidaire, beau, eau", glossary=OURS, markdown=True)
    assert shielded.words == "[X1X], beau, [X2X]"
    assert unshield(shielded, "[X1X], fine, [X2X]") == "Solidarity economy, fine, water"


def test_words_that_are_not_to_be_used_give_way_to_ours():
    source = "L’économie solidaire"
    assert OURS.correct(source, "The social economy") == "The solidarity economy"
    assert OURS.correct("Autre chose", "The social economy") == "The social economy"
    without = Glossary({}, (("social economy", ("économie solidaire",), ""),))
    with pytest.raises(BadAnswer):
        without.correct(source, "The social economy")


def test_our_word_may_hold_one_that_is_not_to_be_used():
    ours = Glossary({}, (("economy", ("économie",), "solidarity economy"),))
    assert ours.correct("économie", "solidarity economy") == "solidarity economy"
    assert ours.correct("économie", "the economy") == "the solidarity economy"


@pytest.mark.parametrize(
    "answer", ["", " ", "a\x00b", "\u202eabc", "x" * 400, "<script>x</script>"]
)
def test_what_nobody_may_type_a_machine_may_not_either(answer):
    with pytest.raises(BadAnswer):
        clean("L’eau est à tous", answer)


FRENCH = (
    "L’eau est un bien commun de l’humanité, et personne ne doit pouvoir la vendre à ceux qui "
    "en ont besoin pour vivre."
)
ENGLISH = (
    "Water is a common good of humanity, and nobody must be able to sell it to those who need it "
    "in order to live."
)
SPANISH = (
    "El agua es un bien común de la humanidad, y nadie debe poder venderla a quienes la necesitan "
    "para vivir."
)


def test_a_longer_answer_in_another_language_is_a_bad_answer():
    check_language(FRENCH, ENGLISH, "fr", "en")
    for wrong in (SPANISH, FRENCH, FRENCH.replace("commun", "public")):
        with pytest.raises(BadAnswer):
            check_language(FRENCH, wrong, "fr", "en")


def test_short_answers_and_languages_that_nobody_tells_apart_pass():
    check_language("Merci", "Merci", "fr", "en")
    check_language(FRENCH, SPANISH, "fr", "gn")
