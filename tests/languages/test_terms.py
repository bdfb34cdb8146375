"""Words of the glossary found in running text, in several scripts."""

import time

import pytest

from languages.terms import lexicon, spelling, words


def found(lang, terms, body):
    known = lexicon(lang, [(spelling(term), term) for term in terms])
    return [(body[hit.start : hit.end], hit.values) for hit in known.find(body)]


@pytest.mark.parametrize(
    ("lang", "term", "body", "stands"),
    [
        ("en", "fair trade", "Fair-Trade is fair.", "Fair-Trade"),
        ("en", "cooperative", "Two cooperatives met", "cooperatives"),
        ("en", "art", "start of the party", None),
        ("fr", "économie solidaire", "L’ÉCONOMIE SOLIDAIRE d’ici", "ÉCONOMIE SOLIDAIRE"),
        ("fr", "eau", "le droit à l’eau", "eau"),
        ("fr", "eau", "un beau bureau", None),
        ("es", "organización", "las organizaciones", "organizaciones"),
        ("es", "economía solidaria", "economía\n solidaria", "economía\n solidaria"),
        ("ar", "تضامن", "من أجل التضامن", "التضامن"),
        ("ar", "الاقتصاد التضامني", "وللاقتصادِ التضامنيّ دور", "وللاقتصادِ التضامنيّ"),
        ("ar", "تعاونية", "تعاونيّة واحدة", "تعاونيّة"),
        ("ar", "ماء", "أسماء", None),
        ("zh", "团结经济", "我们的团结经济很好", "团结经济"),
        ("ja", "連帯経済", "連帯経済とは", "連帯経済"),
        ("th", "เศรษฐกิจ", "ระบบเศรษฐกิจใหม่", "เศรษฐกิจ"),
        ("hi", "सहकारिता", "यह सहकारिता है", "सहकारिता"),
        ("hi", "कार", "सहकारिता", None),
        ("ru", "солидарность", "Солидарность!", "Солидарность"),
    ],
)
def test_a_term_stands_where_its_word_stands(lang, term, body, stands):
    assert found(lang, [term], body) == ([(stands, [term])] if stands else [])


def test_the_longest_term_wins_and_one_spelling_may_have_several_meanings():
    assert found("en", ["trade", "fair trade"], "fair trade and trade") == [
        ("fair trade", ["fair trade"]),
        ("trade", ["trade"]),
    ]
    known = lexicon("en", [("bank", 1), ("bank", 2)])
    assert known.find("the bank")[0].values == [1, 2]


def test_a_place_in_the_text_is_a_place_in_what_was_written():
    body = "Ça  œuvre — ﬁn"
    assert [(word, body[start:end]) for word, start, end in words(body)] == [
        ("ca", "Ça"),
        ("oeuvre", "œuvre"),
        ("fin", "ﬁn"),
    ]


def test_two_thousand_terms_are_sought_in_ten_thousand_letters_at_once():
    terms = [spelling(f"palabra{n} de economía{n % 50}") for n in range(2_000)]
    body = ("la palabra17 de economía17 y otras cosas que se dicen aquí " * 200)[:10_000]
    begun = time.process_time()
    hits = lexicon("es", ((term, term) for term in terms)).find(body)
    assert len(hits) > 100
    assert time.process_time() - begun < 0.5
