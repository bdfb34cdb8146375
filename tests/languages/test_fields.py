"""Fields for words and for languages."""

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from languages.forms import LanguagesField, TextField, Ticked, WordsField
from tests.bad_input import bad_words, honest_words


@pytest.mark.parametrize(("why", "words"), bad_words(most=100))
def test_a_field_of_words_refuses_what_is_bad(why, words):
    with pytest.raises(ValidationError):
        WordsField(max_length=100).clean(words)


@pytest.mark.parametrize("words", honest_words())
def test_a_field_of_words_keeps_what_is_honest(words):
    assert WordsField(max_length=100).clean(f"  {words} ") == words


def test_only_a_field_of_lines_keeps_lines():
    assert WordsField(max_length=100, lines=True).clean("a\r\nb") == "a\nb"
    assert WordsField(max_length=100).clean("a\r\nb") == "a b"


@pytest.mark.parametrize(
    ("others", "tags"),
    [
        ("", ["fr"]),
        ("Wolof", ["fr", "wo"]),
        ("quechua, أوردية؛ Francês", ["fr", "qu", "ur"]),
        ("الأوردية", ["fr", "ur"]),
        ("ase", ["fr", "ase"]),
        ("INGLÉS;Aymara", ["fr", "en", "ay"]),
        ("Kurdish (Arabic), langue des signes française", ["fr", "ku-Arab", "fsl"]),
    ],
)
def test_languages_are_ticked_or_named_in_any_language_of_the_interface(others, tags):
    assert LanguagesField(offered=["fr", "en"]).clean(Ticked(["fr"], others)) == tags


@pytest.mark.parametrize(
    "ticked",
    [
        Ticked([]),
        Ticked(["es"]),
        Ticked(["fr"], "Nobodyish"),
        Ticked(["fr"], "\u202eWolof"),
        Ticked(["fr"], "Wolof, " * 100),
        Ticked([], ",".join(["Wolof"] * 50) + "," + "x" * 400),
    ],
)
def test_what_is_no_language_is_refused(ticked):
    with pytest.raises(ValidationError):
        LanguagesField(offered=["fr", "en"]).clean(ticked)


def test_a_sign_language_is_none_to_read_or_write_in():
    field = LanguagesField(offered=["fr", "fsl"], signed=False)
    assert field.offered == ["fr"]
    with pytest.raises(ValidationError):
        field.clean(Ticked(["fr"], "ils"))
    assert TextField(languages=["es", "fsl", "fr"]).languages == ["es", "fr"]


def test_what_was_typed_stands_in_the_field_again():
    field = LanguagesField(offered=["fr", "en"])
    sent = QueryDict("speaks=fr&speaks-others=Nobodyish")
    value = field.widget.value_from_datadict(sent, {}, "speaks")
    page = field.widget.render("speaks", value, {"id": "id_speaks"})
    assert 'value="fr" checked' in page
    assert 'value="Nobodyish"' in page
    assert 'value="Wolof"' in field.widget.render("speaks", ["fr", "wo"], {})
