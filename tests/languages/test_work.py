"""Counts of each volunteer's work, and the certificate of it."""

import io
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from pypdf import PdfReader

from events.homes import remarks_of
from events.models import Role
from languages import texts
from languages.holdings import HOLDING
from languages.models import Gap, Pair, Remark, Translation, Work
from languages.queries import work as queries
from languages.texts import State
from tests import factories, language_world
from tests.language_world import worked

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return factories.event()


@pytest.fixture
def translator(event):
    return factories.member(event, Role.TRANSLATOR)


def address(event, who=None):
    base = f"/translate/{event.space_id}/work/"
    return f"{base}{who.uid}/" if who else base


def on(row, day):
    Work.objects.filter(pk=row.pk).update(at=datetime(2001, 10, day, 12, tzinfo=UTC))


def test_work_is_counted_by_person_pair_and_period(event, translator, django_assert_num_queries):
    other = factories.person()
    on(worked(event.space, translator, 100), 1)
    on(worked(event.space, translator, 20), 5)
    on(worked(event.space, translator, 7, did=Work.Did.REVIEWED, lang="es"), 5)
    on(worked(event.space, other, 500), 6)
    worked(factories.event("dakar").space, other)
    with django_assert_num_queries(2):
        found = queries.workers(event.space_id)
    assert [(each.person, each.translated, each.reviewed) for each in found] == [
        (other, 500, 0),
        (translator, 120, 7),
    ]
    period = queries.Period(date(2001, 10, 5), date(2001, 10, 5))
    own = queries.work_of(event.space_id, translator, period)
    assert [(each.lang, each.translated, each.reviewed) for each in own.pairs] == [
        ("en", (1, 20), (0, 0)),
        ("es", (0, 0), (1, 7)),
    ]


def test_a_translator_sees_her_own_counts_and_a_coordinator_everybodys(client, event, translator):
    worked(event.space, translator)
    worked(event.space, factories.person("awa"))
    client.force_login(translator)
    assert "Awa" not in client.get(address(event)).content.decode()
    client.force_login(factories.member(event, Role.ORGANISER))
    page = client.get(address(event) + "?begins=2001-01-01&ends=").content.decode()
    assert "Awa" in page
    answer = client.get(address(event) + "?begins=2001-01-02&ends=2001-01-01")
    assert answer.status_code == 422


def test_only_she_and_a_coordinator_get_her_certificate(client, event, translator):
    who = worked(event.space, factories.person("awa")).person
    sent = {"name": "Awa Diop", "written_in": "fr"}
    for person, status in (
        (who, 200),
        (factories.member(event, Role.ORGANISER), 200),
        (translator, 404),
        (factories.member(factories.event("dakar"), Role.ORGANISER), 404),
    ):
        client.force_login(person)
        assert client.get(address(event, who)).status_code == status
        assert client.post(address(event, who), sent).status_code == status
    client.force_login(who)
    assert client.get(address(event, translator)).status_code == 404
    assert client.post(address(event, who), {"name": ""}).status_code == 422


@pytest.mark.parametrize("lang", [code for code, _name in settings.LANGUAGES])
def test_a_certificate_in_each_language_of_the_interface(client, event, translator, lang):
    worked(event.space, translator, 1_234)
    client.force_login(translator)
    sent = {"name": "فاطمة Diop", "written_in": lang}
    answer = client.post(address(event, translator), sent)
    assert answer["Content-Type"] == "application/pdf"
    (page,) = PdfReader(io.BytesIO(answer.content)).pages
    assert "Diop" in page.extract_text()


def draft(event, who, handed_in=False):
    text = language_world.text(event)
    texts.translate(text, lang="en", body="Water", by=who, state=State.DRAFT)
    state = Gap.State.HANDED_IN if handed_in else Gap.State.MISSING
    gaps = Gap.objects.filter(text=text, lang="en")
    gaps.update(state=state, claimed_by=who, claimed_until=datetime(2099, 1, 1, tzinfo=UTC))
    return text


def test_what_is_held_of_a_translator_is_shown_and_erased(event, translator):
    worked(event.space, translator)
    Pair.objects.create(person=translator, source_lang="fr", lang="en")
    text = draft(event, translator)
    kept = draft(event, translator, handed_in=True)
    Remark.objects.create(text=text, lang="en", body="Which water?", written_by=translator)
    shown = HOLDING.show(translator)
    assert shown["pairs"] == ["fr>en"]
    assert shown["remarks"][0]["body"] == "Which water?"
    assert [len(shown[part]) for part in ("work", "in_hand", "drafts")] == [1, 2, 2]
    HOLDING.erase(translator)
    assert not Work.objects.exists()
    assert not Pair.objects.exists()
    assert Remark.objects.get().written_by is None
    assert not Gap.objects.filter(claimed_by=translator).exists()
    assert Translation.objects.filter(state=State.DRAFT).get().text == kept


def test_remarks_are_forgotten_with_the_event_and_in_its_series_up_to_its_end():
    event = factories.event(series=factories.series())
    for space in (event.space, event.series.space):
        text = language_world.text(event)
        type(text).objects.filter(pk=text.pk).update(space=space)
        old = Remark.objects.create(text=text, lang="en", body="?")
        Remark.objects.filter(pk=old.pk).update(at=datetime(2001, 10, 1, tzinfo=UTC))
        Remark.objects.create(text=text, lang="en", body="later")
    assert remarks_of(event).count() == 3
