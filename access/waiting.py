"""What somebody reads who tried too often."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from access.limits import TooMany

View = Callable[..., HttpResponseBase]


def asks_to_wait(view: View) -> View:
    """Answers TooMany with a page that asks to wait a little (429; RFC 6585 §4)."""

    @wraps(view)
    def patient(request: HttpRequest, *args: object, **parts: object) -> HttpResponseBase:
        try:
            return view(request, *args, **parts)
        except TooMany as busy:
            answer = render(request, "429.html", status=429)
            answer.headers["Retry-After"] = str(busy.seconds)
            return answer

    return patient
