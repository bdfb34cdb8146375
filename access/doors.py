"""Every way in names its rule.

A view is wrapped by `opens("app.rule", to=finder)`. The finder turns the address's parts into
the object that is asked for, or raises Http404; the rule decides about the person and that
object; only then does the view run. What finds no rule fails at start (access/checks.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import rules
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods
from rules.rulesets import default_rules

READ = ("GET", "HEAD")
FORM = ("GET", "HEAD", "POST")
WRITE = ("POST",)

# The rules that may let a stranger in at some of what they are about: see open_to_strangers.
_for_strangers: set[str] = set()

View = Callable[..., HttpResponseBase]


# Finds what an address means from its parts, by keyword; raises Http404.
Finder = Callable[..., Any]


@dataclass(frozen=True)
class Door:
    """What a way in demands: the name of its rule and the methods that it answers."""

    rule: str
    methods: tuple[str, ...]


def allows(rule: str, person: Any, target: Any = None) -> bool:
    """Whether `rule` lets `person` at `target`. Raises KeyError for an unknown rule."""
    if not rules.rule_exists(rule):
        # rules itself would say no, which nobody would notice.
        raise KeyError(rule)
    return bool(rules.test_rule(rule, person, target))


def open_to_strangers(*names: str) -> None:
    """Names rules that let strangers in at some objects and not at others, such as a page that is
    published. A rule that always allows is open by itself; every other one refuses strangers
    before anything is looked up, whatever its predicate says.
    """
    _for_strangers.update(names)


def is_open_to_strangers(rule: str) -> bool:
    return rule in _for_strangers or default_rules[rule] is rules.always_allow


def opens(
    rule: str, *, to: Finder | None = None, methods: tuple[str, ...] = READ
) -> Callable[[View], View]:
    """Lets a view run only for those whom `rule` lets at what `to` finds.

    The view gets the request and, where `to` is given, the object found. What is refused is
    answered as what is missing, so that an address betrays no object: everybody is told that
    there is nothing (404); only where the rule is closed to strangers they are sent to log in,
    without `to` having been asked.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **parts: Any) -> HttpResponseBase:
            if not request.user.is_authenticated and not is_open_to_strangers(rule):
                return refuse(request)
            if to is None:
                return view(request, **parts) if allows(rule, request.user) else refuse(request)
            target = to(**parts)
            if not allows(rule, request.user, target):
                raise Http404
            return view(request, target)

        return mark(require_http_methods(list(methods))(guarded), Door(rule, methods))

    return wrap


def refuse(request: HttpRequest) -> HttpResponseBase:
    """A stranger is sent to log in (a script hears 403); Http404 for everybody else."""
    if request.user.is_authenticated:
        raise Http404
    if request.headers.get("HX-Request") or "application/json" in request.headers.get("Accept", ""):
        return HttpResponse(status=403)
    return redirect_to_login(request.get_full_path() if request.method in READ else "/")


def mark(view: View, door: Door) -> View:
    """Notes the door on the view, where the check at start and the matrix look for it."""
    view.door = door  # type: ignore[attr-defined]
    return view


def door_of(view: View) -> Door | None:
    return getattr(view, "door", None)
