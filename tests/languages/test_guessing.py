"""Guessing the language of what somebody types."""

import subprocess
import sys

import pytest

from languages.guessing import guess

EVENT = ["es", "fr", "pt-BR", "ar", "en", "qu-PE", "fsl"]


@pytest.mark.parametrize(
    ("words", "said", "guessed"),
    [
        ("La tierra es de quien la trabaja con sus manos", "fr", "es"),
        ("La terre est à celles et ceux qui la travaillent", "es", "fr"),
        ("As mulheres da floresta não se calam diante do agronegócio", "es", "pt-BR"),
        ("المياه حق للجميع ولا تباع", "fr", "ar"),
        # It is what she said.
        ("La tierra es de quien la trabaja con sus manos", "es", None),
        # Too short to tell.
        ("El agua", "fr", None),
        ("2005 – 2006!", "fr", None),
        ("", "fr", None),
        # The model knows no Wolof, and would take it for another.
        ("Ndox mooy bakkan te ñépp a ko moom ci àdduna bi", "wo", None),
    ],
)
def test_only_what_is_clear_is_named(words, said, guessed):
    assert guess(words, EVENT, said) == guessed


def test_where_people_write_in_one_language_nothing_is_asked():
    assert guess("La tierra es de quien la trabaja con sus manos", ["fr", "fsl"], "fr") is None


def test_the_model_is_not_loaded_before_it_is_asked():
    look = "import sys, languages.guessing; print('py3langid' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
