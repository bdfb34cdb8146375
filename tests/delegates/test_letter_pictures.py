"""Letters as they look, in a Latin and in an Arabic script, against a picture of each."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from delegates.letters import paper
from files.pdf import made
from tests import factories
from tests.delegates.letters import head, write
from tests.pictures import assert_looks_as

pytestmark = pytest.mark.django_db
PICTURES = Path(settings.BASE) / "tests" / "data" / "letters"


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_letter_looks_as_its_picture(lang, settings, tmp_path):
    settings.KEYS_DIR, settings.ADDRESS = tmp_path / "keys", "https://meeting.example.org"
    event = factories.event(
        name=factories.text("Globalisation de la solidarité", "fr", {"ar": "عولمة التضامن"}),
        begins=date(2099, 10, 9),
        ends=date(2099, 10, 11),
    )
    organisation = factories.organisation(event, "Réseau des femmes")
    registration = factories.registration(event, organisation=organisation)
    letter = write(registration, lang=lang)
    letter.number = 42
    said = paper.typeset(paper.content(letter, head(event)), code="0" * 32, today=date(2099, 1, 1))
    drawn = made(paper.TEMPLATE, said, form="png", ppi=60)
    assert_looks_as(drawn, PICTURES / f"{lang}.png")
