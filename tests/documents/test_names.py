"""The name under which others see a person write."""

import pytest

from delegates.models import Registration
from documents.queries import name_in
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_pen_name_holds_also_when_she_has_withdrawn():
    event, awa = factories.event(), factories.person("awa", called="Awa")
    assert name_in(event, awa) == "Awa"
    seat = factories.registration(event, awa, full_name="Awa Diop", public_name="Zora")
    assert name_in(event, awa) == "Zora"
    Registration.objects.filter(pk=seat.pk).update(state="withdrawn")
    assert name_in(event, awa) == "Zora"
    assert name_in(factories.event("dakar"), awa) == "Awa"
