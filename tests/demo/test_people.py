"""Names, delegates and organisations of the demo."""

import unicodedata
from collections import Counter
from random import Random

import pytest

from convoca.demo import organisations, people
from convoca.demo.people import Delegate
from delegates.models import Organisation
from events.continents import CONTINENTS
from languages.cleaning import clean_words

SCRIPTS = {
    "am": "ETHIOPIC",
    "ar": "ARABIC",
    "bn": "BENGALI",
    "el": "GREEK",
    "he": "HEBREW",
    "hi": "DEVANAGARI",
    "ja": "CJK",
    "ko": "HANGUL",
    "ta": "TAMIL",
    "th": "THAI",
    "uk": "CYRILLIC",
    "zh": "CJK",
}


def delegates(seed: int = 1) -> list[Delegate]:
    groups = organisations.by_country(organisations.listed())
    return people.quebec(groups, Random(seed))


def letters(name: str) -> list[str]:
    return [unicodedata.name(letter) for letter in name if letter.isalpha()]


def test_delegates_come_from_37_countries_on_six_continents():
    home = {delegate.country.code for delegate in delegates()}
    assert len(home) == 37
    assert all(home & continent.countries for continent in CONTINENTS)


def test_a_country_stands_on_one_of_the_continents_of_an_event():
    by_name = {continent.names["en"].split()[0]: continent for continent in CONTINENTS}
    for country in people.countries():
        first = country.continent.partition("-")[0].title()
        assert country.code in by_name[first].countries


def test_quebec_has_more_than_300_delegates_and_no_two_of_one_name_or_address():
    everyone = delegates()
    assert len(everyone) >= 300
    assert len({each.name.full for each in everyone}) == len(everyone)
    assert len({each.email for each in everyone}) == len(everyone)


def test_two_runs_invent_the_same_people():
    assert delegates(7) == delegates(7)
    assert delegates(7) != delegates(8)


@pytest.mark.parametrize(
    "pool", [pool for country in people.countries() for pool in country.pools], ids=lambda p: p.lang
)
def test_a_name_is_written_in_the_script_of_its_language(pool):
    script = SCRIPTS.get(pool.lang, "LATIN")
    rng = Random(3)
    for name in (people.invent(pool, rng) for _ in range(60)):
        wrong = [each for each in letters(name.full) if not each.startswith(script)]
        assert not wrong or (pool.lang == "ja" and all("HIRAGANA" in each for each in wrong))
        assert all(each.startswith("LATIN") for each in letters(name.latin))


def test_a_name_is_kept_as_a_form_would_keep_it():
    for delegate in delegates():
        assert clean_words(delegate.name.full, most=200) == delegate.name.full


def test_only_a_name_that_is_not_latin_has_a_latin_form():
    for delegate in delegates():
        latin = all(each.startswith("LATIN") for each in letters(delegate.name.full))
        assert bool(delegate.name.latin) != latin


def test_everybody_is_called_by_something():
    assert all(delegate.name.called.strip() for delegate in delegates())


def test_no_name_has_loose_spaces():
    for delegate in delegates():
        for name in (delegate.name.full, delegate.name.called, delegate.name.latin):
            assert name == " ".join(name.split())


def test_everybody_reads_a_language_in_which_the_meeting_writes():
    assert all(delegate.reads for delegate in delegates())


def test_an_organisation_of_a_delegate_is_of_her_country():
    homes = {group.key: group.country for group in organisations.listed()}
    for delegate in delegates():
        assert homes.get(delegate.organisation, delegate.country.code) == delegate.country.code


def test_there_are_more_than_90_organisations_with_a_known_kind_and_name_of_their_own():
    groups = organisations.listed()
    assert len(groups) >= 90
    assert len({group.key for group in groups}) == len(groups)
    assert len({group.name.body for group in groups}) == len(groups)
    assert {group.kind for group in groups} <= set(Organisation.Kind.values)
    assert {group.country for group in groups} == {each.code for each in people.countries()}


def test_a_translated_name_of_an_organisation_differs_from_its_own():
    for group in organisations.listed():
        assert group.name.body not in group.name.translations.values()


def test_6500_organisations_are_invented_with_names_of_their_own_and_twice_alike():
    groups = organisations.invented(6_500, Random(5))
    names = Counter(group.name.body for group in groups)
    assert len(groups) == 6_500
    assert max(names.values()) == 1
    assert groups == organisations.invented(6_500, Random(5))


def test_a_crowd_is_as_large_as_asked_and_twice_alike():
    groups = organisations.by_country(organisations.listed())
    crowd = people.crowd(2_000, groups, Random(5))
    assert len({each.email for each in crowd}) == 2_000
    assert crowd == people.crowd(2_000, groups, Random(5))
