"""The desk: who gets in, what its device is told, and what it may do."""

import hashlib
import json
import struct
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from delegates import codes
from delegates.actions import badges, devices
from delegates.models import Device, Presence, Registration, Scan
from delegates.queries import snapshots
from events.models import Event, Role
from tests import factories
from tests.delegates.checkin import (
    badge,
    checkin_list,
    desk_of,
    device,
    meeting_of_today,
    post_scans,
    scan,
    sent,
)


@pytest.fixture
def event(db):
    return meeting_of_today()


def client_of(who):
    browser = Client()
    browser.force_login(who)
    return browser


def test_a_link_makes_one_browser_a_desk_and_works_once(event):
    made, token = devices.make_device(event=event, name="north", reach="scans", by=None)
    phone, link = Client(), f"/{event.slug}/desk/pair/{token}/"
    assert b"north" in phone.get(link).content
    answer = phone.post(link)
    assert answer["Location"] == f"/{event.slug}/desk/"
    assert phone.cookies["desk"]["path"] == f"/{event.slug}/desk/"
    assert phone.cookies["desk"]["httponly"]
    assert phone.get(f"/{event.slug}/desk/").status_code == 200
    assert Client().get(link).status_code == 404
    made.refresh_from_db()
    assert phone.cookies["desk"].value not in made.secret_hash


def test_a_volunteer_opens_the_desk_and_loses_it_with_her_role(event):
    who = factories.member(event, Role.DESK)
    browser = client_of(who)
    assert browser.post(f"/{event.slug}/organise/checkin/desk/").status_code == 302
    assert browser.get(f"/{event.slug}/desk/changes/").status_code == 200
    event.team.filter(person=who).update(until=event.begins - timedelta(days=1))
    assert browser.get(f"/{event.slug}/desk/changes/").status_code == 404


@pytest.mark.parametrize("path", ["snapshot/", "changes/", "search/?q=awa", "badge/", "who/"])
def test_whoever_has_no_device_finds_nothing(event, path):
    organiser = client_of(factories.member(event, Role.ORGANISER))
    for browser in (Client(), organiser, desk_of(event, "guessed")):
        assert browser.get(f"/{event.slug}/desk/{path}").status_code == 404
        assert post_scans(browser, event, []).status_code == 404


def test_a_device_of_the_event_next_door_finds_nothing(event):
    _, secret = device(factories.event("dakar"))
    assert desk_of(event, secret).get(f"/{event.slug}/desk/snapshot/").status_code == 404


def test_a_device_ends_by_its_day_and_by_an_organisers_hand(event):
    desk, secret = device(event)
    browser = desk_of(event, secret)
    assert browser.get(f"/{event.slug}/desk/changes/").status_code == 200
    organiser = client_of(factories.member(event, Role.ORGANISER))
    organiser.post(f"/{event.slug}/organise/checkin/devices/{desk.uid}/end/")
    assert browser.get(f"/{event.slug}/desk/changes/").status_code == 404
    assert post_scans(browser, event, [{}]).json()["answers"][0]["state"] == "parked"
    late, secret = device(event)
    Device.objects.filter(pk=late.pk).update(until=timezone.now())
    assert desk_of(event, secret).get(f"/{event.slug}/desk/changes/").status_code == 404


def test_a_device_that_only_scans_neither_searches_nor_prints_nor_registers(event):
    worn, (_, secret) = badge(event, full_name="Awa Diop"), device(event, reach="scans")
    browser = desk_of(event, secret)
    assert "Awa" not in browser.get(f"/{event.slug}/desk/").content.decode()
    for path in ("search/?q=awa", f"badge/?code={worn.code}", f"who/?code={worn.code}"):
        assert browser.get(f"/{event.slug}/desk/{path}").status_code == 404
    assert browser.post(f"/{event.slug}/desk/stranger/", {"full_name": "X"}).status_code == 404


def opened(body):
    """A snapshot as a device reads it."""
    (length,) = struct.unpack(">I", body[:4])
    header = json.loads(body[4 : 4 + length])
    count, rest = header["count"], body[4 + length :]
    digests = [rest[8 * at : 8 * at + 8] for at in range(count)]
    return header, digests, rest[8 * count : 9 * count], rest[9 * count :]


def test_the_snapshot_says_who_is_let_in_and_names_nobody(event):
    at, (desk, secret) = checkin_list(event), device(event)
    inside, press = badge(event, full_name="Awa Diop"), badge(event, category="press")
    gone = badge(event)
    badges.revoke(gone, by=None)
    sent(desk, scan(at, inside))
    answer = desk_of(event, secret).get(f"/{event.slug}/desk/snapshot/")
    body = answer.content
    header, digests, kinds, marks = opened(body)
    assert b"Awa" not in body
    assert inside.code.encode() not in body
    assert digests == sorted(codes.digest(event, each.code) for each in (inside, press, gone))
    place = digests.index(codes.digest(event, press.code))
    assert header["kinds"][kinds[place]]["category"] == "press"
    place = digests.index(codes.digest(event, gone.code))
    assert header["kinds"][kinds[place]]["standing"] == "revoked"
    place = digests.index(codes.digest(event, inside.code))
    assert marks[0] == 1 << place
    assert header["lists"] == [str(at.uid)]


