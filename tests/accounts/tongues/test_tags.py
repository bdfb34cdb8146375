"""What a tag says by itself."""

import pytest

from accounts import tongues


@pytest.mark.parametrize(
    ("tag", "known"),
    [
        ("fr", "fr"),
        ("KU_arab", "ku-Arab"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("pt-br", "pt-BR"),
        ("iw", "he"),
        ("sgn-FR", "fsl"),
        ("ils", "ils"),
        ("arn", "arn"),
        ("", None),
        ("und", None),
        ("mul", None),
        ("sgn", None),
        ("x-ours", None),
        ("fr-x-ours", None),
        ("qaa", None),
        ("wolof", None),
        ("../etc", None),
        ("fr\u202e", None),
        ("a" * 200, None),
        ("zh-Hant-TW-x-" + "a" * 8, None),
    ],
)
def test_a_tag_has_one_canonical_form_or_is_none(tag, known):
    assert tongues.canonical(tag) == known


@pytest.mark.parametrize(
    ("direction", "tags"),
    [
        ("rtl", "ar he fa ur ku-Arab az-Arab pa-Arab pa-PK ks ug sd ckb azb nqo dv yi ff-Adlm"),
        ("rtl", "ar-Arab uz-AF ms-Arab ha-Arab rhg syr arq"),
        ("ltr", "fr ku az pa ha ms ar-Latn ks-Deva am hi zh shi ff qu ay gn wo ln tlh fsl und"),
    ],
)
def test_the_direction_is_that_of_the_likely_script(direction, tags):
    assert {tag: tongues.direction(tag) for tag in tags.split()} == dict.fromkeys(
        tags.split(), direction
    )


def test_sign_languages_are_known_and_are_none_to_write_in():
    for tag in ("fsl", "ase", "bfi", "bzs", "ils", "ssp", "psr"):
        assert tongues.is_signed(tag)
    assert tongues.written_only(["es", "fsl", "fr", "es", "ils"]) == ["es", "fr"]
