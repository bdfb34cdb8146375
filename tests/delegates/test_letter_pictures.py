"""Letters as they look, in a Latin and in an Arabic script, against a picture of each.

After a wanted change: `WRITE_PICTURES=1 pytest tests/delegates/test_letter_pictures.py`, and look
at tests/data/letters.
"""

import os
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from delegates.letters import paper
from files.pdf import made
from tests import factories
from tests.delegates.letters import head, write

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
    picture = PICTURES / f"{lang}.png"
    if os.environ.get("WRITE_PICTURES"):
        picture.parent.mkdir(exist_ok=True)
        picture.write_bytes(drawn)
    assert drawn == picture.read_bytes()
