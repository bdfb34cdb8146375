"""Whoever tried too often is asked to wait, wherever that was."""

import pytest
from django.http import HttpRequest, HttpResponse

from access.limits import Limit
from access.waiting import asks_to_wait
from tests import factories

pytestmark = pytest.mark.django_db
ONCE = Limit("tests.once", 1, 3600)


def test_the_second_is_asked_to_wait_and_told_how_long(rf):
    @asks_to_wait
    def view(request: HttpRequest) -> HttpResponse:
        ONCE.take("somebody")
        return HttpResponse("done")

    request = rf.get("/")
    assert view(request).status_code == 200
    refused = view(request)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 3600


@pytest.mark.parametrize(
    ("address", "sent"),
    [("/quebec/letters/{}/", None), ("/me/card/", {"code": "7K3M-9QXP-2TBA"})],
)
def test_each_way_that_strangers_may_try_ends_in_that_page(client, address, sent):
    factories.event()
    way = address.format("0" * 32)
    ask = client.get if sent is None else client.post
    answers = (ask(way, sent or {}) for _try in range(61))
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert int(refused.headers["Retry-After"]) > 0
