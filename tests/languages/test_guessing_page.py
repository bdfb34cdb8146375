"""Asking in which language somebody writes, while she writes."""

import pytest
from django.test import Client
from django.urls import reverse

from languages.views import guessing
from tests import factories

pytestmark = pytest.mark.django_db
SPANISH = {"words": "La tierra es de quien la trabaja", "said": "fr", "of": ["fr", "es"]}


@pytest.fixture
def hers():
    client = Client()
    client.force_login(factories.person())
    return client


def ask(client, **given):
    return client.post(reverse("languages:guess"), SPANISH | given, HTTP_ACCEPT="application/json")


def test_it_asks_in_the_language_of_the_interface(hers):
    answer = ask(hers)
    assert answer.json()["lang"] == "es"
    assert "Spanish" in answer.json()["question"]
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "given",
    [
        {"words": "El agua"},
        {"said": "es"},
        {"of": "fr"},
        {"words": ""},
        {"said": "\0"},
        {"of": "?"},
    ],
)
def test_what_is_short_right_or_wrong_asks_nothing(hers, given):
    assert ask(hers, **given).json() == {}


def test_a_stranger_is_refused():
    assert ask(Client()).status_code == 403


def test_who_asks_too_often_waits(hers, monkeypatch):
    monkeypatch.setattr(guessing, "OFTEN", guessing.Limit("languages.test_guesses", 1, 3_600))
    assert ask(hers).status_code == 200
    assert ask(hers).status_code == 429
