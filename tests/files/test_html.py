import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from files import html
from files.html import UnfitHtml, clean, depth, paragraphs, plain

tags = st.sampled_from(
    [
        *("<p>", "</p>", "<ul>", "<li>", "</ul>", "<b>", "</b>", "<i>", "</i>", "<div>", "</div>"),
        *("<h1>", "</h1>", "<h3>", "</h3>", "<table>", "</table>", "<td>", "<svg>", "<textarea>"),
        *("<script>", "</script>", "<!--", "-->", "<!-->", '<a href="//x">', "</a>", "&lt;"),
        *("<a href='javascript:x'>", '<p title="', "<dl><dd>", "&amp;", "text", "<", ">"),
    ]
)


@pytest.mark.parametrize(
    ("given_html", "wanted"),
    [
        ("<p>Hello</p>", "<p>Hello</p>"),
        ("<p onclick='x()'>Hello</p>", "<p>Hello</p>"),
        ("<script>alert(1)</script>Hello", "Hello"),
        ("<style>p{}</style>Hello", "Hello"),
        ("<img src=x onerror=alert(1)>Hello", "Hello"),
        ('<a href="javascript:alert(1)">x</a>', '<a rel="noopener nofollow ugc">x</a>'),
        (
            '<a href="https://a.example/">x</a>',
            '<a href="https://a.example/" rel="noopener nofollow ugc">x</a>',
        ),
        ('<p lang="ar" dir="rtl">سلام</p>', '<p lang="ar" dir="rtl">سلام</p>'),
        ("a\x00b\x1bc\u202ed", "abcd"),
        ("<iframe src='https://a.example'></iframe>x", "x"),
        ("<!-- <b> -->x", "x"),
    ],
)
def test_only_the_closed_list_of_tags_is_left(given_html, wanted):
    assert clean(given_html) == wanted


def test_headings_follow_each_other_without_a_gap():
    cleaned = clean("<h1>a</h1><h4>b</h4><h6>c</h6><h2>d</h2>")
    assert cleaned == "<h3>a</h3><h4>b</h4><h5>c</h5><h4>d</h4>"


def test_headings_begin_where_the_page_says():
    assert clean("<h1>a</h1><h2>b</h2>", top=2) == "<h2>a</h2><h3>b</h3>"


@settings(deadline=None, database=None)
@given(st.lists(tags | st.text(max_size=5), max_size=30).map("".join))
@example("<h3>a</h3><h2>b</h2>")
@example("\u200f<p>\n </p> ")
def test_cleaning_twice_changes_nothing(given_html):
    try:
        once = clean(given_html)
    except UnfitHtml:
        return
    assert clean(once) == once


@settings(deadline=None, database=None)
@given(st.lists(tags, max_size=40).map("".join))
def test_nothing_that_runs_is_ever_left(given_html):
    try:
        cleaned = clean(given_html)
    except UnfitHtml:
        return
    assert "<script" not in cleaned
    assert "javascript:" not in cleaned


def test_more_bytes_than_the_limit_are_refused():
    assert clean("x" * html.LIMIT)
    with pytest.raises(UnfitHtml, match="50,001 bytes"):
        clean("x" * (html.LIMIT + 1))


def test_bytes_are_counted_and_not_letters():
    with pytest.raises(UnfitHtml):
        clean("é" * (html.LIMIT // 2 + 1))


@pytest.mark.parametrize("tag", ["div", "b", "ul", "blockquote", "made-up", "table"])
def test_tags_deeper_than_the_limit_are_refused(tag):
    assert depth(f"<{tag}>" * html.DEPTH) == html.DEPTH
    with pytest.raises(UnfitHtml, match="inside each other"):
        clean(f"<{tag}>" * (html.DEPTH + 1))


@pytest.mark.parametrize(
    "sloppy",
    [
        "<p>one<p>two" * 100,
        "<br><hr>" * 100,
        f"<ul>{'<li>one' * 100}</ul>",
        "<ul><li>one<li>two</ul>" * 100,
        "<p>a <b>b</b> <i>c</i></p>" * 100,
        '<a href="x?a=1&b=2" title=\'it"s\'>x</a>' * 100,
        "<!-- a comment -->" * 100 + "x",
        "5 < 6 and 7 > 2 <3" * 100,
        "<dl><dt>a<dd>b<dt>c<dd>d</dl>" * 10,
    ],
)
def test_sloppy_but_flat_html_is_taken(sloppy):
    assert clean(sloppy)


@pytest.mark.parametrize(
    "bomb",
    [
        "<div></span>" * 40,  # closes what is not open
        "<div><table></div></table>" * 40,  # browsers keep the div open
        '<div title="</div>">' * 40,
        '<div title="></div>">' * 40,
        "<!--><div></div><!-- </div> -->" + "<div><!--</div>-->" * 40,
        "<li><dd>" * 40,
        "<b><p>" * 40,
        "<div ='>" * 40,
        "<div" * 40,
        "<svg><![CDATA[</svg>]]>" * 40,
    ],
)
def test_depth_hidden_behind_odd_markup_is_counted(bomb):
    assert depth(bomb) > html.DEPTH


@pytest.mark.parametrize("piece", ["<div>", "<", "<a x=", "<!--", "</b", "<a '", "<p>", "<li><b>"])
def test_counting_depth_takes_steps_in_proportion_to_the_length(piece):
    def steps(length: int) -> int:
        counted = 0

        def count(*_):
            nonlocal counted
            counted += 1

        bomb = piece * (length // len(piece))
        sys.setprofile(count)
        try:
            depth(bomb)
        finally:
            sys.setprofile(None)
        return counted

    assert steps(40_000) <= 2.1 * steps(20_000)


def test_plain_text_becomes_paragraphs():
    assert paragraphs("a < b\r\nc\r\n\r\n\r\nd") == "<p>a &lt; b<br>c</p>\n<p>d</p>"


def test_html_becomes_plain_text_with_its_links():
    cleaned = clean(
        '<p>See <a href="https://a.example/?b&amp;c">here</a>&nbsp;!</p><ul><li>x<li>y</ul><p>z'
    )
    assert plain(cleaned) == "See here (https://a.example/?b&c)\xa0!\n\n• x\n• y\n\nz"


@settings(deadline=None, database=None)
@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_text_survives_the_way_through_html(text):
    assert plain(clean(paragraphs(text))) == text
