"""Pages of documents: what each person gets, and what a form without a script keeps."""

import pytest
from django.test import Client

from documents import queries
from documents.actions import create_document
from documents.models import Document
from tests import factories
from tests.bad_input import bad_words
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def address(document: Document, page: str = "") -> str:
    return f"/{document.event.slug}/documents/{document.uid}/{page}"


def words(document: Document) -> str:
    return "\n".join(block.text for block in queries.content(document))


def test_anybody_reads_a_public_document_paragraph_by_paragraph(declaration: Document):
    page = Client().get(address(declaration)).content.decode()
    assert "We, gathered in Quebec" in page
    assert 'dir="auto"' in page


def test_a_document_of_the_team_is_hidden_from_a_delegate(cast: Cast, declaration: Document):
    declaration.readers = Document.Readers.TEAM
    declaration.save()
    assert cast.client("delegate").get(address(declaration)).status_code == 404
    assert cast.client("organiser").get(address(declaration)).status_code == 200


def test_a_document_does_not_name_its_session_before_the_programme_is_open(cast: Cast):
    session = factories.session(cast.event, title=factories.text("Names of the hidden"))
    found = create_document(
        by=cast.organiser, event=cast.event, title="Notes", language="en", session=session
    )
    lists = f"/{cast.event.slug}/documents/"
    for state, seen in (("closed", False), ("open", True)):
        type(cast.event).objects.filter(pk=cast.event.pk).update(programme=state)
        for client in (Client(), cast.client("delegate")):
            assert (client.get(address(found)).status_code == 200) is seen
            assert ("Names of the hidden" in client.get(lists).content.decode()) is seen
        assert "Names of the hidden" in cast.client("organiser").get(lists).content.decode()


@pytest.mark.parametrize("who", ["delegate", "neighbour", "account"])
def test_who_may_not_write_finds_no_editor(cast: Cast, declaration: Document, who: str):
    before = words(declaration)
    client = cast.client(who)
    assert client.get(address(declaration, "edit/")).status_code == 404
    answer = client.post(address(declaration, "edit/"), {"text": "Mine"})
    assert answer.status_code == 404
    assert words(declaration) == before


def test_a_document_is_not_found_below_another_event(cast: Cast, declaration: Document):
    path = f"/{cast.other_event.slug}/documents/{declaration.uid}/"
    assert cast.client("organiser").get(path).status_code == 404


def test_without_a_script_one_changes_a_paragraph(cast: Cast, declaration: Document):
    block = queries.content(declaration)[0]
    client = cast.client("organiser")
    form = {"paragraph": block.uid, "was": block.text, "text": "We, gathered in Québec"}
    answer = client.post(address(declaration, "edit/"), form)
    assert answer.status_code == 302
    assert words(declaration).startswith("We, gathered in Québec")
    assert queries.content(declaration)[0].uid == block.uid


def test_a_paragraph_that_somebody_else_changed_keeps_both_texts_in_sight(
    cast: Cast, declaration: Document
):
    block = queries.content(declaration)[0]
    client = cast.client("organiser")
    path = address(declaration, "edit/")
    client.post(path, {"paragraph": block.uid, "was": block.text, "text": "Hers"})
    late = client.post(path, {"paragraph": block.uid, "was": block.text, "text": "Mine"})
    assert late.status_code == 422
    page = late.content.decode()
    assert "Hers" in page
    assert ">Mine</textarea>" in page


@pytest.mark.parametrize(("why", "bad"), bad_words(most=20_000))
def test_unfit_words_are_refused_at_the_field(
    cast: Cast, declaration: Document, why: str, bad: str
):
    before = words(declaration)
    answer = cast.client("organiser").post(address(declaration, "edit/"), {"text": bad})
    assert answer.status_code == 422
    assert words(declaration) == before


def test_the_team_begins_a_document_and_lands_in_its_editor(cast: Cast):
    client = cast.client("organiser")
    form = {"title": "Minutes", "title-lang": "en", "readers": "public", "writers": "team"}
    answer = client.post(f"/{cast.event.slug}/documents/new/", form)
    made = Document.objects.get()
    assert answer.headers["Location"] == address(made, "edit/")


def test_a_document_without_a_title_is_refused_with_all_that_was_chosen(cast: Cast):
    form = {"title": "", "title-lang": "en", "readers": "team", "writers": "team"}
    answer = cast.client("organiser").post(f"/{cast.event.slug}/documents/new/", form)
    assert answer.status_code == 422
    assert not Document.objects.exists()


def test_the_list_costs_the_same_at_one_and_at_thirty_documents(
    cast: Cast, declaration: Document, django_assert_max_num_queries
):
    client, path = cast.client("delegate"), f"/{cast.event.slug}/documents/"
    with django_assert_max_num_queries(12) as one:
        client.get(path)
    for number in range(30):
        create_document(
            by=cast.organiser,
            event=cast.event,
            session=factories.session(cast.event),
            title=f"Text {number}",
            language="fr",
        )
    with django_assert_max_num_queries(len(one)):
        client.get(path)


def test_the_list_says_when_it_is_empty(cast: Cast):
    page = Client().get(f"/{cast.event.slug}/documents/")
    assert page.status_code == 200
    assert 'class="empty"' in page.content.decode()
