"""Consent: in which version of its words, given, taken back, asked for anew."""

import pytest
from django.test import Client

from accounts.models import Record
from delegates import consents
from delegates.actions.consents import consent
from delegates.models import Consent
from delegates.queries.consents import agrees, asked
from events.models import Role
from tests import factories

pytestmark = pytest.mark.django_db
# Whoever changes the words of a kind gives it a new version, and the fingerprint here.
KNOWN = {
    ("needs", "2026-11"): "96276fc3fd1eeef1",
    ("pictures", "2026-11"): "1831e0f5c8684a34",
    ("next", "2026-11"): "0cf976d005ce8553",
}


def test_words_change_only_with_their_version():
    found = {(kind.name, kind.version): kind.fingerprint for kind in consents.KINDS.values()}
    assert found == KNOWN


@pytest.fixture
def her(event):
    return factories.registration(event, factories.person("awa"), needs="canary-needs")


def test_a_yes_holds_for_the_words_that_she_read(event, her, monkeypatch):
    consent(her, kinds=["pictures"], lang="fr", by=her.person)
    given = Consent.objects.get()
    assert (given.kind, given.version, given.lang) == ("pictures", "2026-11", "fr")
    assert agrees(her, "pictures")
    newer = consents.Kind("pictures", "2027-01", "Pictures", "Other words")
    monkeypatch.setitem(consents.KINDS, "pictures", newer)
    assert not agrees(her, "pictures")
    assert [each.older for each in asked(her) if each.kind.name == "pictures"] == [True]
    consent(her, kinds=["pictures"], lang="fr", by=her.person)
    assert agrees(her, "pictures")
    assert Consent.objects.filter(state="withdrawn", version="2026-11").exists()


def test_saying_the_same_again_changes_nothing(event, her):
    assert consent(her, kinds=["next"], lang="fr", by=None) == ["next"]
    assert consent(her, kinds=["next"], lang="fr", by=None) == []
    assert Consent.objects.count() == 1


def test_what_is_kept_by_consent_alone_goes_with_it(event, her):
    consent(her, kinds=["needs"], lang="fr", by=None)
    consent(her, kinds=[], lang="fr", by=None)
    her.refresh_from_db()
    assert her.needs == ""
    withdrawn = Consent.objects.get()
    assert withdrawn.state == Consent.State.WITHDRAWN
    assert withdrawn.withdrawn_at is not None


def test_she_chooses_on_one_page(event, her):
    browser = Client()
    browser.force_login(her.person)
    browser.post("/quebec/registration/consents/", {"kind": ["pictures", "unknown"]})
    assert list(Consent.objects.values_list("kind", flat=True)) == ["pictures"]
    assert "Agreed on" in browser.get("/quebec/registration/consents/").content.decode()


def test_she_and_organisers_read_who_read_and_changed_her_registration(event, her):
    organiser = factories.member(event, Role.ORGANISER)
    theirs, hers = Client(), Client()
    theirs.force_login(organiser)
    hers.force_login(her.person)
    theirs.get(f"/quebec/organise/registrations/{her.uid}/")
    hers.post("/quebec/registration/consents/", {"kind": ["next"]})
    page = hers.get("/quebec/registration/log/").content.decode()
    assert "read the registration" in page
    assert organiser.called in page
    assert "gave consent" in page
    log = f"/quebec/organise/registrations/{her.uid}/log/"
    assert "gave consent" in theirs.get(log).content.decode()
    assert hers.get(log).status_code == 404


def test_the_log_holds_names_of_fields_and_no_values(event, her):
    consent(her, kinds=["needs"], lang="fr", by=her.person)
    assert "canary" not in str(list(Record.objects.values()))


def test_the_log_asks_a_constant_number_of_queries(event, her, django_assert_max_num_queries):
    from delegates.queries.logs import log_of_registration

    for _ in range(30):
        consent(her, kinds=["next"], lang="fr", by=her.person)
        consent(her, kinds=[], lang="fr", by=her.person)
    with django_assert_max_num_queries(3):
        assert len(log_of_registration(her)) == 60
