"""A link onto a seat that has been used."""

import pytest
from allauth.account.models import EmailAddress

from delegates import refusals
from delegates.actions import delegations, seating
from delegates.models import Seat
from tests import factories
from tests.delegates.test_delegations import block, by_link


@pytest.mark.postgres
def test_a_link_that_was_used_stays_hers_when_she_changes_her_address(event):
    seating.set_seating(event=event, by=None, asking="open")
    coordinator = factories.person("coordinator")
    found = block(event, coordinator)
    _, token = delegations.make_link(found, by=coordinator, address="awa@example.org")
    awa, heiress = factories.person("awa"), factories.person("heiress")
    made = by_link(event, token, awa)
    EmailAddress.objects.filter(email="awa@example.org").update(email="awa@example.net")
    EmailAddress.objects.create(user=heiress, email="awa@example.org", verified=True)
    with pytest.raises(refusals.LinkSpent):
        by_link(event, token, heiress)
    assert Seat.objects.get().registration == made
