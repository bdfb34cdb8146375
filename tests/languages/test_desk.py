"""The translators' desk as its people meet it."""

import pytest

from events.models import Role
from tests import factories, language_world

pytestmark = pytest.mark.django_db


def test_a_translator_comes_from_the_desk_to_a_text_and_others_do_not(client):
    event = factories.event()
    text = language_world.text(event)
    address = f"/translate/{event.space_id}/{text.pk}/en/"
    client.force_login(factories.member(event, Role.TRANSLATOR))
    assert "bien commun" in client.get(address).content.decode()
    assert client.get(f"/translate/{event.space_id}/{text.pk}/fr/").status_code == 404
    client.force_login(factories.person())
    assert client.get(address).status_code == 404
    assert client.get("/translate/").status_code == 200
