"""Drafts, handing in, review, sending back and taking back."""

import pytest

from accounts.models import Notice
from languages import texts
from languages.actions import desk
from languages.models import Gap, Revision, Work
from languages.refusals import (
    DraftMoved,
    HeldByAnother,
    NothingToReview,
    NothingToUndo,
    NothingWritten,
    OwnTranslation,
    SayWhy,
    SourceMoved,
    WaitsForReview,
)
from languages.texts import Origin
from tests.languages.desk_world import BODY, gap, meeting, reviewed_first, translator, write

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def event():
    return meeting()


@pytest.fixture
def awa(event):
    return translator(event, "awa")


@pytest.fixture
def ben(event):
    return translator(event, "ben")


def keep(text, who, body="L’eau est à tous", seen="", of_revision=1):
    return desk.keep_draft(text, "fr", body=body, of_revision=of_revision, seen=seen, by=who)


def hand_in(text, who, body="L’eau est à tous", of_revision=1):
    return desk.hand_in(text, "fr", body=body, of_revision=of_revision, by=who)


def change(text, body="El agua y la tierra son bienes comunes"):
    texts.change(text, body=body, lang="es", by=None)


def read(text):
    return texts.load([text.pk], ["fr"])[text.pk]


def work():
    return list(Work.objects.order_by("pk").values_list("person__called", "did", "words"))


def test_a_draft_is_kept_for_its_translator_and_read_by_nobody(event, awa, ben):
    text = write(event)
    kept = keep(text, awa)
    assert (kept.seen, kept.revision) == (desk.seen_of("L’eau est à tous"), 1)
    assert read(text).body == BODY
    assert gap(text).claimed_by == awa
    with pytest.raises(HeldByAnother):
        keep(text, ben)
    keep(text, awa, body="", seen=kept.seen)
    assert not text.translations.exists()


def test_a_draft_kept_by_another_meanwhile_is_not_lost(event, awa, ben):
    text = write(event)
    kept = keep(text, awa)
    desk.release_claim(text, "fr", by=awa)
    keep(text, ben, body="Les eaux", seen=kept.seen)
    desk.release_claim(text, "fr", by=ben)
    with pytest.raises(DraftMoved):
        keep(text, awa, body="L’eau !", seen=kept.seen)
    assert text.translations.get().body == "Les eaux"


def test_a_machines_draft_is_written_over(event, awa):
    text = write(event)
    keep(text, awa)
    text.translations.update(origin=Origin.MACHINE)
    keep(text, awa, body="L’eau")
    assert text.translations.get().origin == Origin.PERSON


def test_a_source_that_moves_under_ones_hands_is_said_and_loses_nothing(event, awa):
    text = write(event)
    desk.claim(text, "fr", by=awa)
    change(text)
    assert keep(text, awa).revision == 2
    assert Revision.objects.get().body == BODY
    with pytest.raises(SourceMoved):
        hand_in(text, awa)
    assert text.translations.get().of_revision == 1
    hand_in(text, awa, body="L’eau et la terre", of_revision=2)
    assert (read(text).body, read(text).older) == ("L’eau et la terre", False)


def test_handing_in_publishes_at_once_and_counts_the_words(event, awa):
    text = write(event)
    keep(text, awa)
    hand_in(text, awa)
    assert read(text).body == "L’eau est à tous"
    assert gap(text) is None
    assert work() == [("Awa", "translated", 6)]


def test_nothing_is_not_handed_in(event, awa):
    with pytest.raises(NothingWritten):
        hand_in(write(event), awa, body=" \n")


def test_of_a_changed_source_only_the_new_words_count(event, awa):
    text = write(event, body="El agua es un bien común de todas y de todos en la tierra")
    hand_in(text, awa)
    change(text, "El agua es un bien común de todas y de todos en este mundo")
    hand_in(text, awa, body="L’eau…", of_revision=2)
    assert [words for *_, words in work()] == [14, 2]


def test_where_a_space_reviews_first_a_second_person_publishes(event, awa, ben):
    reviewed_first(event)
    text = write(event)
    hand_in(text, awa)
    assert read(text).body == BODY
    assert (gap(text).state, gap(text).claimed_by) == (Gap.State.HANDED_IN, None)
    with pytest.raises(WaitsForReview):
        keep(text, ben)
    with pytest.raises(WaitsForReview):
        hand_in(text, ben)
    seen = desk.seen_of("L’eau est à tous")
    with pytest.raises(OwnTranslation):
        desk.review(text, "fr", body="L’eau", seen=seen, by=awa)
    with pytest.raises(DraftMoved):
        desk.review(text, "fr", body="L’eau", seen="", by=ben)
    desk.review(text, "fr", body="L’eau est à toutes et à tous", seen=seen, by=ben)
    row = text.translations.get()
    assert (row.state, row.written_by, row.reviewed_by) == ("reviewed", awa, ben)
    assert read(text).reviewed
    assert gap(text) is None
    assert work() == [("Awa", "translated", 6), ("Ben", "reviewed", 6)]
    with pytest.raises(NothingToReview):
        desk.review(text, "fr", body="L’eau", seen=seen, by=ben)


