"""Between Yjs and blocks: what comes back, what is left out, how little an edit touches."""

from typing import Any

from pycrdt import Doc, XmlElement, XmlText

from documents import tree
from documents.blocks import Block, Run, bullets, heading, paragraph, safe_address
from tests.documents.editors import Editor


def doc_of(*blocks: Block) -> Doc[Any]:
    doc: Doc[Any] = Doc()
    doc.apply_update(tree.compose(blocks))
    return doc


def test_blocks_come_back_as_they_were_composed() -> None:
    blocks = (
        heading("Déclaration", 2),
        paragraph("Nous, réunis"),
        paragraph("نحن المجتمعين"),
        bullets("un", "deux"),
        Block("rule"),
    )
    assert tree.read(doc_of(*blocks)) == blocks
    assert [block.dir for block in blocks[:3]] == ["ltr", "ltr", "rtl"]


def test_a_node_that_we_do_not_know_is_left_out_with_what_it_holds() -> None:
    editor = Editor(tree.compose([paragraph("kept")]))
    editor.add(XmlElement("script", {"src": "//evil.example"}, [XmlText("alert(1)")]))
    editor.add(XmlElement("iframe", {}, [XmlElement("paragraph", {}, [XmlText("inside")])]))
    assert [block.text for block in tree.read(editor.doc)] == ["kept"]


def test_only_addresses_that_may_be_followed_stay() -> None:
    assert safe_address("https://example.org/é") == "https://example.org/é"
    for bad in ("javascript:alert(1)", "java\u0000script:x", " JaVaScRiPt:x", "data:text/html,x"):
        assert safe_address(bad) == ""
    for odd in (None, 7, {"a": 1}, "//example.org", "/account/", "http://[", "x" * 3_000):
        assert safe_address(odd) == ""


def test_marks_and_attributes_of_any_kind_are_borne() -> None:
    editor = Editor(tree.compose([paragraph("words")]))
    words = editor.words(0)
    editor.do(lambda: words.format(0, 2, {"bold": {}, "onclick": "x", "link": {"href": "data:x"}}))
    editor.do(lambda: words.format(2, 5, {"link--AbCd12+/": {"href": "mailto:a@example.org"}}))
    node = XmlElement("heading", {"level": "nine", "id": "<b>", "style": "x"}, [XmlText("title")])
    editor.add(node)
    first, second = tree.read(editor.doc)
    assert first.runs == (
        Run("wo", frozenset({"bold"})),
        Run("rds", frozenset(), "mailto:a@example.org"),
    )
    assert (second.level, second.uid, second.text) == (1, "", "title")


def test_of_two_paragraphs_with_one_name_the_first_keeps_it() -> None:
    editor = Editor(tree.compose([Block("paragraph", (Run("a"),), uid="same")]))
    editor.add(XmlElement("paragraph", {"id": "same"}, [XmlText("b")]))
    assert [block.uid for block in tree.read(editor.doc)] == ["same", ""]


def test_nesting_beyond_any_use_is_cut_off() -> None:
    inner: Any = XmlElement("paragraph", {}, [XmlText("deep")])
    for _ in range(200):
        inner = XmlElement("blockquote", {}, [inner])
    editor = Editor()
    editor.add(inner)
    assert len(tree.read(editor.doc)) == 1
    assert tree.find(editor.doc, "any") is None


def test_rewriting_touches_only_the_words_that_differ() -> None:
    state = tree.compose([Block("paragraph", (Run("Nous sommes à Québec"),), uid="p1")])
    one, other = Editor(state), Editor(state)
    node = tree.find(one.doc, "p1")
    assert node is not None
    ours = one.do(lambda: tree.rewrite(node, "Nous sommes réunis à Québec"))
    theirs = other.write("Amis! ")
    one.hear(theirs)
    other.hear(ours)
    assert one.text == other.text == "Amis! Nous sommes réunis à Québec"


def test_rewriting_keeps_marks_around_and_takes_line_ends() -> None:
    editor = Editor(tree.compose([Block("paragraph", (Run("a bold word"),), uid="p1")]))
    editor.do(lambda: editor.words(0).format(2, 6, {"bold": {}}))
    node = tree.find(editor.doc, "p1")
    assert node is not None
    editor.do(lambda: tree.rewrite(node, "a bold, short word"))
    assert Run("bold", frozenset({"bold"})) in tree.read(editor.doc)[0].runs
    editor.do(lambda: tree.rewrite(node, "one\ntwo"))
    assert tree.read(editor.doc)[0].text == "one\ntwo"
    editor.do(lambda: tree.rewrite(node, ""))
    assert tree.read(editor.doc)[0].text == ""


def test_numbers_are_ones_that_javascript_compares() -> None:
    node: Any = tree.root(doc_of(heading("x", 2))).children[0]
    assert isinstance(node.attributes.get("level"), float)


def test_paragraphs_take_the_place_of_an_empty_document() -> None:
    editor = Editor(tree.compose([paragraph("")]))
    editor.do(lambda: tree.extend(editor.doc, [paragraph("first")]))
    editor.do(lambda: tree.extend(editor.doc, [paragraph("second")]))
    assert editor.text == "first\nsecond"
