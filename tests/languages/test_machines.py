"""Machines that translate: what they are asked, and what is made of what they answer."""

import sys
import time

import pytest
from django.core.exceptions import ImproperlyConfigured

from convoca.machine import check_machine
from languages import machines
from languages.machines import BadAnswer, Busy, Refuses, UnknownLanguage, libretranslate
from languages.machines.argos import Argos
from languages.machines.machine import code

WORDS = ["L’eau est à tous.", "La terre aussi."]


def test_words_go_in_one_call_and_come_back_in_their_order(libre):
    found = machines.chosen().translate(WORDS, "fr", "en")
    assert found == [f"en: {each}" for each in WORDS]
    assert libre.heard == [{"q": WORDS, "source": "fr", "target": "en", "format": "text"}]


def test_a_key_goes_along_and_a_wrong_one_is_refused(libre, settings):
    libre.key = "good"
    with pytest.raises(Refuses):
        machines.chosen().translate(WORDS, "fr", "en")
    settings.LIBRETRANSLATE_KEY = "good"
    assert len(machines.chosen().translate(WORDS, "fr", "en")) == 2


@pytest.mark.parametrize(
    ("mood", "fault"),
    [
        ("down", Busy),
        ("full", Busy),
        ("cut", Busy),
        ("html", BadAnswer),
        ("half", BadAnswer),
        ("huge", BadAnswer),
        ("odd", BadAnswer),
        ("large", BadAnswer),
        ("over", BadAnswer),
        ("nobody", Refuses),
        ("moved", Refuses),
    ],
)
def test_what_goes_wrong_has_a_name(libre, mood, fault):
    libre.mood = mood
    with pytest.raises(fault):
        machines.chosen().translate(WORDS, "fr", "en")


@pytest.mark.parametrize("mood", ["silent", "slow"])
def test_what_takes_too_long_is_left(libre, mood, monkeypatch):
    monkeypatch.setattr(libretranslate, "SECONDS", 0.3)
    libre.mood, begun = mood, time.monotonic()
    with pytest.raises(Busy):
        machines.chosen().translate(WORDS, "fr", "en")
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("", 30),
        ("soon", 30),
        ("9999999", 86_400),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 1),
    ],
)
def test_a_full_service_says_for_how_long(libre, said, seconds):
    libre.mood, libre.retry_after = "full", said
    with pytest.raises(Busy) as busy:
        machines.chosen().translate(WORDS, "fr", "en")
    assert busy.value.seconds == seconds


def test_a_service_that_is_not_there_is_busy(settings):
    settings.MACHINE, settings.LIBRETRANSLATE_ADDRESS = "libretranslate", "http://127.0.0.1:9"
    with pytest.raises(Busy):
        machines.chosen().offers()


@pytest.mark.parametrize(("source", "into"), [("fr", "qu"), ("qu", "fr"), ("fr", "sw")])
def test_a_pair_that_is_not_offered_is_not_asked_for(libre, source, into):
    with pytest.raises(UnknownLanguage):
        machines.chosen().translate(WORDS, source, into)
    assert libre.heard == []


def test_its_list_of_languages_is_asked_for_once(libre):
    for _ in range(3):
        machines.chosen().translate(WORDS, "fr", "en")
    assert libre.asked_for_languages == 1


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("pt-BR", "pb"),
        ("pt", "pt"),
        ("pt-AO", "pt"),
        ("zh", "zh"),
        ("zh-Hant", "zt"),
        ("zh-Hant-TW", "zt"),
        ("ku", "ku"),
        ("ku-Arab", None),
        ("ils", None),
    ],
)
def test_a_tag_finds_the_machines_code_and_never_another_script(tag, found):
    assert code(tag, ["pb", "pt", "zh", "zt", "ku"]) == found


def test_without_a_machine_nothing_is_sent():
    nobody = machines.chosen()
    assert (nobody.name, nobody.offers()) == ("none", {})
    with pytest.raises(Refuses):
        nobody.translate(WORDS, "fr", "en")


def test_argos_says_when_it_is_not_installed():
    argos = Argos(python=sys.executable)
    with pytest.raises(Refuses, match="argostranslate"):
        argos.offers()
    with pytest.raises(Refuses, match="not there"):
        Argos(python="/no/such/python").offers()


def test_argos_speaks_in_lines_of_json_and_starts_once(tmp_path, monkeypatch):
    argos = Argos(python=_with_argos(tmp_path, monkeypatch))
    assert argos.translate(WORDS, "fr", "en") == [f"en: {each}" for each in WORDS]
    first = argos._process
    assert argos.translate(["Oui.\nNon."], "fr-CA", "en") == ["en: Oui.\nNon."]
    assert argos._process is first
    with pytest.raises(UnknownLanguage):
        argos.translate(WORDS, "fr", "sw")
    argos.end()


def test_argos_that_hangs_or_dies_is_ended_and_started_again(tmp_path, monkeypatch):
    argos = Argos(python=_with_argos(tmp_path, monkeypatch))
    argos.offers()
    monkeypatch.setattr("languages.machines.argos.SECONDS", 0.3)
    with pytest.raises(Busy):
        argos.translate(["hang"], "fr", "en")
    monkeypatch.setattr("languages.machines.argos.SECONDS", 20)
    with pytest.raises(Busy):
        argos.translate(["die"], "fr", "en")
    assert argos.translate(["go on"], "fr", "en") == ["en: go on"]
    argos.end()


def _with_argos(tmp_path, monkeypatch) -> str:
    """A Python that finds a small argostranslate, which speaks as the real one does."""
    package = tmp_path / "argostranslate"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "translate.py").write_text(FAKE)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return sys.executable


FAKE = """
import os, time
print("loading")

class Language:
    def __init__(self, code):
        self.code, self.translations_from = code, []
    def get_translation(self, other):
        return next(each for each in self.translations_from if each.to_lang is other)

class Translation:
    def __init__(self, to_lang):
        self.to_lang = to_lang
    def translate(self, words):
        if words == "hang":
            time.sleep(60)
        if words == "die":
            os._exit(1)
        return f"{self.to_lang.code}: {words}"

fr, en = Language("fr"), Language("en")
fr.translations_from = [Translation(fr), Translation(en)]
en.translations_from = [Translation(en)]

def get_installed_languages():
    return [fr, en]
"""


@pytest.mark.parametrize(
    ("name", "address"),
    [("deepl", ""), ("libretranslate", ""), ("libretranslate", "ftp://x"), ("", "")],
)
def test_a_machine_that_cannot_be_meant_is_refused_by_name(name, address):
    with pytest.raises(ImproperlyConfigured, match="CONVOCA_"):
        check_machine(name, address)


def test_machines_that_are_meant_are_taken():
    check_machine("none", "")
    check_machine("argos", "")
    check_machine("libretranslate", "http://127.0.0.1:5000")
