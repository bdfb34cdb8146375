"""What languages are called, and finding them by that."""

import pytest
from django.conf import settings
from django.utils.translation import override

from accounts import tongues
from accounts.tongues.fields import LanguageField


@pytest.mark.parametrize(
    ("tag", "into", "name"),
    [
        ("ku-Arab", "en", "Kurdish (Arabic)"),
        ("ku-Arab", "fr", "kurde (arabe)"),
        ("zh-Hant-TW", "en", "Traditional Chinese (Taiwan)"),
        ("ar-PS", "fr", "arabe (Palestine)"),
        ("fr-CH-fonipa", "ar", "الفرنسية (سويسرا، fonipa)"),
        ("fr", "pt-BR", "francês"),
        ("fr", "nothing", "French"),
        ("fsl", "es", "lengua de señas francesa"),
        ("ils", "ar", "الإشارة الدولية"),
        # CLDR is silent: the language's own name, then the one that IANA registered.
        ("nah", "fr", "Nāhuatl"),
        ("ay", "sw", "Kiaymara"),
        ("ssp", "hi", "lengua de signos española"),
        ("aao", "fr", "Algerian Saharan Arabic"),
        ("zzz", "fr", "zzz"),
    ],
)
def test_a_language_has_a_name_for_each_reader(tag, into, name):
    assert tongues.name(tag, into) == name


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("qu", "Runasimi"),
        ("ay", "Aymar aru"),
        ("gn", "avañe’ẽ"),
        ("wo", "Wolof"),
        ("ln", "lingála"),
        ("nqo", "ߒߞߏ"),
        ("arn", "Mapudungun"),
        ("ku-Arab", "کوردی (عەرەبی)"),
        ("fsl", "langue des signes française"),
        ("bzs", "língua brasileira de sinais"),
    ],
)
def test_a_language_calls_itself(tag, name):
    assert tongues.own_name(tag) == name


@pytest.mark.parametrize("into", [code for code, _name in settings.LANGUAGES])
def test_each_offered_language_is_found_again_by_its_name(into):
    lost = {tag for tag, name in tongues.offered(into) if tongues.named(name, into) != tag}
    assert not lost


@pytest.mark.parametrize(
    ("said", "into", "tag"),
    [
        ("Gã", "fr", "gaa"),
        ("ga", "fr", "gaa"),
        ("ga", "es", "gaa"),
        ("ga", "pt", "gaa"),
        ("irlandais", "fr", "ga"),
        ("Ga", "en", "gaa"),
        ("ga", "ar", "ga"),
        ("ga", "", "ga"),
    ],
)
def test_a_name_goes_before_a_tag_for_somebody_who_reads_that_language(said, into, tag):
    assert tongues.named(said, into) == tag


def test_who_reads_french_finds_ga_again_in_a_form():
    field = LanguageField()
    with override("fr"):
        assert field.prepare_value("gaa") == "ga"
        assert field.clean("ga") == "gaa"


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("INGLÉS", "en"),
        ("عربية", "ar"),
        ("الأوردية", "ur"),
        ("Runasimi", "qu"),
        ("kurde (arabe)", "ku-Arab"),
        ("Chinese (Traditional, Taiwan)", "zh-Hant-TW"),
        ("chinois (Taïwan)", "zh-TW"),
        ("langue des signes française", "fsl"),
        ("Chilean Sign Language", "csg"),
        ("Jola-Fonyi", "dyo"),
        ("ga", "ga"),
        ("Ga", "gaa"),
        ("id", "id"),
        ("KU-arab", "ku-Arab"),
        ("Nobodyish", None),
        ("", None),
        ("(", None),
        ("x" * 5_000, None),
    ],
)
def test_a_language_is_found_by_any_of_its_names(said, tag):
    assert tongues.named(said) == tag


def test_sign_languages_are_offered_where_people_speak():
    assert "fsl" in dict(tongues.offered("fr"))
    assert "fsl" not in dict(tongues.offered("fr", signed=False))
