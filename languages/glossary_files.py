"""The glossary as a file: a table (CSV, XLSX) with a row a term, and TBX (ISO 30042, TBX-Basic)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml import etree

from files.sheets import NotATable, read_table
from languages import tags
from languages.actions.glossary import Word
from languages.cleaning import clean_words
from languages.models import Concept, Term
from languages.reader import TAG

Standing = Term.Standing
COLUMNS = ("concept", "language", "word", "standing", "note", "meaning")
MOST_ROWS, MOST_BYTES = 20_000, 5_000_000
MOST_WORDS, MOST_NOTE, MOST_MEANING, MOST_TAG = 120, 300, 500, 35
NAMESPACE = "urn:iso:std:iso:30042:ed-2"
XML = "{http://www.w3.org/XML/1998/namespace}lang"
# ISO 30042 TBX-Basic: termNote of type administrativeStatus.
STATUS = {
    Standing.PREFERRED: "preferredTerm-admn-sts",
    Standing.ALLOWED: "admittedTerm-admn-sts",
    Standing.FORBIDDEN: "deprecatedTerm-admn-sts",
}
READ_AS = {said: standing for standing, said in STATUS.items()} | {
    "supersededTerm-admn-sts": Standing.FORBIDDEN
}
# Elements of the edition of 2008 that other programs still write.
OLDER = {"termEntry": "conceptEntry", "langSet": "langSec", "tig": "termSec", "ntig": "termSec"}
DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*>")


@dataclass
class Line:
    """A term of a file; `number` is its row in a table and its line in TBX."""

    number: int
    concept: str
    word: Word
    meaning: str = ""


@dataclass
class Read:
    """What a file holds, and what is wrong in it: (row, words)."""

    lines: list[Line] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)

    def add(self, number: int, cells: dict[str, str]) -> None:
        """A row with a term; what is wrong with it is noted."""
        try:
            self.lines.append(_line(number, cells))
        except ValidationError as error:
            self.faults += [(number, words) for words in error.messages]


def key_of(concept: Concept) -> str:
    """What names a concept in a file, and in no other space."""
    return f"{concept.space_id}.{concept.pk}"


def rows(concepts: Iterable[Concept]) -> Iterator[tuple[str, ...]]:
    """A row a term, for COLUMNS."""
    for each in concepts:
        for term in each.terms.all():
            said = (term.lang, term.words, term.standing, term.note)
            yield (key_of(each), *said, each.note)


def read(content: bytes) -> Read:
    """The file's terms. Raises NotATable for what is neither a table nor TBX."""
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return _read_tbx(content)
    table = read_table(content, rows=MOST_ROWS, columns=len(COLUMNS) + 6)
    heading = [cell.strip().lower() for cell in table[0]] if table else []
    if not {"language", "word"} <= set(heading):
        raise NotATable
    found, concept = Read(), ""
    for number, row in enumerate(table[1:], 2):
        cells = dict(zip(heading, row, strict=False))
        if any(row):
            # An empty cell stands for the concept of the row above.
            concept = cells.get("concept") or concept or str(number)
            found.add(number, cells | {"concept": concept})
    return found


def _line(number: int, cells: dict[str, str]) -> Line:
    lang = _tag(cells.get("language", ""))
    words = clean_words(cells.get("word", ""), most=MOST_WORDS)
    if not words:
        raise ValidationError(_("The word is missing."))
    standing = cells.get("standing", "").strip().lower() or str(Standing.PREFERRED)
    named = {str(label).lower(): value for value, label in Standing.choices}
    standing = named.get(standing, standing)
    if standing not in Standing.values:
        choices = ", ".join(Standing.values)
        raise ValidationError(_("The standing is one of %(choices)s.") % {"choices": choices})
    note = clean_words(cells.get("note", ""), most=MOST_NOTE)
    meaning = clean_words(cells.get("meaning", ""), most=MOST_MEANING)
    return Line(number, cells["concept"], Word(lang, words, standing, note), meaning)


def _tag(said: str) -> str:
    found = tags.named(said) if said.strip() else None
    tag = found or said.strip()
    if not TAG.fullmatch(tag) or len(tag) > MOST_TAG:
        raise ValidationError(_("“%(said)s” names no language.") % {"said": said[:40]})
    return tag


def tbx(concepts: Iterable[Concept], title: str, lang: str) -> bytes:
    """TBX-Basic in its style of attributes (DCA)."""
    spaces: Any = {None: NAMESPACE}
    root = etree.Element(f"{{{NAMESPACE}}}tbx", type="TBX-Basic", style="dca", nsmap=spaces)
    root.set(XML, lang)
    header = _below(_below(root, "tbxHeader"), "fileDesc")
    source = _below(header, "sourceDesc")
    _below(source, "p").text = title
    body = _below(_below(root, "text"), "body")
    for each in concepts:
        _write_concept(body, each)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _below(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)


def _write_concept(body: etree._Element, concept: Concept) -> None:
    entry = _below(body, "conceptEntry", id=f"c{key_of(concept)}")
    if concept.note:
        _below(entry, "descrip", type="definition").text = concept.note
    sections: dict[str, etree._Element] = {}
    for term in concept.terms.all():
        if term.lang not in sections:
            sections[term.lang] = _below(entry, "langSec")
            sections[term.lang].set(XML, term.lang)
        section = _below(sections[term.lang], "termSec")
        _below(section, "term").text = term.words
        status = _below(section, "termNote", type="administrativeStatus")
        status.text = STATUS[Standing(term.standing)]
        if term.note:
            _below(section, "note").text = term.note


def _read_tbx(content: bytes) -> Read:
    """Neither entities nor anything of the net are read."""
    try:
        text = DOCTYPE.sub("", content.decode("utf-8-sig"), count=1)
    except UnicodeDecodeError as error:
        raise NotATable from error
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise NotATable
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise NotATable from error
    if etree.QName(root).localname not in {"tbx", "martif"}:
        raise NotATable
    found = Read()
    for number, entry in enumerate(_all(root, "conceptEntry"), 1):
        _read_concept(found, entry, f"{entry.get('id') or number}".removeprefix("c"))
    return found


def _read_concept(found: Read, entry: etree._Element, key: str) -> None:
    meaning = next((_words(each) for each in _all(entry, "descrip", "definition")), "")
    for section in _all(entry, "langSec"):
        for term in _all(section, "termSec"):
            said = [_words(each) for each in _all(term, "termNote", "administrativeStatus")]
            status = READ_AS.get(said[0], said[0]) if said else ""
            cells = {
                "concept": key,
                "language": section.get(XML) or "",
                "word": " ".join(_words(each) for each in _all(term, "term")),
                "standing": status,
                "note": " ".join(_words(each) for each in _all(term, "note")),
                "meaning": meaning,
            }
            line: Any = term.sourceline
            found.add(line or 0, cells)


def _all(within: etree._Element, name: str, kind: str = "") -> list[etree._Element]:
    """The elements of that name in either edition, below `within`."""
    found = []
    for each in within.iter(etree.Element):
        local = etree.QName(each).localname
        if OLDER.get(local, local) == name and (not kind or each.get("type") == kind):
            found.append(each)
    return found


def _words(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())
