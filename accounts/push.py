"""What a person's browsers show of her notices while no page is open.

A message says of what kind the notice is, in her language, and where it stands. It names nobody:
it shows on locked screens and in browsers that several people use.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import structlog
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from access import outside
from accounts import hours, mail, vapid
from accounts.models import Browser, Notice, NoticeWish, Person
from accounts.ports import NoticeKind, notice_kinds

log = structlog.get_logger(__name__)

MOST = 10
# Seconds for which a push service keeps what a sleeping phone has not fetched.
KEPT = 24 * 3600
GONE = (404, 410)
# Under which a session keeps the browser that was added in it.
SESSION_KEY = "browser"


class NoBrowser(ValueError):
    """This is not what a browser says of itself."""


class Later(Exception):
    """The push service asks for another try."""


@transaction.atomic
def add_browser(person: Person, *, endpoint: str, key: str, secret: str) -> Browser:
    """Her notices show in this browser from now on, and no longer those of whoever used it before.

    Of more than ten browsers the oldest go. Raises NoBrowser, also for an address in our own net.
    """
    _check(endpoint, key, secret)
    given = {"person": person, "key": key, "secret": secret}
    browser, _new = Browser.objects.update_or_create(endpoint=endpoint, defaults=given)
    kept = person.browsers.order_by("-pk").values_list("pk", flat=True)[:MOST]
    person.browsers.exclude(pk__in=[*kept, browser.pk]).delete()
    return browser


def forget_at_log_out(request: HttpRequest) -> None:
    """Ends the browser that was added in this session: whoever uses it next is somebody else."""
    added = request.session.get(SESSION_KEY)
    if added:
        Browser.objects.filter(uid=added, person=request.user.pk).delete()


def _check(endpoint: str, key: str, secret: str) -> None:
    try:
        parts = urlsplit(endpoint)
        port = parts.port or 443
        point, sixteen = vapid.decoded(key), vapid.decoded(secret)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError as error:
        raise NoBrowser from error
    if parts.scheme != "https" or not parts.hostname or len(endpoint) > 1000 or len(sixteen) != 16:
        raise NoBrowser
    try:
        outside.outer_address(parts.hostname, port)
    except outside.Refused as error:
        raise NoBrowser from error


def shows(kind: NoticeKind, wish: NoticeWish | None) -> bool:
    """Whether her browsers show this kind: as she chose, else what is told at once."""
    return wish.push if wish else kind.way == NoticeWish.Way.AT_ONCE


def due(person: Person, way: str, now: datetime) -> datetime:
    """When it shows: with her daily mail, else now; after her quiet hours in any case."""
    moment = hours.next_at(person, hours.DAILY, now) if way == NoticeWish.Way.DAILY else now
    return hours.after_quiet(person, moment)


def known_by(browser: Browser) -> str:
    """By what a page's script knows its own browser among hers."""
    return hashlib.sha256(browser.endpoint.encode()).hexdigest()


def with_browsers(people: Iterable[int]) -> set[int]:
    found = Browser.objects.filter(person__in=people)
    return set(found.values_list("person", flat=True))


@transaction.atomic
def push_due(person_id: int, now: datetime) -> int:
    """Has what is due shown in each of her browsers, all as one; returns in how many."""
    from accounts.tasks import push

    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None or not person.is_active:
        return 0
    rows = list(person.notices.filter(push_at__lte=now).order_by("pk")[:200])
    if not rows:
        return 0
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(push_at=None)
    browsers = list(person.browsers.values_list("pk", flat=True))
    said = message(rows, person.languages)
    for browser in browsers:
        push.enqueue(browser=browser, said=said)
    return len(browsers)


def message(rows: Sequence[Notice], languages: Sequence[str]) -> dict[str, str]:
    """What a browser is told: a title in her language, and the address of the notice or of all."""
    lang = mail.spoken_language(languages)
    with translation.override(lang):
        if len(rows) == 1:
            title = _title(rows[0].kind)
            address = reverse("accounts:notice", args=[rows[0].uid])
        else:
            title = ngettext("%(many)d notice", "%(many)d notices", len(rows)) % {"many": len(rows)}
            address = reverse("accounts:inbox")
    direction = "rtl" if lang.partition("-")[0] in settings.LANGUAGES_BIDI else "ltr"
    return {"title": title, "address": address, "lang": lang, "dir": direction}


def _title(kind: str) -> str:
    return str(notice_kinds[kind].title) if kind in notice_kinds else "Convoca"


def deliver(browser: Browser, said: dict[str, Any]) -> None:
    """Hands a message to the browser's push service (RFC 8030 §5); forgets a browser that is gone.

    Raises Later and outside.Unreached where another try may do better.
    """
    headers = {
        **vapid.authorization(browser.endpoint),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT),
    }
    try:
        answer = outside.send(browser.endpoint, vapid.encrypted(browser, said), headers)
    except outside.Unreached:
        raise
    except outside.Refused:
        # Its name leads into our own net by now: nobody's push service stands there.
        browser.delete()
        return
    if answer.status in GONE:
        browser.delete()
    elif answer.status == 429 or answer.status >= 500:
        raise Later(answer.status)
    elif answer.status >= 400:
        log.warning("push_refused", browser=str(browser.uid), status=answer.status)
