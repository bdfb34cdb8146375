"""Templates that are rendered once and filled often."""

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from languages.texts import NOTHING, Reading
from programme.shapes import Frame, fill, spelt, stand_in

SEEDS = {
    "code": "SEEDS",
    "colour": 3,
    "cancelled": False,
    "understood": "fr ar",
    "begins": "2001-10-09T09:00:00-04:00",
    "ends": "2001-10-09T10:00:00-04:00",
    **spelt("title", Reading("Seeds & <b>'bread'</b>", "en", "en")),
    **spelt("organisation", Reading('"Réseau"', "fr", "fr")),
    "people": ("Awa <Diop>", "José"),
    **spelt("room", Reading("قاعة", "ar", "ar")),
    **spelt("theme", NOTHING),
    "chips": SafeString("<span>FR</span>"),
    "was_room": "Salle {B}",
    "was_hour": "",
    "path": "/quebec/sessions/SEEDS/",
    "star_path": "/quebec/sessions/SEEDS/star/",
}
OTHERS = [
    {},
    {"people": (), "organisation": ""},
    {"cancelled": True},
    {"was_room": "", "was_hour": "09:30"},
    {"theme": "Land & water", "theme_lang": "en", "colour": 0},
    {"title": "", "people": ("One", "Two", "Three")},
]


def test_a_filled_template_is_what_django_would_have_rendered():
    for lang in ("en", "ar"):
        for other in OTHERS:
            context = SEEDS | other
            with translation.override(lang):
                expected = render_to_string("programme/_card.html", context)
                assert fill("programme/_card.html", context) == expected
                assert fill("programme/_card.html", context | {"code": "OTHER"}) != expected


def test_words_are_escaped_and_what_is_safe_is_not():
    html = fill("programme/_card.html", SEEDS)
    assert "Seeds &amp; &lt;b&gt;&#x27;bread&#x27;&lt;/b&gt;" in html
    assert "Awa &lt;Diop&gt;" in html
    assert "<span>FR</span>" in html


def test_lists_of_pairs_are_filled_in_their_order():
    links = [("One & two", "https://a.example/?a&b"), ("Three", "mailto:a@b.example")]
    context = {"links": links}
    expected = render_to_string("programme/_session.html", context)
    assert fill("programme/_session.html", context) == expected
    assert "One &amp; two" in expected


def test_a_frame_is_filled_with_what_comes_later():
    frame = Frame(f"<title>{stand_in('title')}</title>{stand_in('main')}{stand_in('title')}")
    filled = frame.filled(title="A & B", main=SafeString("<p>"))
    assert filled == "<title>A &amp; B</title><p>A &amp; B"
