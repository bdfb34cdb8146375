"""Who is at the door of a topic, and whether it opens."""

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from access.doors import allows
from realtime.ports import source_of

Scope = dict[str, Any]


@dataclass(frozen=True)
class Visit:
    """A session that was let in at a topic, and the audience that it belongs to there."""

    topic: str
    session: str
    person_id: int | None
    audience: str


class Refused(Exception):
    """The door stays shut: 403 for a stranger and 404 for everybody else, be the thing there or
    not; 404 also for a topic of no kind that is known; 429 for one line too many.
    """

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


def header(scope: Scope, name: bytes) -> str:
    """A request header, or nothing."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def session_key(scope: Scope) -> str:
    """The session's key from the cookie, or nothing."""
    given = header(scope, b"cookie")
    if not given:
        return ""
    try:
        cookies = SimpleCookie(given)
    except CookieError:
        return ""
    found = cookies.get(settings.SESSION_COOKIE_NAME)
    return found.value if found else ""


def person_of(session: str) -> Any:
    """The person whose session this is; a stranger for an unknown or ended one."""
    if not session:
        return AnonymousUser()
    store = import_module(settings.SESSION_ENGINE).SessionStore(session)
    request: Any = SimpleNamespace(session=store)
    return get_user(request)


def shut(person: Any) -> Refused:
    """The answer at what this person may not see, which is also that at what is not there."""
    return Refused(404 if person.is_authenticated else 403)


def admit(topic: str, session: str) -> Visit:
    """Looks up the session's person and asks the topic's rule. Raises Refused."""
    source = source_of(topic)
    if source is None:
        raise Refused(404)
    person = person_of(session)
    try:
        allowed = allows(source.rule, person, source.find(topic))
    except (Http404, ObjectDoesNotExist):
        raise shut(person) from None
    if not allowed:
        raise shut(person)
    return Visit(
        topic=topic,
        session=session if person.is_authenticated else "",
        person_id=person.pk,
        audience=source.audience(person, topic),
    )


def comes_from_here(scope: Scope) -> bool:
    """Whether the Origin is this site. Programs other than browsers send none."""
    origin = header(scope, b"origin")
    if not origin or origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    host = header(scope, b"host")
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return origin in {f"http://{host}", f"https://{host}"} and name in settings.ALLOWED_HOSTS
