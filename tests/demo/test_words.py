"""The board, the declaration, pages, news and interpreters of the demo."""

from collections import Counter

import pytest

from convoca.demo import words
from languages.cleaning import clean_words
from tests.demo.test_workshops import LANGUAGES, sound


def test_the_board_has_200_lines_written_in_four_languages():
    lines = words.board()
    assert len(lines) == 200
    assert {line.text.lang for line in lines} == {"fr", "en", "es", "pt"}
    assert min(Counter(line.text.lang for line in lines).values()) >= 25


def test_no_line_of_the_board_is_empty_or_said_twice():
    lines = words.board()
    assert len({line.text.body for line in lines}) == len(lines)
    assert all(sound(line.text) for line in lines)


def test_what_stands_on_the_board_could_have_been_typed_there():
    for line in words.board():
        for body in (line.text.body, *line.text.translations.values()):
            assert clean_words(body, most=2_000) == body


def test_most_lines_of_the_board_are_translated_into_every_language():
    translated = [line for line in words.board() if line.text.translations]
    whole = [line for line in translated if len(line.text.translations) == 3]
    assert len(translated) > 190
    assert len(whole) >= 90


def test_the_board_goes_on_in_time():
    minutes = [line.minute for line in words.board()]
    assert minutes == sorted(minutes)
    assert minutes[-1] < 210


def test_the_boards_lines_are_of_four_kinds():
    kinds = Counter(line.kind for line in words.board())
    assert set(kinds) == {"note", "announcement", "question", "decision"}


def test_the_declaration_stands_in_french_and_english_and_mostly_in_spanish():
    declaration = words.declaration()
    assert 15 <= len(declaration.paragraphs) <= 25
    assert all(paragraph.lang == "fr" for paragraph in declaration.paragraphs)
    assert all({"en", "es"} <= set(each.translations) for each in declaration.paragraphs)
    assert all(sound(paragraph) for paragraph in declaration.paragraphs)


@pytest.mark.parametrize("piece", [*words.pages(), *words.news()], ids=lambda p: p.title.body)
def test_pages_and_news_stand_in_all_five_languages(piece):
    for text in (piece.title, piece.body):
        assert {text.lang, *text.translations} == LANGUAGES
        assert sound(text)


def test_interpreters_hold_directed_pairs_of_known_levels():
    for voice in words.interpreters():
        assert voice.pairs
        assert all({source, into} <= LANGUAGES for source, into in voice.pairs)
        assert all(source != into for source, into in voice.pairs)
        assert set(voice.pairs.values()) <= {1, 2, 3, 4}
        assert set(voice.days) <= {0, 1, 2, 3}


def test_somebody_interprets_from_and_into_each_language():
    pairs = [pair for voice in words.interpreters() for pair in voice.pairs]
    assert {source for source, _ in pairs} == {into for _, into in pairs} == LANGUAGES
