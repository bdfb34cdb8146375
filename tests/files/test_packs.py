"""Packs: written once, whole or not at all, and served in the reader's language."""

import gzip
import os

import brotli
import pytest

from files import packs
from files.packs import Pack, Piece, Shelf

PIECES = [
    Piece("/quebec/programme/", "fr", "text/html", b"<p>Bonjour</p>" * 50),
    Piece("/quebec/programme/", "ar", "text/html", "<p>مرحبا</p>".encode()),
    Piece("/quebec/feeds/a.ics", "", "text/calendar", b"BEGIN:VCALENDAR"),
]


@pytest.fixture
def shelf(tmp_path) -> Shelf:
    return Shelf(tmp_path, look_again=0)


def put(shelf: Shelf, file: str, pieces: list[Piece] = PIECES) -> None:
    packs.write(shelf.root / "quebec" / file, pieces)
    shelf.show("quebec", file)


def test_each_language_gets_its_own_bytes(shelf):
    put(shelf, "1.pack")
    pack = shelf.pack("quebec")
    assert pack
    arabic = pack.find("/quebec/programme/", ["ar"])
    assert arabic
    assert arabic.body == PIECES[1].body
    assert arabic.lang == "ar"


def test_every_form_holds_the_same_bytes(shelf):
    put(shelf, "1.pack")
    pack = shelf.pack("quebec")
    found = pack and pack.find("/quebec/programme/", ["fr"])
    assert found
    assert brotli.decompress(found.br) == gzip.decompress(found.gzip) == PIECES[0].body


def test_a_language_that_is_missing_gets_the_one_for_all_or_the_first(shelf):
    put(shelf, "1.pack")
    pack = shelf.pack("quebec")
    assert pack
    feed = pack.find("/quebec/feeds/a.ics", ["pt"])
    page = pack.find("/quebec/programme/", ["pt"])
    assert feed
    assert feed.lang == ""
    assert page
    assert page.lang == "fr"


def test_what_is_not_in_the_pack_is_not_found(shelf):
    put(shelf, "1.pack")
    pack = shelf.pack("quebec")
    assert pack
    assert pack.find("/quebec/elsewhere/", ["fr"]) is None


def test_equal_bytes_have_the_same_strong_and_quoted_etag_in_another_pack(shelf):
    put(shelf, "1.pack")
    first = Pack(shelf.root / "quebec" / "1.pack").find("/quebec/programme/", ["fr"])
    put(shelf, "2.pack")
    second = Pack(shelf.root / "quebec" / "2.pack").find("/quebec/programme/", ["fr"])
    assert first
    assert second
    assert first.etag == second.etag
    assert first.etag.startswith('"')
    assert first.etag.endswith('"')


def test_the_same_path_twice_in_one_language_is_refused_and_leaves_no_pack(shelf):
    with pytest.raises(ValueError, match="twice"):
        put(shelf, "1.pack", [PIECES[0], PIECES[0]])
    assert shelf.current("quebec") == ""
    assert not (shelf.root / "quebec" / "1.pack").exists()


def test_half_a_pack_is_refused(shelf):
    put(shelf, "1.pack")
    whole = (shelf.root / "quebec" / "1.pack").read_bytes()
    broken = shelf.root / "half.pack"
    broken.write_bytes(b"no" + whole)
    with pytest.raises(ValueError, match="not a pack"):
        Pack(broken)


def test_a_new_pack_is_seen_and_the_old_one_can_still_be_read(shelf):
    put(shelf, "1.pack")
    old = shelf.pack("quebec")
    put(shelf, "2.pack", [Piece("/quebec/programme/", "fr", "text/html", b"new")])
    shelf.sweep("quebec", keep=1)
    new = shelf.pack("quebec")
    assert old
    assert new
    assert old is not new
    found, kept = (pack.find("/quebec/programme/", ["fr"]) for pack in (new, old))
    assert found
    assert found.body == b"new"
    assert kept
    assert kept.body == PIECES[0].body


def test_a_pack_taken_down_is_gone(shelf):
    put(shelf, "1.pack")
    assert shelf.pack("quebec")
    shelf.show("quebec", "")
    assert shelf.pack("quebec") is None


def test_sweeping_keeps_the_current_pack_however_old(shelf):
    for number in range(5):
        packs.write(shelf.root / "quebec" / f"{number}.pack", PIECES)
    shelf.show("quebec", "0.pack")
    shelf.sweep("quebec", keep=2)
    assert (shelf.root / "quebec" / "0.pack").exists()
    assert len(list((shelf.root / "quebec").glob("*.pack"))) == 3


def test_what_was_written_before_goes_and_what_is_written_since_stays(shelf):
    folder = shelf.root / "quebec"
    for number in range(4):
        packs.write(folder / f"{number}.pack", PIECES)
        os.utime(folder / f"{number}.pack", ns=(number, number))
    (folder / "1.pack.7.tmp").write_bytes(b"a draft")
    os.utime(folder / "1.pack.7.tmp", ns=(1, 1))
    reader = Pack(folder / "1.pack")
    shelf.show("quebec", "2.pack")
    shelf.forget_before("quebec", "2.pack")
    assert {path.name for path in folder.iterdir()} == {"current", "2.pack", "3.pack"}
    assert reader.find("/quebec/programme/", ["fr"]).body == PIECES[0].body


def test_whoever_finds_her_pack_deleted_reads_the_one_that_took_its_place(shelf, monkeypatch):
    put(shelf, "1.pack")
    put(shelf, "2.pack")
    shelf.forget_before("quebec", "2.pack")
    answers = iter(["1.pack", "2.pack"])
    monkeypatch.setattr(Shelf, "current", lambda *_: next(answers))
    fresh = Shelf(shelf.root)
    assert fresh.pack("quebec").find("/quebec/programme/", ["fr"])


def test_a_thousand_pieces_keep_their_order_and_bytes(shelf):
    many = [Piece(f"/quebec/{n}/", "fr", "text/html", b"%d" % n) for n in range(1_000)]
    put(shelf, "1.pack", many)
    pack = shelf.pack("quebec")
    assert pack
    assert pack.paths() == [piece.path for piece in many]
    found = pack.find("/quebec/777/", ["fr"])
    assert found
    assert found.body == b"777"


@pytest.mark.parametrize("name", ["a" * 101, "a" * 5_000, "..", "a/b", "é", "a\0b", "a\n"])
def test_a_name_that_no_folder_can_have_has_no_pack(shelf, name):
    assert shelf.pack(name) is None


def test_an_empty_and_a_long_piece_come_back_and_twice_the_same_bytes(shelf):
    long = "".join(f"<p>{n * n} صفحة</p>" for n in range(20_000)).encode()
    pieces = [Piece("/a/", "", "text/html", b""), Piece("/b/", "", "text/html", long)]
    for name in ("1.pack", "2.pack"):
        packs.write(shelf.root / name, pieces)
    first, second = (Pack(shelf.root / name) for name in ("1.pack", "2.pack"))
    for piece in pieces:
        one, other = (pack.find(piece.path, [""]) for pack in (first, second))
        assert one == other
        assert one
        assert gzip.decompress(one.gzip) == one.body == piece.body
