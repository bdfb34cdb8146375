"""What the tests of proposals and sessions share."""

from datetime import date

import pytest

from languages.forms import Written
from tests import factories
from tests.cast import Cast
from workshops.actions import proposals as actions
from workshops.content import Contributing, Described, Proposed


@pytest.fixture
def event(db):
    return factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))


@pytest.fixture
def people(event):
    return Cast(event)


def written(body, lang="fr", **translations):
    return Written(body, lang, translations)


def proposed(**given):
    plain = {
        "title": written("Femmes et microcrédit", en="Women and microcredit"),
        "abstract": written("Ce que trois réseaux ont appris."),
        "people": [Contributing(name="Awa Diop"), Contributing(name="فاطمة الزهراء")],
        "spoken": ["fr"],
    }
    return Proposed(**plain | given)


def described(**given):
    plain = {"title": written("Plénière"), "abstract": written(""), "spoken": ["fr"]}
    return Described(**plain | given)


def propose(event, by=None, **given):
    by = by or factories.person()
    return actions.propose(event=event, by=by, content=proposed(**given))


def filled(**given):
    """What a facilitator's form sends."""
    return {
        "title": "Femmes et microcrédit",
        "title-lang": "fr",
        "title-en": "Women and microcredit",
        "abstract": "Ce que trois réseaux ont appris.",
        "abstract-lang": "fr",
        "organisation": "Réseau",
        "people-0-name": "Awa Diop",
        "people-0-kind": "moderator",
        "people-0-languages": "French, Wolof",
        "people-0-day-0": "2099-10-09",
        "people-0-from-0": "10:00",
        "people-0-to-0": "12:30",
        "people-1-name": "فاطمة الزهراء",
        "people-1-kind": "speaker",
        "needed": ["projector", "booth"],
        "needed-0-kind": "sign_language",
        "needed-0-lang": "American Sign Language",
        "needed-0-for": "Zora",
        "presence": "hybrid",
        "spoken": ["fr"],
        "wished": ["en", "es"],
        "size": "40",
        "minutes": "90",
        "access": "step_free",
        "needs": "A projector",
    } | given
