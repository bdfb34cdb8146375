"""What the tests of badges and check-in share."""

import itertools
import json
import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.test import Client
from django.utils import timezone

from delegates.actions import badges, devices
from delegates.actions.scans import receive
from delegates.desks import NAME
from tests import factories

_numbers = itertools.count(1)


def meeting_of_today():
    """A meeting that is on today, in Québec."""
    today = timezone.now().astimezone(ZoneInfo("America/Toronto")).date()
    return factories.event(begins=today, ends=today + timedelta(days=2))


def checkin_list(event, name="Delegates", **given):
    return devices.set_list(event=event, name=name, by=None, **given)


def badge(event, **fields):
    """A confirmed person with her badge."""
    return badges.issue(factories.registration(event, **fields), by=None)


def device(event, reach="searches", by=None):
    """A paired device and its secret."""
    made, _token = devices.make_device(event=event, name="north door", reach=reach, by=by)
    secret = devices.pair(made)
    made.refresh_from_db()
    return made, secret


def scan(at_list, of, kind="entry", **given):
    """A scan as a device sends it."""
    number = next(_numbers)
    plain = {
        "id": str(uuid.uuid4()),
        "kind": kind,
        "list": str(at_list.uid),
        "code": of.code,
        "at": (timezone.now() + timedelta(milliseconds=number)).isoformat(),
        "sequence": number,
        "verdict": "admitted",
        "rule": at_list.version,
    }
    return plain | given


def sent(device, *scans):
    return [answer.state for answer in receive(device, scans)]


def desk_of(event, secret):
    """A browser that is a desk."""
    browser = Client()
    browser.cookies[NAME] = secret
    return browser


def post_scans(browser, event, scans):
    return browser.post(
        f"/{event.slug}/desk/scans/",
        json.dumps({"scans": scans}),
        content_type="application/json",
    )
