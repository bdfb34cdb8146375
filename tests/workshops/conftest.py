"""What the tests of proposals and sessions share."""

from datetime import date

import pytest

from languages.forms import Written
from tests import factories
from tests.cast import Cast
from workshops.actions import proposals as actions
from workshops.content import Described, Proposed


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
        "speakers": ["Awa Diop", "فاطمة الزهراء"],
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
        "speakers": "Awa Diop\nفاطمة الزهراء",
        "spoken": ["fr"],
        "wished": ["en", "es"],
        "size": "40",
        "minutes": "90",
        "access": "step_free",
        "needs": "A projector",
    } | given
