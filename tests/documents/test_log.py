"""The log under a document: what is kept, what is refused, what a new process finds."""

import random
import time
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents import log, tree
from documents.actions import create_document
from documents.models import Checkpoint, Document, Update
from tests import factories
from tests.cast import Cast
from tests.documents.editors import Editor


def text_of(document: Document) -> str:
    return Editor(log.load(document.pk).data).text


def test_what_was_appended_is_there_for_a_new_process(declaration: Document) -> None:
    editor = Editor(log.load(declaration.pk).data)
    place = log.append(declaration.pk, editor.write("Dear all. "), by=None)
    assert place == 2
    assert text_of(declaration) == "Dear all. We, gathered in Quebec\ndeclare"


def test_places_are_dense_and_carry_their_author(declaration: Document, cast: Cast) -> None:
    editor = Editor(log.load(declaration.pk).data)
    for word in ("a", "b", "c"):
        log.append(declaration.pk, editor.write(word), by=cast.organiser)
    found = Update.objects.filter(document=declaration)
    assert list(found.values_list("seq", flat=True)) == [1, 2, 3, 4]
    assert set(found.values_list("author", flat=True)) == {cast.organiser.pk}


def test_a_checkpoint_changes_nothing_that_is_read(declaration: Document) -> None:
    editor = Editor(log.load(declaration.pk).data)
    for word in ("one ", "two ", "three "):
        log.append(declaration.pk, editor.write(word), by=None)
    log.append(declaration.pk, editor.delete(0, 6), by=None)
    before = text_of(declaration)
    log.checkpoint(declaration.pk)
    assert Checkpoint.objects.get(document=declaration).seq == 5
    log.append(declaration.pk, editor.write("after "), by=None)
    assert text_of(declaration) == "after " + before == editor.text
    assert log.load(declaration.pk).seq == 6


def test_the_document_that_was_checkpointed_twice_is_one_row(declaration: Document) -> None:
    log.checkpoint(declaration.pk)
    log.checkpoint(declaration.pk)
    assert Checkpoint.objects.count() == 1


def test_every_500th_update_asks_for_a_checkpoint(declaration: Document, run_jobs: Any) -> None:
    Document.objects.filter(pk=declaration.pk).update(seq=log.CHECKPOINT_EVERY - 1)
    editor = Editor(log.load(declaration.pk).data)
    log.append(declaration.pk, editor.write("the 500th "), by=None)
    run_jobs("slow")
    assert Checkpoint.objects.get(document=declaration).seq == log.CHECKPOINT_EVERY
    assert text_of(declaration).startswith("the 500th ")


def test_what_is_known_already_is_not_written_again_when_merging(declaration: Document) -> None:
    editor = Editor(log.load(declaration.pk).data)
    editor.write("once ")
    everything = editor.doc.get_update()
    assert log.append(declaration.pk, everything, by=None, merging=True) == 2
    assert log.append(declaration.pk, everything, by=None, merging=True) == 0
    assert Document.objects.get(pk=declaration.pk).seq == 2


def test_a_pure_deletion_is_new_although_no_state_vector_shows_it(declaration: Document) -> None:
    editor = Editor(log.load(declaration.pk).data)
    vector = editor.vector
    deletion = editor.delete(0, 4)
    assert editor.vector == vector
    assert log.append(declaration.pk, deletion, by=None, merging=True) == 2
    assert text_of(declaration) == "gathered in Quebec\ndeclare"


def test_what_builds_on_something_missing_is_refused(declaration: Document) -> None:
    editor = Editor(log.load(declaration.pk).data)
    editor.write("lost ")
    later = editor.write("on top ", at=2)
    with pytest.raises(log.Refused) as refused:
        log.append(declaration.pk, later, by=None, merging=True)
    assert refused.value.code == "gap"
    assert log.append(declaration.pk, editor.doc.get_update(), by=None, merging=True) == 2


@pytest.mark.parametrize("broken", [b"", b"\x01", b"not an update", b"\xff" * 200])
def test_bytes_that_are_no_update_are_refused(declaration: Document, broken: bytes) -> None:
    with pytest.raises(log.Refused) as refused:
        log.append(declaration.pk, broken, by=None)
    assert refused.value.code == "broken"
    assert Document.objects.get(pk=declaration.pk).seq == 1


def test_an_update_beyond_64_kb_is_refused(declaration: Document) -> None:
    editor = Editor(log.load(declaration.pk).data)
    with pytest.raises(log.Refused) as refused:
        log.append(declaration.pk, editor.write("x" * log.MOST_UPDATE), by=None)
    assert refused.value.code == "large"


