"""Two hundred browsers that press the button at the same moment, for the last ten seats."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from delegates.models import Registration
from tests import factories
from tests.delegates.conftest import quota
from tests.delegates.test_seats import assert_counted
from tests.serving.servers import ask, read, request, serving

pytestmark = [pytest.mark.storm, pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
State = Registration.State
PEOPLE, SEATS = 200, 10
TOKEN = "t" * 32


@pytest.fixture
def event(transactional_db):
    return factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))


@pytest.fixture
def server(transactional_db):
    with serving("daphne", DJANGO_SETTINGS_MODULE="tests.settings") as found:
        yield found


def test_of_two_hundred_at_once_exactly_ten_get_the_last_ten_seats(event, server):
    quota(event, SEATS)
    quota(event, PEOPLE, "Africa", country=["SN"])
    everyone = [cookies_of(factories.person(f"guest{number}")) for number in range(PEOPLE)]
    answers = press_at_once(server.port, f"/{event.slug}/register/form/", everyone)
    states = list(Registration.objects.values_list("state", flat=True))
    assert states.count(State.CONFIRMED) == SEATS
    # Whoever is not entered is told so, with her form as she filled it.
    assert states.count(State.WAITING) == answers.count(302) - SEATS
    assert set(answers) <= {302, 422}
    assert answers.count(302) == len(states)
    assert_counted()


def cookies_of(person) -> str:
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


def press_at_once(port: int, path: str, everyone: list[str]) -> list[int]:
    """The status that each gets."""
    given = {"full_name": "Awa Diop", "category": "delegate", "attendance": "on_site"}
    given |= {"country": "SN", "speaks": "fr", "reads": "fr", "csrfmiddlewaretoken": TOKEN}
    body = urlencode(given).encode()
    gate = threading.Barrier(len(everyone))

    def press(cookies: str) -> int:
        gate.wait()
        headers = {"Content_Length": str(len(body)), "Cookie": cookies}
        headers["Content_Type"] = "application/x-www-form-urlencoded"
        sent = request("POST", path, **headers) + body
        status, _headers, _body = read(ask(port, sent, seconds=240))
        return status

    with ThreadPoolExecutor(len(everyone)) as pool:
        return list(pool.map(press, everyone))
