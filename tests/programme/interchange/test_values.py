import pytest

from programme.interchange import values


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("00:25", 25),
        ("1:05", 65),
        ("00:05:00", 5),
        ("00:00:30", 1),
        ("99:59", 5999),
        ("100:00", None),
        ("00:00", None),
        ("25", None),
        ("00:60", None),
        ("-1:00", None),
        ("", None),
    ],
)
def test_a_duration_is_whole_minutes(text, minutes):
    assert values.minutes(text) == minutes


@pytest.mark.parametrize(
    ("text", "tags", "others"),
    [
        ("en", ("en",), ()),
        ("EN_gb", ("en-GB",), ()),
        ("fr, pt-br/zh-hant", ("fr", "pt-BR", "zh-Hant"), ()),
        ("de de", ("de",), ()),
        ("deutsch", (), ("deutsch",)),
        ("", (), ()),
    ],
)
def test_languages_are_tags(text, tags, others):
    assert values.languages(text) == (tags, others)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.example/x", "https://a.example/x"),
        (" https://a.example/a b é ", "https://a.example/a%20b%20%C3%A9"),
        ("https://a.example/%20?a=b&c#/d", "https://a.example/%20?a=b&c#/d"),
        ("nymtech.net", "https://nymtech.net"),
        ("/system/x.pdf?1", "https://base.example/system/x.pdf?1"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https://", ""),
        ("#room:matrix.example", ""),
        ("https://[", ""),
        ("", ""),
    ],
)
def test_an_address_is_of_the_web_or_of_mail(text, address):
    assert values.url(text, "https://base.example/2026/") == address


def test_an_address_in_xml_has_no_brackets_and_one_fragment():
    assert values.web("https://a.example/[b]#c#d") == "https://a.example/%5Bb%5D#c%23d"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Camp2019-10386-opening_ceremony", "opening_ceremony"),
        ("camp2019-10386", ""),
        ("opening", "opening"),
        ("SFKNTZ-welcome", "sfkntz-welcome"),
        ("مرحبا", ""),
    ],
)
def test_a_slug_leaves_acronym_and_id_behind(text, slug):
    assert values.slug(text, "Camp2019", "10386") == slug


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one\n\ntwo & three", "<p>one</p>\n<p>two &amp; three</p>"),
        ("<p>one</p>", "<p>one</p>"),
        ("one <b>two</b>", "one <b>two</b>"),
        ("a &amp; b", "a &amp; b"),
        ("1 < 2 > 1", "<p>1 &lt; 2 &gt; 1</p>"),
        ("  \n ", ""),
    ],
)
def test_prose_is_html_or_plain(text, html):
    assert values.prose(text) == html


@pytest.mark.parametrize(
    "name", ["Europe/Brussel", "", "../../etc/passwd", "/etc/localtime", "Europe"]
)
def test_a_zone_that_is_none_is_not_found(name):
    assert values.zone_named(name) is None
