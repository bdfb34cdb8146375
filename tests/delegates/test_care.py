"""Care: reports that only their readers read, people shut out, contact blocked."""

import pytest
from django.test import Client

from accounts import actions as accounts
from accounts.models import Mail, Person, Record
from accounts.records import note
from delegates.actions import care, exclusions
from delegates.models import Block, Exclusion, Registration, Report, ReportNote
from delegates.queries.care import may_reach, report_view
from delegates.refusals import ExcludedAlready, NobodyReads, NoCareTeam
from delegates.rules import may_take_part
from events.models import Role
from events.refusals import LastOrganiser
from tests import factories

pytestmark = pytest.mark.django_db
WORDS = "canary-report he followed me to my room"


@pytest.fixture
def team(event):
    """Two on the care team."""
    return [factories.member(event, Role.CARE) for _ in range(2)]


@pytest.fixture
def told(event, team):
    """A report without a name, and its link's token."""
    return care.report(event=event, words=WORDS, about="canary-about", page="/quebec/hall/")


def client_of(who):
    browser = Client()
    browser.force_login(who)
    return browser


def page_of(report):
    return f"/quebec/organise/care/{report.uid}/"


def test_nobody_but_the_care_team_reads_it_not_even_organisers(event, team, told):
    report, _token = told
    assert WORDS in client_of(team[0]).get(page_of(report)).content.decode()
    for role in Role.values:
        if role != Role.CARE:
            browser = client_of(factories.member(event, role))
            assert browser.get(page_of(report)).status_code == 404, role
            assert browser.get("/quebec/organise/care/").status_code == 404, role
    assert Client().get(page_of(report)).status_code == 302


def test_an_organiser_who_joins_the_care_team_later_does_not_read_what_came_before(event, told):
    report, _token = told
    late = factories.member(event, Role.CARE, factories.member(event, Role.ORGANISER))
    assert client_of(late).get(page_of(report)).status_code == 404
    newer, _token = care.report(event=event, words="later")
    assert client_of(late).get(page_of(newer)).status_code == 200


def test_a_reader_lets_another_of_the_team_read_it(event, team, told):
    report, _token = told
    late = factories.member(event, Role.CARE)
    client_of(team[0]).post(f"{page_of(report)}reader/", {"person": late.pk})
    assert client_of(late).get(page_of(report)).status_code == 200


def test_whoever_reports_keeps_it_from_the_one_whom_it_is_about(event, team):
    report, _token = care.report(event=event, words=WORDS, without=[team[0].pk])
    assert client_of(team[0]).get(page_of(report)).status_code == 404
    assert client_of(team[1]).get(page_of(report)).status_code == 200
    with pytest.raises(NobodyReads):
        care.report(event=event, words=WORDS, without=[each.pk for each in team])


def test_a_meeting_without_a_care_team_says_so(event):
    with pytest.raises(NoCareTeam):
        care.report(event=event, words=WORDS)
    assert "has not named its care team" in Client().get("/quebec/care/").content.decode()


def test_its_words_stand_neither_in_mails_nor_in_records_nor_in_jobs(
    event, team, told, run_jobs, mailoutbox
):
    run_jobs("mail")
    run_jobs("mail")
    assert {mail.to[0] for mail in mailoutbox} == {each.email for each in team}
    assert not any("canary" in mail.body + mail.subject for mail in mailoutbox)
    said = str(list(Record.objects.values())) + str(list(Mail.objects.values()))
    assert "canary" not in said


def test_a_key_of_the_operators_seals_it(event, team, settings, tmp_path):
    from cryptography.fernet import Fernet

    settings.PAPERS_KEYS = [Fernet.generate_key().decode()]
    settings.KEYS_DIR = tmp_path
    report, _token = care.report(event=event, words=WORDS)
    assert b"canary" not in bytes(Report.objects.get().words)
    assert report_view(report).words == WORDS
    settings.PAPERS_KEYS = []
    assert report_view(report).words == ""


