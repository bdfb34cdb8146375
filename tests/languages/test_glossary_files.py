"""The glossary out as a file and in again: a look first, then the word to go on."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import etree

from events.models import Role
from files.sheets import NotATable
from languages import glossary_files
from languages.models import Concept, Term
from tests import factories
from tests.language_world import term

pytestmark = pytest.mark.django_db
OLDER = """<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructureV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><martifHeader/><text><body>
<termEntry id="c7"><descrip type="definition">What is everybody’s</descrip>
<langSet xml:lang="fr"><tig><term>bien commun</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="en"><ntig><termGrp><term>commons</term>
<termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termGrp></ntig></langSet>
</termEntry></body></text></martif>"""


@pytest.fixture
def event(client):
    event = factories.event()
    client.force_login(factories.member(event, Role.TRANSLATOR))
    return event


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def send(client, event, content):
    file = SimpleUploadedFile("glossary.csv", content.encode())
    return client.post(f"/translate/{event.space_id}/glossary/import/", {"file": file})


def go_on(client, event, answer):
    mark = answer.context["mark"]
    return client.post(f"/translate/{event.space_id}/glossary/import/", {"mark": mark})


def export(client, event, kind):
    return client.post(f"/translate/{event.space_id}/glossary/export/", {"kind": kind}).content


def spelt():
    return set(Term.objects.values_list("lang", "words", "standing"))


def test_a_table_is_looked_at_brought_in_and_taken_back(client, event):
    there = term(event.space, fr="eau")
    table = (
        "concept,language,word,standing,note,meaning\n"
        "a,fr,Eau,preferred,,\n,anglais,water,,,What one drinks\n"
        "b,es,bien común,our word,,\n,es,bien público,forbidden,never,\n"
    )
    answer = send(client, event, table)
    assert answer.context["counts"] == {"new": 1, "changed": 1, "same": 0}
    assert Concept.objects.count() == 1
    assert go_on(client, event, answer).status_code == 302
    assert spelt() == {
        ("fr", "Eau", "preferred"),
        ("en", "water", "preferred"),
        ("es", "bien común", "preferred"),
        ("es", "bien público", "forbidden"),
    }
    assert Concept.objects.get(pk=there.pk).note == "What one drinks"
    assert send(client, event, table).context["counts"] == {"new": 0, "changed": 0, "same": 2}
    client.post(f"/translate/{event.space_id}/glossary/undo/")
    assert spelt() == {("fr", "eau", "preferred")}


def test_every_fault_is_told_with_its_row_and_nothing_is_written(client, event):
    term(event.space, fr="eau")
    term(event.space, fr="terre")
    table = (
        "concept,language,word,standing\n1,fr,,preferred\n2,blarghish,x,preferred\n"
        "3,fr,air,loved\n4,fr,eau,\n4,fr,terre,\n5,fr,<script>alert(1)</script>,\n"
    )
    answer = send(client, event, table)
    assert answer.status_code == 422
    assert [row for row, _words in answer.context["faults"]] == [2, 3, 4, 5, 7]
    assert go_on(client, event, answer).status_code == 422
    assert Concept.objects.count() == 2


@pytest.mark.parametrize(
    "content",
    [
        "",
        "a,b\n1,2",
        "<html></html>",
        "<tbx",
        '<!DOCTYPE tbx [<!ENTITY a "b">]><tbx/>',
        '<!DOCTYPE tbx SYSTEM "x" [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx>&a;</tbx>',
    ],
)
def test_what_is_no_glossary_is_refused(client, event, content):
    with pytest.raises(NotATable):
        glossary_files.read(content.encode())
    assert send(client, event, content).status_code == 422


def test_the_file_that_went_out_changes_nothing_when_it_comes_in(client, event):
    term(event.space, "=What nobody owns", fr="bien commun", en="common good", not_en="asset")
    term(event.space, ar="تضامن", zh="团结")
    for kind in ("csv", "xlsx", "tbx"):
        content = export(client, event, kind)
        file = SimpleUploadedFile(f"glossary.{kind}", content)
        answer = client.post(f"/translate/{event.space_id}/glossary/import/", {"file": file})
        assert answer.context["counts"] == {"new": 0, "changed": 0, "same": 2}, kind


def test_the_tbx_is_valid_and_another_spaces_glossary_takes_it(client, event):
    term(event.space, "What nobody owns", fr="bien commun", en="common good", not_en="asset")
    content = export(client, event, "tbx")
    schema = etree.RelaxNG(file=str(Path(__file__).with_name("tbx_basic.rng")))
    schema.assertValid(etree.fromstring(content))
    other = factories.event("dakar")
    client.force_login(factories.member(other, Role.ORGANISER))
    file = SimpleUploadedFile("glossary.tbx", content)
    answer = client.post(f"/translate/{other.space_id}/glossary/import/", {"file": file})
    assert answer.context["counts"]["new"] == 1
    go_on(client, other, answer)
    assert Concept.objects.get(space=other.space).note == "What nobody owns"


def test_files_of_the_older_edition_of_tbx_are_read(client, event):
    go_on(client, event, send(client, event, OLDER))
    assert spelt() == {("fr", "bien commun", "preferred"), ("en", "commons", "forbidden")}


def test_an_empty_glossary_makes_no_file(client, event):
    address = f"/translate/{event.space_id}/glossary/export/"
    assert client.post(address, {"kind": "tbx"}).status_code == 302
