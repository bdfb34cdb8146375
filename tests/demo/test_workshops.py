"""Workshops and plenaries of the demo, and the hours at which they stand."""

import unicodedata
from collections import Counter
from random import Random

import pytest

from convoca.demo import organisations, people, places, sizes, workshops
from convoca.demo.speakers import AT_MOST, speakers, stars
from convoca.demo.timetable import QUEBEC_HOURS, Hour, Timetable, fix
from languages.forms import Written

LANGUAGES = {"fr", "en", "es", "pt", "ar"}
EVERY = [
    *workshops.listed(),
    *workshops.waiting(),
    *(plenary.workshop for plenary in workshops.plenaries()),
]


def is_arabic(words: str) -> bool:
    names = [unicodedata.name(letter) for letter in words if letter.isalpha()]
    return sum(name.startswith("ARABIC") for name in names) > 0.9 * len(names)


def sound(text: Written) -> bool:
    """Nothing is empty or repeats its source; Arabic, and nothing else, is in Arabic letters."""
    bodies = {text.lang: text.body} | text.translations
    return (
        set(bodies) <= LANGUAGES
        and all(body.strip() for body in bodies.values())
        and text.body not in text.translations.values()
        and all(is_arabic(body) == (lang == "ar") for lang, body in bodies.items())
    )


def test_there_are_sixty_workshops_in_five_languages():
    spoken = Counter(workshop.spoken[0] for workshop in workshops.listed())
    assert sum(spoken.values()) == 60
    assert set(spoken) == LANGUAGES
    assert min(spoken["fr"], spoken["en"], spoken["es"], spoken["pt"]) >= 8


@pytest.mark.parametrize("workshop", EVERY, ids=lambda workshop: workshop.key)
def test_a_workshop_has_a_title_an_abstract_and_a_translation_of_its_title(workshop):
    assert sound(workshop.title)
    assert sound(workshop.abstract)
    assert workshop.title.translations
    assert set(workshop.abstract.translations) <= set(workshop.title.translations)
    assert 2 <= sum(workshop.abstract.body.count(point) for point in ".?!؟") <= 7


@pytest.mark.parametrize("workshop", EVERY, ids=lambda workshop: workshop.key)
def test_a_workshop_is_not_interpreted_into_what_is_spoken(workshop):
    assert {*workshop.spoken, *workshop.into} <= LANGUAGES
    assert not set(workshop.spoken) & set(workshop.into)
    assert workshop.title.lang == workshop.spoken[0]


def test_workshops_name_themes_and_organisations_that_exist():
    themes = {theme.key for theme in workshops.themes()}
    groups = {group.key for group in organisations.listed()}
    assert len(themes) == 9
    assert {workshop.theme for workshop in workshops.listed()} == themes
    assert {key for workshop in EVERY for key in workshop.organisations} <= groups
    assert all(sound(theme.name) for theme in workshops.themes())


def test_no_two_workshops_share_a_key_or_a_title():
    assert len({workshop.key for workshop in EVERY}) == len(EVERY)
    assert len({workshop.title.body for workshop in EVERY}) == len(EVERY)


def test_french_points_stay_on_the_line_of_their_word():
    french = [each.title.body for each in EVERY if each.title.lang == "fr"]
    assert not any(f" {point}" in title for title in french for point in ":;?!»")


def quebec() -> tuple[Timetable, dict[str, list[int]]]:
    groups = organisations.listed()
    everyone = people.quebec(organisations.by_country(groups), Random(sizes.SEED))
    homes = {group.key: group.country for group in groups}
    who = speakers(workshops.listed(), everyone, homes, Random(sizes.SEED))
    grid = Timetable(QUEBEC_HOURS, places.halls_of(places.quebec()), who)
    grid.place_all(workshops.listed())
    return grid, who


def test_twelve_rooms_stand_in_quebec_some_with_steps():
    halls = places.halls_of(places.quebec())
    assert len(halls) == 12
    assert {hall.step_free for hall in halls} == {True, False}


def test_every_workshop_has_a_speaker_and_nobody_speaks_too_often():
    _grid, who = quebec()
    often = Counter(number for numbers in who.values() for number in numbers)
    assert len(who) == 60
    assert all(who.values())
    assert max(often.values()) <= AT_MOST


def test_the_timetable_holds_no_clash():
    grid, who = quebec()
    seats = {hall.key: hall.seats for hall in grid.halls}
    assert len(set(grid.places.values())) == len(grid.places) == 60
    for workshop in workshops.listed():
        assert seats[grid.places[workshop.key].hall] >= workshop.size
    at = Counter((grid.places[key].hour, n) for key, numbers in who.items() for n in numbers)
    assert max(at.values()) == 1


def test_no_workshop_stands_beside_a_plenary():
    grid, _who = quebec()
    fixed = fix(workshops.plenaries(), "grande-salle")
    for plenary in workshops.plenaries():
        place = fixed[plenary.workshop.key]
        begins = place.hour.at.hour * 60 + place.hour.at.minute
        ends = begins + plenary.workshop.minutes
        for hour in (each.hour for each in grid.places.values() if each.hour.day == plenary.day):
            starts = hour.at.hour * 60 + hour.at.minute
            assert starts + 90 <= begins or starts >= ends


def test_two_timetables_are_alike():
    assert quebec()[0].places == quebec()[0].places


def test_a_full_grid_says_which_workshop_has_no_place():
    grid = Timetable([Hour(0, QUEBEC_HOURS[0].at)], places.halls_of(places.quebec()))
    with pytest.raises(LookupError, match="There is no place for"):
        grid.place_all(workshops.listed())


def test_stars_are_clustered_in_themes_and_languages_that_people_have():
    everyone = people.quebec({}, Random(1))
    chosen = stars(everyone, workshops.listed(), Random(1))
    by_key = {workshop.key: workshop for workshop in workshops.listed()}
    themes: dict[int, Counter[str]] = {}
    for number, key in chosen:
        workshop = by_key[key]
        assert set(everyone[number - 1].speaks) & {*workshop.spoken, *workshop.into}
        themes.setdefault(number, Counter())[workshop.theme] += 1
    most = sum(each.most_common(1)[0][1] for each in themes.values())
    assert len(set(chosen)) == len(chosen) > 500
    assert most > 0.5 * len(chosen)


@pytest.mark.parametrize("size", sizes.SIZES.values(), ids=lambda size: size.name)
def test_a_larger_meeting_has_all_its_workshops_in_its_rooms(size):
    rng = Random(sizes.SEED)
    groups = organisations.invented(60, rng)
    made = workshops.invented(size.sessions, size.minutes, groups, rng)
    assert len({workshop.title.body for workshop in made}) == size.sessions
    assert all(sound(workshop.title) and sound(workshop.abstract) for workshop in made)
    halls = places.halls_of(places.invented(size.rooms, rng))
    assert len({hall.key for hall in halls}) == size.rooms
    grid = Timetable([Hour(day, at) for day in range(size.days) for at in size.hours], halls)
    assert len(grid.place_all(made)) == size.sessions