def test_a_full_document_takes_no_more_until_something_is_deleted(declaration: Document) -> None:
    editor = Editor(log.load(declaration.pk).data)
    letters = "".join(random.Random(1).choices("abcdefgh", k=60_000))
    for _ in range(34):
        log.append(declaration.pk, editor.write(letters), by=None)
    with pytest.raises(log.Refused) as refused:
        log.append(declaration.pk, editor.write(letters), by=None)
    assert refused.value.code == "full"
    kept = Document.objects.get(pk=declaration.pk)
    assert kept.size <= log.MOST_DOCUMENT
    editor = Editor(log.load(declaration.pk).data)
    log.append(declaration.pk, editor.delete(0, 500_000), by=None)
    log.append(declaration.pk, editor.write(letters), by=None)
    assert text_of(declaration) == editor.text


def test_writing_outside_of_a_transaction_is_a_mistake(declaration: Document) -> None:
    assert connection.in_atomic_block
    with transaction.atomic():
        assert log.lock(declaration.pk) == declaration


def test_opening_costs_the_same_after_a_hundred_changes(declaration: Document) -> None:
    editor = Editor(log.load(declaration.pk).data)
    with CaptureQueriesContext(connection) as few:
        log.load(declaration.pk)
    for _ in range(100):
        log.append(declaration.pk, editor.write("x"), by=None)
    with CaptureQueriesContext(connection) as many:
        log.load(declaration.pk)
    assert len(few) == len(many)


STEP = st.tuples(
    st.integers(0, 2), st.sampled_from(["write", "delete", "hear"]), st.integers(0, 30),
    st.sampled_from(["a", "bc", "def "]),
)  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEP, max_size=40), order=st.randoms(use_true_random=False))
def test_writers_at_once_come_to_the_same_text_in_any_order(
    db: None, steps: list[Any], order: random.Random
) -> None:
    with transaction.atomic():
        event = factories.event(f"meeting{Document.objects.count()}{order.randint(0, 10**9)}")
        document = create_document(
            by=None, event=event, title="Together", language="en", paragraphs=["begin"]
        )
        start = log.load(document.pk).data
        editors = [Editor(start) for _ in range(3)]
        play(steps, editors)
        send_home(document, editors, order)
        merged = log.load(document.pk)
        for editor in editors:
            editor.hear(merged.doc().get_update(editor.vector))
        log.checkpoint(document.pk)
        texts = {editor.text for editor in editors} | {text_of(document)}
        transaction.set_rollback(True)
    assert len(texts) == 1


def play(steps: list[Any], editors: list[Editor]) -> None:
    for who, what, place, words in steps:
        editor = editors[who]
        length = len(editor.words(0))
        if what == "write":
            editor.write(words, at=min(place, length))
        elif what == "delete" and length:
            start = place % length
            editor.delete(start, min(start + 2, length))
        else:
            editor.hear(editors[place % 3].doc.get_update(editor.vector))


def send_home(document: Document, editors: list[Editor], order: random.Random) -> None:
    """Each line keeps its own order; between the lines anything goes. Some come twice."""
    waiting = [list(editor.typed) for editor in editors]
    while any(waiting):
        line = order.choice([each for each in waiting if each])
        update = line.pop(0)
        for _ in range(order.choice([1, 1, 2])):
            log.append(document.pk, update, by=None)


@pytest.mark.big
def test_40_000_keystrokes_of_six_writers_open_in_an_instant(declaration: Document) -> None:
    editors = [Editor(log.load(declaration.pk).data) for _ in range(6)]
    chance = random.Random(7)
    rows = []
    for number in range(40_000):
        editor = editors[number % 6]
        at = chance.randint(0, len(editor.words(0))) if number % 60 < 6 else 0
        rows.append(Update(document=declaration, seq=number + 2, data=editor.write("x", at=at)))
    Update.objects.bulk_create(rows[:-400], batch_size=5_000)
    Document.objects.filter(pk=declaration.pk).update(seq=40_001)
    log.checkpoint(declaration.pk)
    Update.objects.bulk_create(rows[-400:])
    took = []
    for _ in range(5):
        begun = time.perf_counter()
        doc = log.load(declaration.pk).doc()
        took.append(time.perf_counter() - begun)
    assert len(tree.read(doc)[0].text) == len("We, gathered in Quebec") + 40_000
    assert min(took) < 0.1
