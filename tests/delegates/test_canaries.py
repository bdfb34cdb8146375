"""Nothing of a person is left when she leaves, and her pen name is all that others ever see."""

import json
from datetime import UTC, date, datetime, time
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client

from accounts import actions as accounts
from accounts.mail import write
from delegates.actions import care, doubles, exclusions, staying
from delegates.actions.consents import consent
from delegates.models import Registration, Service
from events.models import Role
from programme import releases
from programme.models import Star
from programme.tasks import write_release
from tests import factories
from tests.accounts.proofs import prove_now
from tests.delegates.conftest import enter

pytestmark = pytest.mark.django_db
MARK = "canary"
NIGHTS = {"begins": date(2099, 10, 8), "ends": date(2099, 10, 12)}


@pytest.fixture
def her(event, run_jobs):
    """Somebody who left something of herself wherever she could."""
    factories.member(event, Role.CARE)
    who = factories.person("canary", email="canary-mail@example.org", called="canary-called")
    made = enter(
        event,
        who,
        full_name="Canaryname Real",
        latin_name="canary-latin",
        called="canary-called",
        public_name="Zora",
        needs="canary-needs",
    )
    consent(made, kinds=["needs", "next"], lang="fr", by=who)
    staying.write_lodging(
        made, kind="offer", beds=2, by=who, area="canary-area", about="canary-about",
        address="canary-address", phone="canary-phone", **NIGHTS
    )  # fmt: skip
    at = datetime(2099, 10, 9, 14, tzinfo=UTC)
    staying.write_journey(made, way="arrives", at=at, place="canary-place", means="x", by=who)
    lunch = Service.objects.create(
        event=event, name=factories.text("Lunch"), kind="meal", day=event.begins,
        begins=time(12), ends=time(14),
    )  # fmt: skip
    staying.book(made, service=lunch, seats=1, about="canary-diet", by=who)
    care.report(event=event, words="canary-report", by=who, contact="canary-contact")
    exclusions.block(person=who, blocked=factories.person(), name="canary-blocked", by=who)
    write(to=who, template="delegates/mail/care", context={"name": "canary-mail-body", "page": ""})
    session = factories.session(event)
    factories.speaker(session, "", registration=made)
    factories.placement(session, factories.room(event))
    Star.objects.create(person=who, session=session)
    browser = Client()
    browser.force_login(who)
    browser.post("/quebec/registration/unsent/", {"needs": "canary-draft"})
    write_release.call(releases.release(event=event, by=factories.member(event, "programme")).pk)
    releases.show(event)
    return made


def rows_with(mark):
    """Every row of every table that holds the mark, as `table: row`."""
    found = []
    for model in apps.get_models():
        for row in model.objects.all().values():
            said = {name: _said(value) for name, value in row.items()}
            if any(mark in value.lower() for value in said.values()):
                found.append(f"{model._meta.label}: {said}")
    return found


def _said(value):
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode(errors="replace")
    return json.dumps(value, default=str, ensure_ascii=False)


def files_with(mark):
    return [
        str(path)
        for path in settings.DATA_DIR.rglob("*")
        if path.is_file()
        and not path.name.startswith("convoca.sqlite3")
        and mark.encode() in path.read_bytes().lower()
    ]


def test_when_she_leaves_neither_the_database_nor_a_file_holds_anything_of_her(her, run_jobs):
    assert len(rows_with(MARK)) > 8
    for _ in range(3):
        run_jobs("mail")
    accounts.delete_account(person=her.person, by=her.person)
    for _ in range(3):
        run_jobs()
    assert rows_with(MARK) == []
    assert files_with(MARK) == []


def test_she_takes_all_of_it_with_her_as_one_archive(her):
    browser = Client()
    browser.force_login(her.person)
    answer = prove_now(browser).post("/me/data/")
    assert answer.headers["Content-Type"] == "application/zip"
    with ZipFile(BytesIO(answer.content)) as archive:
        told = archive.read("data.json").decode()
    for word in ("mail", "called", "latin", "needs", "area", "about", "address", "phone", "place",
                 "diet", "report", "blocked", "draft"):  # fmt: skip
        assert f"canary-{word}" in told, word


def test_others_see_her_pen_name_everywhere_and_nothing_else(event, her):
    session = her.parts.get().session
    public = (
        "", "register/", "programme/", "organisations/", "hall/", "news/", "feeds/",
        f"sessions/{session.code}/", f"sessions/{session.code}/board/",
        "programme/2099-10-09/", "documents/", "care/",
    )  # fmt: skip
    feeds = ("programme.ics", "schedule.xml", "schedule.json", "programme.csv", "programme.atom")
    other = factories.registration(event)
    for browser in (Client(), logged_in(other.person)):
        for path in (*public, *(f"feeds/{name}" for name in feeds)):
            answer = browser.get(f"/quebec/{path}", follow=True)
            said = b"".join(answer) if answer.streaming else answer.content
            assert b"canary" not in said.lower(), path
    page = Client().get(f"/quebec/sessions/{session.code}/").content.decode()
    assert "Zora" in page


def test_search_finds_her_by_her_pen_name_only(event, her):
    for words in ("Canaryname", "canary-latin"):
        page = Client().get("/quebec/programme/search/", {"q": words}).content.decode()
        assert "Zora" not in page


def test_hosts_and_guests_see_the_pen_name_too(event, her):
    guest = factories.registration(event, factories.person("guest"))
    wish = staying.write_lodging(guest, kind="wish", beds=1, by=None, **NIGHTS)
    match = staying.bring_together(offer=her.lodgings.get(), wish=wish, by=None)
    browser = logged_in(guest.person)
    page = browser.get("/quebec/staying/").content.decode()
    assert "Zora" in page
    assert "Canaryname" not in page
    for side in (her, guest):
        staying.answer(match, registration=side, yes=True, by=None)
    page = browser.get("/quebec/staying/").content.decode()
    assert "canary-address" in page
    assert "Canaryname" not in page


def test_one_entered_at_the_desk_and_joined_into_hers_goes_with_her(event, her):
    desk = enter(event, full_name="Canaryname Real")
    Registration.objects.filter(pk=desk.pk).update(person=None)
    desk.refresh_from_db()
    doubles.join(kept=her, gone=desk, by=None)
    accounts.delete_account(person=her.person, by=her.person)
    desk.refresh_from_db()
    assert desk.full_name == ""


def logged_in(who):
    browser = Client()
    browser.force_login(who)
    return browser