def test_a_published_translation_is_reviewed_later_but_not_an_older_or_a_machines(event, awa, ben):
    text = write(event)
    hand_in(text, awa)
    change(text)
    seen = desk.seen_of("L’eau est à tous")
    with pytest.raises(SourceMoved):
        desk.review(text, "fr", body="L’eau", seen=seen, by=ben)
    hand_in(text, awa, of_revision=2)
    desk.review(text, "fr", body="L’eau est à tous", seen=seen, by=ben)
    assert text.translations.get().state == "reviewed"
    text.translations.update(origin=Origin.MACHINE, state="published", reviewed_by=None)
    with pytest.raises(NothingToReview):
        desk.review(text, "fr", body="L’eau", seen=seen, by=ben)


def test_what_is_sent_back_says_why_and_is_counted_once(event, awa, ben):
    reviewed_first(event)
    text = write(event)
    hand_in(text, awa)
    with pytest.raises(SayWhy):
        desk.send_back(text, "fr", words=" ", by=ben)
    desk.send_back(text, "fr", words="«bien commun», pas «à tous»", by=ben)
    assert gap(text).state == Gap.State.SENT_BACK
    notice = Notice.objects.get()
    assert (notice.person, notice.kind) == (awa, "languages.sent_back")
    assert notice.address == f"/translate/{event.space_id}/{text.pk}/fr/"
    keep(text, awa, body="L’eau est un bien commun", seen=desk.seen_of("L’eau est à tous"))
    assert gap(text).state == Gap.State.SENT_BACK
    hand_in(text, awa, body="L’eau est un bien commun")
    assert len(work()) == 1
    with pytest.raises(OwnTranslation):
        desk.send_back(text, "fr", words="?", by=awa)


def test_a_source_that_moves_takes_a_draft_out_of_the_reviewers_hands(event, awa, ben):
    reviewed_first(event)
    text = write(event)
    hand_in(text, awa)
    change(text)
    assert gap(text).state == Gap.State.MISSING
    with pytest.raises(NothingToReview):
        desk.review(text, "fr", body="L’eau", seen="", by=ben)


def test_a_better_translation_of_what_stands_waits_for_review_too(event, awa, ben):
    text = write(event, translations={"fr": "L’eau"})
    reviewed_first(event)
    before = hand_in(text, awa)
    assert gap(text).state == Gap.State.HANDED_IN
    assert read(text).body == "L’eau"
    desk.undo(text, "fr", before=before, by=awa)
    assert gap(text) is None
    hand_in(text, awa)
    desk.review(text, "fr", body="L’eau à tous", seen=desk.seen_of("L’eau est à tous"), by=ben)
    assert read(text).body == "L’eau à tous"
    assert gap(text) is None


def test_what_is_handed_in_is_taken_back_and_what_stood_before_stands_again(event, awa):
    text = write(event, translations={"fr": "L’eau"})
    change(text)
    before = hand_in(text, awa, of_revision=2)
    desk.undo(text, "fr", before=desk.Before(**before.stored()), by=awa)
    assert (read(text).body, read(text).older) == ("L’eau", True)
    draft = text.translations.get(state="draft")
    assert (draft.body, draft.of_revision) == ("L’eau est à tous", 2)
    assert (gap(text).state, gap(text).claimed_by) == (Gap.State.OLDER, awa)
    assert work() == []
    with pytest.raises(NothingToUndo):
        desk.undo(text, "fr", before=before, by=awa)


def test_what_waits_for_a_second_person_is_taken_back(event, awa, ben):
    reviewed_first(event)
    text = write(event)
    before = hand_in(text, awa)
    with pytest.raises(NothingToUndo):
        desk.undo(text, "fr", before=before, by=ben)
    desk.undo(text, "fr", before=before, by=awa)
    assert gap(text).state == Gap.State.MISSING
    assert work() == []
    hand_in(text, awa)
    desk.review(text, "fr", body="L’eau", seen=desk.seen_of("L’eau est à tous"), by=ben)
    with pytest.raises(NothingToUndo):
        desk.undo(text, "fr", before=before, by=awa)


def test_a_remark_is_heard_by_all_who_had_to_do_with_the_translation(event, awa, ben):
    text, eva = write(event), translator(event, "eva")
    keep(text, awa)
    desk.remark(text, "fr", words="«bien commun» ?", by=ben)
    desk.remark(text, "fr", words="D’accord", by=eva)
    heard = Notice.objects.order_by("pk").values_list("person__called", flat=True)
    assert sorted(heard) == ["Awa", "Awa", "Ben"]
    with pytest.raises(SayWhy):
        desk.remark(text, "fr", words="", by=awa)