def test_a_snapshot_is_fetched_again_only_when_something_changed(event):
    _, secret = device(event)
    browser, address = desk_of(event, secret), f"/{event.slug}/desk/snapshot/"
    etag = browser.get(address)["ETag"]
    assert browser.get(address, headers={"If-None-Match": etag}).status_code == 304
    badge(event)
    assert browser.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_a_snapshot_of_155000_takes_at_most_a_million_and_a_half_bytes():
    told = ["delegate/valid/", "press/valid/", "delegate/revoked/", "staff/valid/0.1"]
    badges = [
        (hashlib.sha256(str(number).encode()).digest()[:8], told[number % 4], number)
        for number in range(155_000)
    ]
    lists = [(str(uuid.uuid4()), set(range(0, 155_000, 2))) for _ in range(4)]
    body = snapshots.packed(number=1, badges=badges, lists=lists)
    assert opened(body)[0]["count"] == 155_000
    assert len(body) <= 1_500_000


def test_somebody_is_found_by_three_letters_of_any_name_under_her_public_one(event):
    badge(event, full_name="Awa Diop", public_name="Zora", search="awa diop zora")
    _, secret = device(event)
    browser = desk_of(event, secret)
    (found,) = browser.get(f"/{event.slug}/desk/search/?q=Dio").json()["found"]
    assert (found["name"], len(found["code"])) == ("Zora", 12)
    assert browser.get(f"/{event.slug}/desk/search/?q=Di").json()["found"] == []


def test_a_stolen_device_does_not_read_out_everybodys_name(event):
    badge(event, full_name="Awa Diop", search="awa diop")
    _, secret = device(event)
    thief, address = desk_of(event, secret), f"/{event.slug}/desk/search/?q=awa"
    for _ in range(90):
        assert thief.get(address).status_code == 200
    refused = thief.get(address)
    assert (refused.status_code, refused.json()["found"]) == (429, [])
    _, other = device(event)
    assert desk_of(event, other).get(address).status_code == 200


def test_a_search_shows_few_and_needs_a_constant_number_of_queries(
    event, django_assert_max_num_queries
):
    organisation = factories.organisation(event)
    for _ in range(12):
        badge(event, search="awa diop", organisation=organisation)
    _, secret = device(event)
    with django_assert_max_num_queries(12):
        found = desk_of(event, secret).get(f"/{event.slug}/desk/search/?q=awa").json()["found"]
    assert len(found) == 8


def test_a_stranger_is_registered_with_a_name_and_wears_a_badge(event):
    Event.objects.filter(pk=event.pk).update(registration=Event.Switch.CLOSED)
    _, secret = device(event)
    browser = desk_of(event, secret)
    given = {"full_name": "Awa Diop", "category": "delegate", "country": "SN"}
    accepts = {"Accept": "application/json"}
    answer = browser.post(f"/{event.slug}/desk/stranger/", given, headers=accepts)
    (found,) = answer.json()["found"]
    made = Registration.objects.get()
    assert (made.person, made.state, made.full_name) == (None, "confirmed", "Awa Diop")
    assert found["code"] == made.badges.get().code
    printed = browser.get(f"/{event.slug}/desk/badge/?code={found['code']}")
    assert printed.content.startswith(b"%PDF")


def test_a_strangers_form_that_is_wrong_says_so_and_loses_nothing(event):
    checkin_list(event)
    _, secret = device(event)
    given = {"full_name": "", "category": "press", "country": "SN"}
    answer = desk_of(event, secret).post(f"/{event.slug}/desk/stranger/", given)
    assert answer.status_code == 422
    assert b'value="press" selected' in answer.content


def test_a_code_is_typed_without_a_script(event):
    at, worn, (_, secret) = checkin_list(event), badge(event), device(event)
    browser = desk_of(event, secret)
    given = {"at": str(at.uid), "kind": "entry", "code": codes.grouped(worn.code).lower()}
    address = f"/{event.slug}/desk/code/"
    assert "Come in" in browser.post(address, given).content.decode()
    assert "has come in already" in browser.post(address, given).content.decode()
    assert (
        "Nobody has this code" in browser.post(address, given | {"code": "0" * 12}).content.decode()
    )
    assert Presence.objects.get().entries == 1
    assert Scan.objects.count() == 2


def test_a_batch_that_is_none_is_refused_and_nothing_breaks(event):
    _, secret = device(event)
    browser = desk_of(event, secret)
    for body in ("", "[]", '{"scans": 7}', "\x00", json.dumps({"scans": [{}] * 501})):
        answer = browser.post(f"/{event.slug}/desk/scans/", body, content_type="application/json")
        assert answer.status_code == 422


def test_a_token_is_believed_only_if_it_was_signed_for_this_event(event, settings):
    worn, other = badge(event), factories.event("dakar")
    token = codes.sign(event, worn.code, "press", [1])
    assert codes.read(event, token) == codes.Token(worn.code, "press", [1])
    other_letter = token[:60] + ("0" if token[60] != "0" else "8") + token[61:]
    for forged in (other_letter, token[:40], "", token.lower()):
        with pytest.raises(codes.Forged):
            codes.read(event, forged)
    with pytest.raises(codes.Forged):
        codes.read(other, token)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert codes.read(event, token).code == worn.code
    assert len(codes.public_keys(event)) == 2
    assert next(iter(codes.public_keys(event))) != hashlib.sha256(b"").hexdigest()[:4]


@pytest.mark.postgres
def test_a_press_badge_is_refused_at_the_delegates_door_online_as_offline(event):
    at, worn = checkin_list(event, categories=["delegate"]), badge(event, category="press")
    _, secret = device(event)
    given = {"at": str(at.uid), "kind": "entry", "code": worn.code}
    answer = desk_of(event, secret).post(f"/{event.slug}/desk/code/", given).content.decode()
    assert "This door is for others" in answer
