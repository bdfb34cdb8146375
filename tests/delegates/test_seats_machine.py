"""Any order of registering, changing, waiting to change, withdrawing and resizing keeps the
counters true.
"""

import itertools
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from delegates.actions import quotas, registrations, waiting, wishes
from delegates.models import Claim, Registration, Wish
from delegates.refusals import Full, OfferOver
from tests import factories
from tests.delegates.conftest import answers, enter, quota
from tests.delegates.test_seats import assert_counted

numbers = itertools.count(1)
COUNTRIES = st.sampled_from(["SN", "ML", "FR", "BR"])


class Seats(RuleBasedStateMachine):
    """A small meeting with three quotas that overlap."""

    def __init__(self):
        super().__init__()
        self.event = factories.event(
            f"event{next(numbers)}", begins=date(2099, 10, 9), ends=date(2099, 10, 11)
        )
        quota(self.event, 4)
        quota(self.event, 2, "Africa", country=["SN", "ML"])
        quota(self.event, 1, "Press", category=["press"])

    def live(self):
        return list(self.event.registrations.exclude(state="withdrawn").order_by("pk"))

    @rule(country=COUNTRIES, category=st.sampled_from(["delegate", "press"]))
    def register(self, country, category):
        enter(self.event, country=country, category=category)

    @precondition(lambda self: self.live())
    @rule(number=st.integers(0, 30), country=COUNTRIES)
    def change(self, number, country):
        some = self.live()[number % len(self.live())]
        try:
            registrations.change(some, answers=answers(country=country), by=None)
        except Full:
            some.refresh_from_db()
            assert some.state == Registration.State.CONFIRMED
            wishes.wait_to_change(some, answers=answers(country=country), by=None)

    def wishing(self):
        return list(Wish.objects.filter(event=self.event).order_by("pk"))

    @precondition(lambda self: self.wishing())
    @rule(number=st.integers(0, 30), take=st.booleans())
    def answer(self, number, take):
        some = self.wishing()[number % len(self.wishing())]
        held = some.registration.claims.count()
        try:
            (wishes.accept if take else wishes.give_up)(some.registration, by=None)
        except (OfferOver, Full):
            assert some.registration.claims.count() == held
        else:
            assert not Claim.objects.filter(wish=some.pk).exists()

    @precondition(lambda self: self.wishing())
    @rule(number=st.integers(0, 30))
    def let_lapse(self, number):
        some = self.wishing()[number % len(self.wishing())]
        past = timezone.now() - timedelta(milliseconds=1)
        Wish.objects.filter(pk=some.pk, state="offered").update(offered_until=past)
        some.claims.update(expires_at=past)

    @precondition(lambda self: self.live())
    @rule(number=st.integers(0, 30))
    def withdraw(self, number):
        registrations.withdraw(self.live()[number % len(self.live())], by=None)

    @rule(size=st.one_of(st.none(), st.integers(0, 5)), number=st.integers(0, 2))
    def resize(self, size, number):
        some = self.event.quotas.order_by("pk")[number]
        quotas.set_quota(
            event=self.event, name=some.name, rule=some.rule, size=size, quota=some, by=None
        )

    @rule()
    def walk(self):
        waiting.walk(self.event)

    @invariant()
    def counters_are_true(self):
        assert_counted()

    @invariant()
    def the_confirmed_hold_each_quota_that_counts_them(self):
        for each in self.live():
            confirmed = each.state == Registration.State.CONFIRMED
            held = set(each.claims.values_list("quota__name", flat=True))
            assert confirmed or not held

    @invariant()
    def whoever_waits_to_change_has_a_place_and_holds_only_what_is_offered(self):
        for each in self.wishing():
            assert each.registration.state == Registration.State.CONFIRMED
            assert each.state == Wish.State.OFFERED or not each.claims.exists()


@pytest.mark.django_db
def test_counters_stay_true_whatever_happens_in_whatever_order():
    few = settings(max_examples=16, stateful_step_count=16, deadline=None)
    run_state_machine_as_test(Seats, settings=few)