def test_each_reading_and_step_stands_in_its_log(event, team, told):
    report, _token = told
    browser = client_of(team[0])
    browser.get(page_of(report))
    browser.post(f"{page_of(report)}state/", {"to": "taken"})
    browser.post(page_of(report), {"words": "We call her.", "kind": "team"})
    said = [str(each.words) for each in report_view(report).log]
    assert "took it up" in said
    assert said.count("read the report") >= 1
    report.refresh_from_db()
    assert report.state == Report.State.TAKEN


def test_whoever_reported_without_a_name_reads_the_answer_by_her_link(event, team, told):
    report, token = told
    browser = client_of(team[0])
    browser.post(page_of(report), {"words": "Secret of the team", "kind": "team"})
    browser.post(page_of(report), {"words": "We are at your side.", "kind": "answer"})
    page = Client().get(f"/quebec/care/{token}/").content.decode()
    assert "We are at your side." in page
    assert "Secret of the team" not in page
    assert WORDS not in page
    Client().post(f"/quebec/care/{token}/", {"words": "He is back."})
    assert "He is back." in browser.get(page_of(report)).content.decode()
    assert Client().get("/quebec/care/guessed/").status_code == 404


def test_a_stranger_reports_from_a_page_and_nothing_of_her_is_noted(event, team):
    page = Client().get("/quebec/care/", headers={"referer": "http://testserver/quebec/hall/"})
    assert "These people read it" in page.content.decode()
    assert "/quebec/hall/" in page.content.decode()
    answer = Client().post("/quebec/care/", {"words": WORDS, "page": "/quebec/hall/"})
    assert "Thank you" in answer.content.decode()
    report = Report.objects.get()
    assert report.person is None
    assert not Record.objects.exclude(person=None).filter(object__contains="report").exists()


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(event, team):
    given = {"about": "A tall man", "words": ""}
    answer = Client().post("/quebec/care/", given)
    assert answer.status_code == 422
    assert "A tall man" in answer.content.decode()
    everyone = {"words": WORDS, "without": [each.pk for each in team]}
    answer = Client().post("/quebec/care/", everyone)
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()


def test_a_report_by_name_is_hers_and_goes_with_her(event, team):
    who = factories.person("zora")
    browser = client_of(who)
    browser.post("/quebec/care/", {"words": WORDS, "named": "yes"})
    report = Report.objects.get()
    assert report.person == who
    care.write(report, kind=ReportNote.Kind.ANSWER, words="We answered", by=team[0])
    assert "We answered" in browser.get("/quebec/care/").content.decode()
    accounts.delete_account(person=who, by=who)
    assert not Report.objects.exists()


def test_every_page_leads_to_the_report(event, team):
    for path in ("/quebec/", "/quebec/register/", "/quebec/hall/"):
        assert 'href="/quebec/care/"' in Client().get(path).content.decode(), path
    assert 'href="/help/care/"' in Client().get("/").content.decode()
    assert Client().get("/help/care/").status_code == 200


@pytest.fixture
def her(event):
    return factories.registration(event, factories.person("rude"), full_name="Rude Person")


def test_an_excluded_person_is_let_in_nowhere_and_let_in_again(event, her):
    session = factories.session(event)
    factories.placement(session, factories.room(event))
    factories.released(session)
    browser = client_of(her.person)
    pages = (f"/quebec/sessions/{session.code}/board/", "/quebec/hall/")
    assert [browser.get(page).status_code for page in pages] == [200, 200]
    made = exclusions.exclude(her, reason="She threatened people", by=None)
    assert [browser.get(page).status_code for page in pages] == [404, 404]
    assert not may_take_part(her)
    with pytest.raises(ExcludedAlready):
        exclusions.exclude(her, reason="again", by=None)
    exclusions.lift(made, by=None)
    assert [browser.get(page).status_code for page in pages] == [200, 200]
    assert may_take_part(her)


