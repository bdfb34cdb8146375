"""What `manage.py demo` leaves in the database, and that a second run changes nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import transaction
from django.db.models import Count
from django.test import Client, TestCase
from django.utils import timezone, translation

from accounts.models import Mail, Person
from boards.models import Line
from convoca.demo import organisations, team
from delegates.actions.questions import own_questions
from delegates.models import (
    Affiliation,
    Fee,
    FundEntry,
    Grant,
    Organisation,
    Registration,
    Topic,
)
from delegates.questions.document import read
from delegates.questions.faults import faults
from documents.models import Document
from events.models import Event, Role, Series
from files.shelves import find
from programme.clashes import ROOM, clashes
from programme.models import Release, Star
from programme.queries.draft import draft_programme
from tests.demo.test_command import demo
from workshops.models import Proposal


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The demo as `make run` loads it, for all tests of this module; what it said."""
    with django_db_blocker.unblock(), transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            said = demo(today=True)
        yield said
        transaction.set_rollback(True)


@pytest.fixture
def quebec(loaded: str) -> Event:
    return Event.objects.get(slug="quebec-2001")


def rows() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_three_editions_stand_in_one_series(quebec):
    assert Series.objects.count() == 1
    editions = quebec.series.events.order_by("begins").values_list("slug", flat=True)
    assert set(editions) == {"lima-1997", "quebec-2001", "dakar-2005"}


def test_quebec_has_its_people_rooms_and_workshops(quebec):
    assert quebec.registrations.filter(state="confirmed").count() > 300
    assert quebec.registrations.values("country").distinct().count() == 37
    assert not quebec.registrations.filter(constituency=None).exists()
    assert quebec.rooms.count() == 12
    assert quebec.themes.count() == 9
    assert quebec.releases.get(state="current").placements.count() == 66


def test_every_session_of_the_sixty_names_who_speaks(quebec):
    workshops = quebec.sessions.filter(link=None, released__isnull=False).distinct()
    workshops = workshops.exclude(organisation=None)
    assert workshops.count() == 60
    assert not workshops.filter(parts=None).exists()


def test_a_seat_is_counted_for_everybody_on_site(quebec):
    quota = quebec.quotas.get(rule={"attendance": ["on_site"]})
    assert quota.used == quebec.registrations.filter(attendance="on_site").count() > 0


def test_quebec_has_prices_payments_and_a_fund_that_can_be_counted(quebec):
    fees = Fee.objects.filter(event=quebec)
    confirmed = quebec.registrations.filter(state="confirmed")
    assert fees.filter(registration__in=confirmed).count() == confirmed.count()
    assert set(fees.values_list("state", flat=True)) == set(Fee.State.values)
    assert set(fees.values_list("price", flat=True)) >= {"solidarity", "supporter", "less"}
    assert fees.filter(amount__gt=0).values("group").distinct().count() == 4
    assert fees.filter(refund_asked_at__isnull=False).count() == 1
    assert set(quebec.payments.values_list("way", flat=True)) == {"transfer", "cash", "mobile"}
    assert set(Grant.objects.filter(event=quebec).values_list("state", flat=True)) == {
        *("paid", "accepted", "offered", "asked", "refused")
    }
    entries = FundEntry.objects.filter(event=quebec)
    assert sum(entry.effect for entry in entries) == quebec.fund.left > 0


def test_the_treasurer_of_the_demo_reads_fees_fund_and_who_pays_for_several(quebec):
    client = Client()
    client.force_login(Person.objects.get(email="treasurer@example.org"))
    for page in ("fees/", "fees/payers/", "fund/"):
        assert client.get(f"/quebec-2001/organise/{page}").status_code == 200


def test_the_second_release_moves_two_workshops(quebec):
    first, second = quebec.releases.order_by("number")
    assert (first.state, second.state) == (Release.State.PAST, Release.State.CURRENT)
    moved = second.placements.filter(sequence=1)
    assert moved.count() == 2
    before = {row.session_id: row for row in first.placements.all()}
    assert all(row.begins != before[row.session_id].begins or row.room_id for row in moved)


def test_the_released_programme_holds_no_clash_and_the_draft_one(quebec):
    found = clashes(draft_programme(quebec, ["en"]))
    assert [clash.kind for clash in found] == [ROOM]
    late = quebec.sessions.get(released=None)
    assert late.code in found[0].codes


def test_one_proposal_waits_for_a_decision(quebec):
    waits = quebec.proposals.get(state=Proposal.State.SUBMITTED)
    assert waits.proposer.email == "facilitator@example.org"


def test_the_public_reads_the_programme_in_every_language(quebec):
    for lang in ("fr", "en", "es", "pt", "ar"):
        assert find("/quebec-2001/programme/", [lang]) is not None
    assert find("/lima-1997/programme/", ["es"]) is not None


def test_the_second_day_of_quebec_is_today(quebec):
    today = timezone.now().astimezone(quebec.tz).date()
    assert quebec.days[1] == today
    assert (quebec.ends - quebec.begins).days == 3


def test_the_board_of_the_plenary_is_live_with_200_lines_until_now(quebec):
    lines = Line.objects.filter(event=quebec)
    session = lines.first().session
    assert lines.filter(session=session).count() == 200
    assert session.running.state == "live"
    assert lines.order_by("at").last().at <= timezone.now()


def test_the_declaration_can_be_read_in_two_languages(quebec):
    documents = Document.objects.filter(event=quebec, readers=Document.Readers.PUBLIC)
    assert set(documents.values_list("language", flat=True)) == {"fr", "en"}


