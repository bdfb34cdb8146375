"""What every answer says besides: nothing from elsewhere, nothing inline, private by default."""

import asyncio
import inspect

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from convoca.headers import content_policy, security_headers, with_headers
from convoca.middleware import private_by_default


def policy() -> dict[str, str]:
    return dict(rule.split(" ", 1) for rule in content_policy().split("; "))


def test_the_content_policy_lets_in_nothing_unsafe_and_nobody_else():
    assert "unsafe" not in content_policy()
    assert policy()["default-src"] == policy()["form-action"] == "'self'"
    assert policy()["object-src"] == policy()["base-uri"] == policy()["frame-ancestors"] == "'none'"
    assert "script-src" not in policy(), "scripts follow default-src"


@pytest.mark.parametrize(("secure", "scheme"), [(True, "wss"), (False, "ws")])
def test_sockets_go_to_this_host_only(settings, secure, scheme):
    settings.SECURE = secure
    settings.ADDRESS = "http://meeting.example:8000"
    assert policy()["connect-src"] == f"'self' {scheme}://meeting.example:8000"


@pytest.mark.parametrize("secure", [True, False])
def test_strict_transport_is_promised_only_where_it_holds(settings, secure):
    settings.SECURE = secure
    names = [name for name, _ in security_headers()]
    assert (b"strict-transport-security" in names) is secure


def test_no_feature_of_the_browser_is_open_but_the_camera_for_badges():
    features = dict(security_headers())[b"permissions-policy"].decode()
    opened = [each for each in features.split(", ") if not each.endswith("=()")]
    assert opened == ["camera=(self)"]


def test_an_answer_keeps_what_it_says_itself():
    sent = []

    async def send(message):
        sent.append(message)

    own = [(b"Content-Security-Policy", b"sandbox")]
    start = {"type": "http.response.start", "status": 200, "headers": own}
    asyncio.run(with_headers(send, security_headers())(start))
    names = [name.lower() for name, _ in sent[0]["headers"]]
    assert names.count(b"content-security-policy") == 1
    assert b"x-content-type-options" in names
    assert (b"Content-Security-Policy", b"sandbox") in sent[0]["headers"]


@pytest.mark.parametrize("given", ["", "private, no-cache"])
def test_an_answer_is_private_unless_its_view_said_otherwise(given):
    def view(request):
        return HttpResponse(headers={"Cache-Control": given} if given else {})

    answer = private_by_default(view)(RequestFactory().get("/"))
    assert answer["Cache-Control"] == (given or "private, no-store")


def test_the_middleware_serves_async_views_without_a_thread():
    async def view(request):
        return HttpResponse()

    middleware = private_by_default(view)
    assert inspect.iscoroutinefunction(middleware)
    answer = asyncio.run(middleware(RequestFactory().get("/")))
    assert answer["Cache-Control"] == "private, no-store"
