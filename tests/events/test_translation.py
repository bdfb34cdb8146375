"""The organisers' page about translation."""

import pytest

from events.models import Role
from languages.models import Space
from tests import factories
from tests.languages.desk_world import meeting, translator, write

pytestmark = pytest.mark.django_db
PAGE = "/quebec/organise/translation/"


def test_organisers_see_what_waits_and_say_when_translations_are_shown(client):
    event = meeting()
    write(event)
    client.force_login(factories.member(event, Role.ORGANISER))
    shown = client.get(PAGE).content.decode()
    assert "Spanish into French" in shown
    assert f"/translate/?space={event.space_id}" in shown
    assert client.post(PAGE, {"publishing": "never"}).status_code == 422
    assert client.post(PAGE, {"publishing": "reviewed"}).status_code == 302
    assert Space.objects.get(pk=event.space_id).publishing == Space.Publishing.REVIEWED


def test_translators_do_not(client):
    event = meeting()
    client.force_login(translator(event))
    assert client.get(PAGE).status_code == 404


def test_the_page_is_read_by_a_constant_number_of_queries(client, django_assert_max_num_queries):
    event = meeting()
    client.force_login(factories.member(event, Role.ORGANISER))
    for number in range(20):
        write(event, body=f"Texto {number}")
    with django_assert_max_num_queries(14):
        client.get(PAGE)
