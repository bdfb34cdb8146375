"""Beginning a document, and writing in it without an editor."""

import re
import uuid
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.records import note
from documents import log, tree
from documents.blocks import Block, paragraph
from documents.homes import REACH, TITLE
from documents.models import Document
from events.homes import home
from events.models import Event
from languages import texts
from languages.cleaning import clean_words
from realtime import wake
from workshops.models import Session

STRETCH = re.compile(r"\n\s*\n")
MOST_LETTERS = 20_000
"""In one paragraph."""


class Moved(Exception):
    """Somebody else changed the paragraph in between; `now` is what it says."""

    def __init__(self, now: str) -> None:
        super().__init__(_("Somebody changed this paragraph while you wrote. Nothing was lost."))
        self.now = now


class Gone(Exception):
    """The paragraph is no longer there."""

    def __init__(self) -> None:
        super().__init__(_("This paragraph was deleted while you wrote."))


@transaction.atomic
def create_document(
    *,
    by: Any,
    event: Event,
    title: str,
    language: str,
    session: Session | None = None,
    translations: Mapping[str, str] | None = None,
    paragraphs: Iterable[str | Block] = (),
    readers: str = Document.Readers.PUBLIC,
    writers: str = Document.Writers.TEAM,
    uid: uuid.UUID | None = None,
) -> Document:
    """A new document. A plain string in `paragraphs` is a paragraph of plain words.

    One empty paragraph stands in an empty document: editors that come together would otherwise
    each add one.
    """
    where = home(event, TITLE, REACH[readers])
    document = Document.objects.create(
        uid=uid or uuid.uuid4(),
        event=event,
        session=session,
        title=texts.create(body=title, lang=language, by=by, translations=translations, home=where),
        language=language,
        readers=readers,
        writers=writers,
        created_by=by,
    )
    blocks = [paragraph(each) if isinstance(each, str) else each for each in paragraphs]
    update = tree.compose(blocks or [paragraph("")])
    document.seq = log.append(document.pk, update, by=by, bound=log.MOST_DOCUMENT)
    note(by, "began the document", document)
    return document


@transaction.atomic
def change_document(
    document: Document,
    *,
    by: Any,
    title: str,
    language: str,
    translations: Mapping[str, str],
    readers: str,
    writers: str,
    is_small: bool = False,
) -> Document:
    """Changes what stands around the text. Open editors look up their rights at once."""
    texts.save(
        document.title,
        body=title,
        lang=language,
        by=by,
        translations=translations,
        is_small=is_small,
    )
    document.readers, document.writers = readers, writers
    document.save(update_fields=["readers", "writers"])
    texts.offer([document.title_id], REACH[readers])
    note(by, "changed the document", document, ["title", "readers", "writers"])
    transaction.on_commit(wake.look_again, robust=True)
    return document


@transaction.atomic
def rewrite_paragraph(document: Document, *, by: Any, uid: str, was: str, text: str) -> int:
    """Gives the paragraph `uid` other words, if it still says `was`. Returns the log's place.

    Raises Moved, Gone, ValidationError for what people may not type, log.Refused.
    """
    words = clean_words(text, most=MOST_LETTERS, lines=True)
    log.lock(document.pk)
    state = log.load(document.pk)
    doc = state.doc()
    node, block = tree.find(doc, uid), tree.block_named(doc, uid)
    if node is None or block is None:
        raise Gone
    if block.text == words:
        return state.seq
    if plain(block.text) != plain(was):
        raise Moved(block.text)
    changes = tree.changes(doc, partial(tree.rewrite, node, words))
    return log.append(document.pk, changes, by=by)


@transaction.atomic
def add_paragraph(document: Document, *, by: Any, text: str) -> int:
    """Adds paragraphs at the end, one for each stretch between empty lines.

    Raises ValidationError and log.Refused.
    """
    words = clean_words(text, most=MOST_LETTERS, lines=True)
    log.lock(document.pk)
    doc = log.load(document.pk).doc()
    blocks = [paragraph(piece) for piece in STRETCH.split(words) if piece]
    changes = tree.changes(doc, partial(tree.extend, doc, blocks))
    return log.append(document.pk, changes, by=by)


def plain(text: str) -> str:
    """As a form brings it back."""
    return text.replace("\r\n", "\n").strip()
