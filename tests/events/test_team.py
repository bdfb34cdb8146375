"""Links into roles, and roles that end."""

import re
import threading
from datetime import date

import pytest
from django.db import connection
from django.test import Client

from events import actions
from events.models import Invitation, Membership, Role
from events.refusals import LinkUsed, Refusal
from events.rules import roles_of
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TEAM = "/quebec/organise/team/"


def link_of(cast: Cast, role: str = "moderator", until: str = "2001-11-11") -> str:
    """The path of a fresh link, as its page shows it."""
    answer = cast.client("organiser").post(TEAM, {"role": role, "until": until, "about": "Rosa"})
    assert answer.status_code == 200
    return re.findall(r"/quebec/join/[\w-]+/", answer.text)[0]


@pytest.fixture(autouse=True)
def _before_the_event(time_machine):
    time_machine.move_to("2001-09-01T12:00Z")


def test_a_link_is_shown_once_and_only_its_hash_is_kept(cast: Cast):
    link = link_of(cast)
    token = link.split("/")[-2]
    assert token not in cast.client("organiser").get(TEAM).text
    invitation = Invitation.objects.get()
    assert token not in invitation.token_hash
    assert invitation.made_by == cast.organiser


def test_a_link_gives_its_role_to_whoever_takes_it_first(cast: Cast):
    link = link_of(cast)
    assert "Take the role" in cast.client("account").get(link).text
    assert not Membership.objects.filter(person=cast.account).exists()
    assert cast.client("account").post(link).headers["Location"] == "/quebec/organise/"
    held = Membership.objects.get(person=cast.account)
    assert (held.role, held.until) == (Role.MODERATOR, date(2001, 11, 11))
    answer = cast.client("delegate").post(link)
    assert answer.status_code == 410
    assert "used already" in answer.text
    assert not Membership.objects.filter(person=cast.delegate).exists()


def test_a_stranger_is_led_through_the_log_in_and_back(cast: Cast):
    link = link_of(cast)
    page = Client().get(link)
    assert page.status_code == 200
    assert f"/account/signup/?next={link}" in page.text
    assert f"/account/login/?next={link}" in page.text
    assert Client().post(link).status_code == 200
    assert not Invitation.objects.exclude(used_at=None).exists()


def test_a_withdrawn_link_says_so(cast: Cast):
    link = link_of(cast)
    pk = Invitation.objects.get().pk
    cast.client("organiser").post(f"{TEAM}links/{pk}/withdraw/")
    answer = cast.client("account").get(link)
    assert answer.status_code == 410
    assert "withdrawn" in answer.text
    assert cast.client("account").post(link).status_code == 410


def test_a_lapsed_link_says_so(cast: Cast, time_machine):
    link = link_of(cast)
    time_machine.move_to("2001-09-16T12:00Z")
    answer = cast.client("account").post(link)
    assert answer.status_code == 410
    assert "lapsed" in answer.text
    assert not Membership.objects.filter(person=cast.account).exists()


def test_a_guessed_link_finds_nothing_and_one_of_another_event_neither(cast: Cast):
    token = link_of(cast).split("/")[-2]
    assert cast.other_event
    assert Client().get("/quebec/join/guessed/").status_code == 404
    assert Client().get(f"/dakar/join/{token}/").status_code == 404


def test_a_role_is_never_shortened_by_a_link(cast: Cast):
    link = link_of(cast, role="organiser")
    cast.client("organiser").post(link)
    assert Membership.objects.get(person=cast.organiser).until is None


def test_a_role_cannot_end_before_it_begins(cast: Cast):
    sent = {"role": "desk", "until": "2001-08-31", "about": "for the desk"}
    answer = cast.client("organiser").post(TEAM, sent)
    assert answer.status_code == 422
    assert "until" in answer.context["form"].errors
    assert "for the desk" in answer.text
    assert not Invitation.objects.exists()


def test_a_role_ends_by_itself_at_the_end_of_its_last_day_there(cast: Cast, time_machine):
    factories.member(cast.event, Role.ORGANISER, cast.account, until=date(2001, 10, 1))
    time_machine.move_to("2001-10-02T03:59Z")  # 23:59 in Québec
    assert cast.client("account").get(TEAM).status_code == 200
    time_machine.move_to("2001-10-02T04:01Z")
    assert cast.client("account").get(TEAM).status_code == 404


def test_an_organiser_ends_a_role_at_once(cast: Cast):
    held = Membership.objects.get(event=cast.event, person=cast.moderator)
    assert cast.client("moderator").get("/quebec/organise/").status_code == 200
    cast.client("organiser").post(f"{TEAM}{held.pk}/end/")
    assert cast.client("moderator").get("/quebec/organise/").status_code == 404
    assert roles_of(cast.moderator, cast.event) == frozenset()


def test_the_last_organiser_stays(cast: Cast):
    held = Membership.objects.get(event=cast.event, person=cast.organiser)
    answer = cast.client("organiser").post(f"{TEAM}{held.pk}/end/", follow=True)
    assert "Invite another organiser first" in answer.text
    held.refresh_from_db()
    assert held.until is None


def test_roles_and_links_of_another_event_are_not_reached(cast: Cast):
    held = Membership.objects.get(event=cast.other_event, person=cast.neighbour)
    invitation, _token = actions.invite(
        event=cast.other_event, role="desk", until=None, by=cast.neighbour
    )
    client = cast.client("organiser")
    for event in ("quebec", "dakar"):
        team = f"/{event}/organise/team/"
        assert client.post(f"{team}{held.pk}/end/").status_code == 404
        assert client.post(f"{team}links/{invitation.pk}/withdraw/").status_code == 404
    held.refresh_from_db()
    invitation.refresh_from_db()
    assert held.until is None
    assert invitation.withdrawn_at is None


def test_the_team_page_asks_a_constant_number_of_queries(cast: Cast, django_assert_num_queries):
    client = cast.client("organiser")
    with django_assert_num_queries(8):
        client.get(TEAM)
    for _more in range(5):
        factories.member(cast.event, Role.DESK)
        actions.invite(event=cast.event, role="desk", until=None, by=cast.organiser)
    with django_assert_num_queries(8):
        client.get(TEAM)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_who_open_a_link_at_once_one_gets_the_role():
    event = factories.event()
    organiser = factories.member(event, Role.ORGANISER)
    invitation, _token = actions.invite(event=event, role="desk", until=None, by=organiser)
    people = [factories.person() for _each in range(6)]
    together, refused = threading.Barrier(len(people)), []

    def take(person):
        together.wait()
        try:
            actions.accept(invitation=Invitation.objects.get(pk=invitation.pk), by=person)
        except Refusal as refusal:
            refused.append(type(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == [LinkUsed] * 5
    assert Membership.objects.filter(role=Role.DESK).count() == 1
