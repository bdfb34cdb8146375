"""A seat that somebody holds while she writes, and each way in which one is freed."""

import pytest
from django.test import Client

from delegates import holdings
from delegates.actions import doubles, offers, quotas, registrations, seating
from delegates.models import Registration
from delegates.tasks.registrations import move_all_waiting_up
from tests import factories
from tests.delegates.conftest import answers, enter, quota
from tests.delegates.test_actions import states
from tests.delegates.test_offers import offered, run_out
from tests.delegates.test_own_pages import FORM, filled
from tests.delegates.test_seats import assert_counted

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
State = Registration.State


def by_withdrawing(registration, everyone):
    registrations.withdraw(registration, by=registration.person)


def by_an_organiser(registration, everyone):
    desk = Client()
    desk.force_login(factories.member(registration.event, "organiser"))
    desk.post(f"/quebec/organise/registrations/{registration.uid}/withdraw/")


def by_erasing_herself(registration, everyone):
    holdings.erase(registration.person)


def by_another_category(registration, everyone):
    registrations.change(registration, answers=answers(category="observer"), by=None)


def by_a_raised_size(registration, everyone):
    quotas.set_quota(
        event=everyone.event, name="Press", size=2, rule=everyone.rule, quota=everyone, by=None
    )


def by_a_double(registration, everyone):
    other = enter(everyone.event, full_name="DIOP Awa")
    doubles.join(kept=other, gone=registration, by=None)


@pytest.mark.parametrize(
    "free",
    [
        *(by_withdrawing, by_an_organiser, by_erasing_herself),
        *(by_another_category, by_a_raised_size, by_a_double),
    ],
)
def test_however_a_seat_is_freed_the_list_moves(event, run_jobs, free):
    everyone = quota(event, 1, "Press", category=["press"])
    seated, late = enter(event, category="press"), enter(event, category="press")
    assert states(seated, late) == [State.CONFIRMED, State.WAITING]
    free(seated, everyone)
    run_jobs("now")
    assert states(late) == [State.CONFIRMED]
    assert_counted()


@pytest.mark.parametrize("way", ["declined", "lapsed"])
def test_a_seat_that_was_offered_in_vain_moves_the_list(event, run_jobs, way):
    seating.set_seating(event=event, by=None, walk="offer")
    _, late = offered(event)
    next_one = enter(event)
    if way == "declined":
        offers.decline(late, by=late.person)
    else:
        run_out(late)
        move_all_waiting_up.call()
    run_jobs("now")
    assert states(next_one) == [State.OFFERED]
    assert_counted()


def test_a_form_that_was_begun_while_seats_were_free_is_told_that_they_are_gone(event):
    quota(event, 2)
    enter(event)
    slow = Client()
    slow.force_login(factories.person("slow"))
    assert slow.get(FORM).status_code == 200
    assert enter(event).state == State.CONFIRMED
    page = slow.post(FORM, filled(full_name="Zoé"), follow=True).content.decode()
    assert "no place is free in All" in page
    found = Registration.objects.get(full_name="Zoé")
    assert (found.state, found.needs) == (State.WAITING, "A ramp")
