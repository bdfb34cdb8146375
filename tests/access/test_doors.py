"""Doors: who gets in, what the others hear, and that nothing has no door."""

import pytest
import rules
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

from access import checks, doors, ports
from access.borrowed import behind
from access.doors import (
    FORM,
    WRITE,
    Door,
    allows,
    door_of,
    is_open_to_strangers,
    open_to_strangers,
    opens,
)
from accounts.models import Person

NUMBERS = {"1": "one", "2": "two"}


def find_number(number: str) -> str:
    if number not in NUMBERS:
        raise Http404
    return NUMBERS[number]


@pytest.fixture(autouse=True)
def _rules():
    rules.add_rule("tests.reads_one", rules.predicate(lambda person, word: word == "one"))
    yield
    rules.remove_rule("tests.reads_one")


@opens("tests.reads_one", to=find_number)
def show(request, word):
    return HttpResponse(word)


@opens("access.logged_in", methods=WRITE)
def write(request):
    return HttpResponse("written")


@opens("access.anyone", methods=FORM)
def fill(request):
    return HttpResponse("filled")


def bare(request):
    return HttpResponse("open")


def ask(rf, who, method="get", address="/x/", **headers) -> HttpRequest:
    request = getattr(rf, method)(address, headers=headers)
    request.user = who
    return request


STRANGER = AnonymousUser()
SOMEBODY = Person(email="a@example.org")


def test_the_rule_decides_about_what_the_address_means(rf):
    assert show(ask(rf, SOMEBODY), number="1").content == b"one"
    with pytest.raises(Http404):
        show(ask(rf, SOMEBODY), number="2")


def test_a_missing_object_and_a_refused_one_are_told_alike(rf):
    for number in ("2", "3"):
        with pytest.raises(Http404):
            show(ask(rf, SOMEBODY), number=number)


def test_a_stranger_is_told_nothing_of_what_a_closed_rule_is_about(rf):
    """Not even by time: the finder is not asked."""
    asked = []
    view = opens("tests.reads_one", to=asked.append)(fill)
    answers = [view(ask(rf, STRANGER, address="/x/"), number=number) for number in ("1", "2", "3")]
    assert {answer["Location"] for answer in answers} == {"/account/login/?next=/x/"}
    assert asked == []


def test_a_rule_that_is_not_named_as_open_keeps_strangers_out(rf):
    assert show(ask(rf, STRANGER), number="1").status_code == 302
    assert not is_open_to_strangers("tests.reads_one")
    assert is_open_to_strangers("access.anyone")


def test_a_rule_that_is_open_to_strangers_tells_them_of_no_refusal(rf, monkeypatch):
    monkeypatch.setattr(doors, "_for_strangers", set())
    open_to_strangers("tests.reads_one")
    assert show(ask(rf, STRANGER), number="1").content == b"one"
    for number in ("2", "3"):
        with pytest.raises(Http404):
            show(ask(rf, STRANGER), number=number)


def test_a_stranger_is_sent_to_log_in_and_back(rf):
    answer = show(ask(rf, STRANGER, address="/x/?day=2"), number="2")
    assert answer.status_code == 302
    assert answer["Location"] == "/account/login/?next=/x/%3Fday%3D2"


def test_a_stranger_who_wrote_is_not_sent_back_to_an_address_that_only_takes_writes(rf):
    answer = write(ask(rf, STRANGER, method="post"))
    assert answer["Location"] == "/account/login/?next=/"


@pytest.mark.parametrize("header", [{"HX-Request": "true"}, {"Accept": "application/json"}])
def test_a_script_hears_403_instead_of_a_page(rf, header):
    assert show(ask(rf, STRANGER, **header), number="2").status_code == 403


@pytest.mark.parametrize(
    ("view", "method", "status"),
    [
        (fill, "get", 200),
        (fill, "head", 200),
        (fill, "post", 200),
        (fill, "put", 405),
        (write, "get", 405),
        (write, "post", 200),
        (show, "post", 405),
    ],
)
def test_only_the_doors_methods_are_answered(rf, view, method, status):
    parts = {"number": "1"} if view is show else {}
    assert view(ask(rf, SOMEBODY, method=method), **parts).status_code == status


def test_a_door_is_found_on_its_view():
    assert door_of(fill) == Door("access.anyone", FORM)
    assert door_of(bare) is None


def test_an_unknown_rule_is_an_error_and_not_a_refusal():
    with pytest.raises(KeyError):
        allows("tests.no_such_rule", SOMEBODY)


class Urls:
    """A URLconf of a test's own."""

    def __init__(self, *patterns):
        self.urlpatterns = list(patterns)


def problems(own, *patterns) -> list[tuple[str, str]]:
    own.ROOT_URLCONF = Urls(*patterns)
    return [(found.id, found.msg) for found in checks.every_way_in_names_its_rule()]


def test_a_view_without_a_door_does_not_start(settings):
    nested = path("inner/", include([path("bare/", bare)]))
    found = problems(settings, path("", fill), nested)
    assert found == [("access.E001", "/inner/bare/ names no rule.")]


def test_a_door_with_an_unknown_rule_does_not_start(settings):
    found = problems(settings, path("x/", opens("tests.no_such_rule")(bare)))
    assert found == [("access.E002", "/x/ names the unknown rule tests.no_such_rule.")]


def test_ways_in_beside_the_resolver_need_doors_too(settings, monkeypatch):
    offered = [ports.WayIn("/live/x/", None, kind="socket"), ports.WayIn("/api/x", door_of(fill))]
    monkeypatch.setattr(checks, "ways_in", [lambda: offered])
    assert problems(settings, path("", fill)) == [("access.E001", "/live/x/ names no rule.")]


def test_without_other_ways_in_the_resolver_is_all(settings, monkeypatch):
    monkeypatch.setattr(checks, "ways_in", [])
    assert problems(settings, path("", fill)) == []


def test_borrowed_views_stand_behind_doors_of_ours():
    included = behind("access.anyone", "allauth.urls", except_for={"mfa_index": "access.logged_in"})
    doors = {
        pattern.name: door_of(view)
        for pattern, view in named(path("account/", included).url_patterns)
    }
    assert doors["account_login"] == Door("access.anyone", FORM)
    assert doors["mfa_index"] == Door("access.logged_in", FORM)
    assert all(doors.values())


def named(patterns):
    for pattern in patterns:
        inner = getattr(pattern, "url_patterns", None)
        if inner is None:
            yield pattern, pattern.callback
        else:
            yield from named(inner)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"CONN_MAX_AGE": 60}, "access.E003"),
        ({"ATOMIC_REQUESTS": True}, "access.E004"),
        ({"OPTIONS": {"transaction_mode": "DEFERRED"}}, "access.E005"),
    ],
)
def test_connections_that_would_pile_up_or_lock_do_not_start(monkeypatch, changed, problem):
    sound = {
        "ENGINE": "django.db.backends.sqlite3",
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"transaction_mode": "IMMEDIATE"},
    }
    monkeypatch.setitem(settings.DATABASES, "default", sound)
    assert checks.connections_are_closed_and_transactions_are_short() == []
    monkeypatch.setitem(settings.DATABASES, "default", sound | changed)
    found = checks.connections_are_closed_and_transactions_are_short()
    assert [error.id for error in found] == [problem]