def test_each_role_of_a_team_can_log_in(quebec):
    held = set(quebec.team.values_list("role", flat=True))
    assert held == set(Role.values)
    for member in team.members():
        assert EmailAddress.objects.get(email=member.email).verified
        client = Client()
        client.post("/demo/", {"who": member.email})
        assert client.get("/me/shell/").json()["called"] == member.called


def test_nobody_has_a_password(quebec):
    assert Registration.objects.filter(event=quebec).count() > 300
    assert not any(person.has_usable_password() for person in Person.objects.all())


def test_the_door_of_the_demo_lets_nobody_in_but_its_own_people(quebec):
    stranger = Client()
    names = [member.email for member in team.members()]
    other = quebec.registrations.exclude(person__email__in=names).first()
    answer = stranger.post("/demo/", {"who": other.person.email})
    assert answer.status_code == 422
    assert stranger.get("/me/shell/").json()["called"] == ""


def test_the_door_of_the_demo_opens_only_from_the_same_machine(quebec, settings):
    assert Client(REMOTE_ADDR="192.0.2.1").get("/demo/").status_code == 404
    settings.ADDRESS = "https://forum.example.org"
    assert Client().get("/demo/").status_code == 302


@pytest.mark.parametrize(
    "header", ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP"]
)
def test_the_door_of_the_demo_is_shut_behind_a_proxy_that_the_settings_forgot(quebec, header):
    assert Client(headers={"Host": "localhost"}).get("/demo/").status_code == 200
    passed_on = Client(headers={"Host": "localhost", header: "192.0.2.1"})
    assert passed_on.get("/demo/").status_code == 404
    assert passed_on.post("/demo/", {"who": team.members()[0].email}).status_code == 404


def test_the_door_of_the_demo_knows_no_other_host(quebec):
    for host in ("rebound.example", "[", "localhost.rebound.example", ""):
        assert Client(headers={"Host": host}).get("/demo/").status_code == 400


def test_the_delegate_who_can_log_in_finds_a_clash_in_her_agenda(quebec):
    chosen = Star.objects.filter(person__email="delegate@example.org")
    hours = list(chosen.values_list("session__placement__begins", flat=True))
    assert len(hours) > len(set(hours))


def test_nobody_is_written_to(loaded):
    assert not Mail.objects.exists()


def test_the_door_and_who_may_go_through_it_are_said(loaded):
    assert "/demo/" in loaded
    assert all(member.email in loaded for member in team.members())


def test_a_second_run_says_that_the_demo_is_there_and_changes_nothing(loaded):
    before = rows()
    assert "Nothing was changed" in demo(today=True)
    assert rows() == before


def test_organisations_have_networks_themes_addresses_and_never_one_contact_alone(quebec):
    every = Organisation.objects.filter(series=quebec.series)
    assert every.count() == len(organisations.listed())
    assert not every.filter(web="").exists()
    assert not every.filter(topics=None).exists()
    many = every.annotate(many=Count("contacts", distinct=True)).values_list("many", flat=True)
    assert set(many) == {2, 3}
    assert Topic.objects.count() == 9
    assert not Topic.objects.filter(organisations=None).exists()
    member = Affiliation.objects.values("member").distinct().count()
    assert member > every.count() / 2
    assert not Affiliation.objects.exclude(network__kind="network").exists()
    assert not Mail.objects.filter(address__endswith=".example").exists()


def test_no_network_is_a_member_of_its_own_member(quebec):
    pairs = set(Affiliation.objects.values_list("member", "network"))
    assert not any((network, member) in pairs for member, network in pairs)


def test_the_keeper_of_the_demo_reads_contacts_and_who_belongs_where(quebec):
    client = Client()
    client.force_login(Person.objects.get(email="networks@example.org"))
    found = Affiliation.objects.first()
    page = client.get(f"/quebec-2001/organise/organisations/{found.member.uid}/contacts/")
    assert all(each.email in page.content.decode() for each in found.member.contacts.all())
    public = client.get(f"/quebec-2001/organisations/{found.member.uid}/").content.decode()
    assert str(found.network.uid) in public


def test_quebec_asks_its_own_questions_in_its_five_languages(quebec):
    form = quebec.questionnaires.get(use="registration")
    document = read(form.versions.get().document)
    assert faults(document, own_questions(form)) == []
    asked = list(document.asked())
    assert sum(1 for each in asked if each.conditions) >= 5
    for each in asked:
        for words in (each.label, each.help, each.why):
            assert not words or set(words) == set(quebec.languages)
    for lang in quebec.languages:
        with translation.override(lang):
            client = Client(headers={"accept-language": lang})
            client.force_login(Person.objects.create(email=f"{lang}@new.example", called="New"))
            page = client.get("/quebec-2001/register/form/").content.decode()
            assert all(each.label[lang].partition("’")[0] in page for each in asked)


def test_delegates_have_answered_and_places_of_options_are_counted(quebec):
    answered = quebec.registrations.exclude(answers={})
    assert answered.count() > 250
    assert quebec.registrations.filter(answers={}).exists()
    limited = [each for each in quebec.quotas.all() if next(iter(each.rule)) != "attendance"]
    assert len(limited) == 2
    assert all(0 < each.used < each.size for each in limited)
    document = read(quebec.questionnaires.get(use="registration").versions.get().document)
    known = document.by_key()
    assert {key for each in answered for key in each.answers} == set(known)
