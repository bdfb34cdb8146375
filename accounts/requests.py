"""Requests as the views behind our doors get them, for the types."""

from zoneinfo import ZoneInfo

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.models import Person


class Read(HttpRequest):
    """Somebody's or nobody's; `languages` are those that the reader understands, in order, and
    `zone` is the one that she asked for.
    """

    languages: list[str]
    zone: ZoneInfo | None
    user: Person | AnonymousUser


class Asked(Read):
    """Where the rule lets only people with an account in."""

    user: Person
