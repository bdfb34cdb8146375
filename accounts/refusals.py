"""A form that was refused is answered with 422, whoever wrote its view."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse

View = Callable[..., HttpResponseBase]


def unprocessable(view: View) -> View:
    """allauth answers 200 to what it refuses; scripts and tests tell the two apart by 422."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponseBase:
        response = view(request, *args, **parts)
        refusable = request.method == "POST" and isinstance(response, TemplateResponse)
        if refusable and any(form.errors for form in _forms(response)):
            response.status_code = 422
        return response

    return wrapped


def _forms(response: Any) -> Iterator[BaseForm]:
    for value in (response.context_data or {}).values():
        if isinstance(value, BaseForm) and value.is_bound:
            yield value
