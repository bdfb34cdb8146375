from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from lxml import etree

from files import atom
from programme import feeds
from tests.programme.interchange.schedules import ITEM, items, often

SPACES = {"a": atom.SPACE}
CHANGED = datetime(2026, 9, 1, 12, 30, 59, 5, tzinfo=UTC)
FEED = atom.Feed(
    uid="urn:uuid:0c9b5c1e-6f0b-4e7a-8f59-4d5d5cf2a0aa",
    title="Rencontre de Québec",
    author="Convoca & co",
    updated=CHANGED,
    url="https://a.example/programme/",
    own_url="https://a.example/feeds/changes.atom?a=1&b=2",
    subtitle="Programme",
    lang="fr",
)


def parsed(*entries: atom.Entry):
    root = etree.fromstring(atom.write(FEED, entries))
    assert_valid(root)
    return root


def one(element, path: str) -> str:
    [found] = element.xpath(path, namespaces=SPACES)
    return found if isinstance(found, str) else found.text or ""


def assert_valid(root) -> None:
    """What RFC 4287 §4.1 demands of a feed and of its entries."""
    assert root.tag == f"{{{atom.SPACE}}}feed"
    for held in [root, *root.iterfind("a:entry", SPACES)]:
        for name in ("id", "title", "updated"):
            assert len(held.findall(f"a:{name}", SPACES)) == 1
        assert one(held, "a:id/text()").startswith("urn:")
        assert datetime.fromisoformat(one(held, "a:updated/text()")).tzinfo
        assert held.find("a:content", SPACES) is not None or held.find("a:link", SPACES) is not None
    assert root.find("a:author/a:name", SPACES) is not None
    assert all(element.tag.startswith(f"{{{atom.SPACE}}}") for element in root.iter())


def test_a_feed_names_itself_and_its_page():
    root = parsed()
    assert one(root, "a:link[@rel='self']/@href") == FEED.own_url
    assert one(root, "a:link[@rel='alternate']/@href") == FEED.url
    assert one(root, "a:updated/text()") == "2026-09-01T12:30:59Z"
    assert root.get(atom.XML_LANG) == "fr"


def test_a_session_becomes_an_entry():
    root = parsed(feeds.entry_of(replace(ITEM, last_changed=CHANGED), lang="ar"))
    entry = root.find("a:entry", SPACES)
    assert one(entry, "a:id/text()") == f"urn:uuid:{ITEM.guid}"
    assert one(entry, "a:title/text()") == ITEM.title
    assert one(entry, "a:category/@term") == "Économie"
    assert one(entry, "a:content[@type='html']/text()") == ITEM.abstract
    assert entry.xpath("a:author/a:name/text()", namespaces=SPACES) == ["Awa Diop", "José Pérez"]
    assert entry.get(atom.XML_LANG) == "ar"


@pytest.mark.parametrize("url", ["", "https://a.example/"])
def test_an_entry_without_text_still_has_content_or_a_link(url):
    parsed(atom.Entry(uid="urn:x", title="x", updated=CHANGED, url=url))


def test_equal_feeds_give_equal_bytes():
    assert atom.write(FEED, [feeds.entry_of(ITEM)]) == atom.write(FEED, [feeds.entry_of(ITEM)])


@often
@given(items(1))
def test_odd_characters_come_back(item):
    root = parsed(feeds.entry_of(item))
    assert one(root, "a:entry/a:title/text()") == item.title