def test_her_open_lines_are_looked_at_at_once(event, her, django_capture_on_commit_callbacks):
    from realtime import wake

    heard = []
    wake.listeners.add(heard.append)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            exclusions.exclude(her, reason="Threats", by=None)
    finally:
        wake.listeners.discard(heard.append)
    assert {"type": "live.rights", "person": her.person_id} in heard


def test_her_roles_end_but_an_event_keeps_an_organiser(event, her):
    factories.member(event, Role.MODERATOR, her.person)
    factories.member(event, Role.ORGANISER)
    exclusions.exclude(her, reason="Threats", by=None)
    assert not any(held.holds() for held in event.team.filter(person=her.person))
    only = factories.event("lima")
    last = factories.registration(only, factories.member(only, Role.ORGANISER))
    with pytest.raises(LastOrganiser):
        exclusions.exclude(last, reason="Threats", by=None)
    assert not Exclusion.objects.filter(registration=last).exists()


def test_she_is_told_by_mail_without_the_reason(event, her, run_jobs, mailoutbox):
    exclusions.exclude(her, reason="canary-reason", by=None)
    run_jobs("mail")
    run_jobs("mail")
    assert mailoutbox[0].to == [her.person.email]
    assert "canary-reason" not in mailoutbox[0].body


def test_organisers_and_the_care_team_exclude_on_the_page_and_nobody_else(event, her, team):
    page = f"/quebec/organise/registrations/{her.uid}/exclusion/"
    assert client_of(factories.member(event, Role.DESK)).get(page).status_code == 404
    browser = client_of(team[0])
    assert browser.post(page, {"reason": ""}).status_code == 422
    browser.post(page, {"reason": "Threats"})
    made = Exclusion.objects.get()
    assert "is shut out" in browser.get(page).content.decode()
    browser.post(f"/quebec/organise/exclusions/{made.pk}/lift/")
    made.refresh_from_db()
    assert (made.state, made.lifted_by) == (Exclusion.State.LIFTED, team[0])


def test_two_of_whom_one_blocked_the_other_do_not_reach_each_other(event):
    one, other = factories.person(), factories.person()
    assert may_reach(one, other)
    made = exclusions.block(person=one, blocked=other, name="Zora", by=one)
    assert exclusions.block(person=one, blocked=other, name="Zora", by=one) == made
    assert not may_reach(one, other)
    assert not may_reach(other, one)
    browser = client_of(one)
    assert "Zora" in browser.get("/me/blocks/").content.decode()
    assert client_of(other).post(f"/me/blocks/{made.pk}/lift/").status_code == 404
    browser.post(f"/me/blocks/{made.pk}/lift/")
    assert not Block.objects.exists()
    assert Registration.objects.count() == 0


def test_whoever_is_shut_out_cannot_come_back_as_somebody_new(event, her):
    from accounts.ports import StillNeeded
    from delegates.joining.care import HOLDING

    HOLDING.hinder(her.person)
    exclusions.exclude(her, reason="Threats", by=None)
    with pytest.raises(StillNeeded):
        HOLDING.hinder(her.person)


def test_the_care_team_is_named_by_public_names_and_never_by_an_address(client, event, team):
    Person.objects.filter(pk=team[0].pk).update(called="")
    factories.registration(event, team[1], full_name="Awa Diop", public_name="Zora")
    page = client.get(f"/{event.slug}/care/").text
    assert team[0].email not in page
    assert "Zora" in page
    assert team[1].called not in page, "her account's name"


def test_a_log_of_ones_own_names_nobody_by_an_address(client, event):
    organiser = factories.member(event, Role.ORGANISER)
    Person.objects.filter(pk=organiser.pk).update(called="")
    awa = factories.registration(event, factories.person("awa"))
    note(organiser, "read the registration", awa)
    client.force_login(awa.person)
    assert organiser.email not in client.get(f"/{event.slug}/registration/log/").text
    client.force_login(organiser)
    page = f"/{event.slug}/organise/registrations/{awa.uid}/log/"
    assert organiser.email in client.get(page).text
