"""People without e-mail log in by a card: what it opens, what it never opens, and how it ends."""

import io
import logging
import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from accounts import actions as accounts
from accounts import mail
from accounts.mailboxes import add_without_address
from accounts.models import Mail, Notice, Person, Record
from delegates import codes, entry, entry_papers
from delegates.actions import badges, delegations, entry_cards
from delegates.actions.desk import register_stranger
from delegates.actions.naming import name_without_address
from delegates.models import Coordinator, EntryCard, Registration, Seat
from delegates.refusals import HasAnAddress, MoreThanACard, NotThere, TooLate
from events.models import Event, Role
from events.retention import forget
from realtime.visitors import person_of
from tests import factories
from tests.conftest import forget_tries
from tests.delegates.checkin import badge, desk_of, device, meeting_of_today
from tests.delegates.conftest import answers

pytestmark = pytest.mark.django_db
LOG_IN = "/me/card/"


@pytest.fixture
def event():
    return meeting_of_today()


@pytest.fixture
def her(event):
    """Somebody whom a desk registered."""
    return register_stranger(device(event)[0], answers=answers(), lang="en")


def come_in(code, browser=None):
    browser = browser or Client()
    return browser, browser.post(LOG_IN, {"code": code})


def test_a_card_lets_its_holder_into_her_registration_however_the_code_is_typed(event, her):
    card, code = entry_cards.give(her, by=None)
    for typed in (code, codes.grouped(code).lower(), f" {codes.grouped(code)} "):
        browser, answer = come_in(typed)
        assert answer["Location"] == f"/{event.slug}/registration/"
        page = browser.get(answer["Location"]).content.decode()
        assert "Awa Diop" in page
    her.refresh_from_db()
    assert (her.person, her.person.has_address) == (card.person, False)
    account = browser.get("/me/").content.decode()
    assert "Without an e-mail address" in account
    assert "mailbox.invalid" not in account


def test_reading_a_link_logs_nobody_in_and_the_code_never_stands_in_an_address(event, her):
    _card, code = entry_cards.give(her, by=None)
    link = entry_papers.link_of(code)
    before, _, after = link.partition("#")
    assert after == code
    assert code not in before
    browser = Client()
    assert browser.get(f"{LOG_IN}?code={code}").status_code == 200
    assert browser.get("/me/").status_code == 302


def test_only_a_keyed_digest_is_stored_and_the_code_stands_in_no_log(event, her, caplog, settings):
    with caplog.at_level(logging.DEBUG):
        card, code = entry_cards.give(her, by=None)
        come_in(code)
        come_in("0" * 12)
    # The database's own log of statements holds what is asked of it: a digest.
    assert code not in caplog.text
    assert code not in str(list(Record.objects.values())) + card.digest
    settings.SECRET_KEY = "stolen-database-without-it"
    assert entry.card_of(code) is None
    settings.SECRET_KEY_FALLBACKS = ["only-for-tests-" + "x" * 50]
    assert entry.card_of(code) == card


def test_nobody_learns_why_a_code_opens_nothing(event, her):
    _one, ended = entry_cards.give(her, by=None)
    _two, over = entry_cards.give(her, by=None)
    long_ago = event.begins - timedelta(days=9)
    Event.objects.update(begins=long_ago, ends=long_ago)
    said = set()
    for code in (ended, over, "0" * 12, "not a code", "7K3M-9QXP"):
        answer = come_in(code)[1]
        assert answer.status_code == 422
        # Her token against forged forms differs each time, and so does what she typed.
        page = re.sub(r"(value|nonce)=\"[^\"]*\"", "", answer.content.decode())
        said.add(page)
    assert len(said) == 1


def test_a_new_card_ends_the_old_one_and_every_session_that_it_opened(event, her):
    _card, old = entry_cards.give(her, by=None)
    browser, _ = come_in(old)
    assert browser.get("/me/").status_code == 200
    _card, new = entry_cards.give(her, by=None)
    assert browser.get("/me/").status_code == 302
    assert come_in(old)[1].status_code == 422
    assert come_in(new)[1].status_code == 302
    assert EntryCard.objects.filter(state="valid").count() == 1


def test_a_socket_ends_with_the_card_too(event, her):
    _card, code = entry_cards.give(her, by=None)
    browser, _ = come_in(code)
    key = browser.cookies["sessionid"].value
    assert person_of(key).by_card.event == event.pk
    entry_cards.end(Registration.objects.get(pk=her.pk), by=None)
    assert not person_of(key).is_authenticated


def test_the_holder_reads_each_use_and_ends_her_card(event, her):
    desk = factories.member(event, Role.DESK, factories.person("desk", called="Rosa"))
    _card, code = entry_cards.give(her, by=desk)
    browser, _ = come_in(code)
    thief, _ = come_in(code)
    address = f"/{event.slug}/registration/card/"
    assert address in browser.get("/me/").content.decode()
    page = browser.get(address).content.decode()
    assert page.count("logged in by the card") == 2
    assert "Rosa" in page
    assert browser.post(address)["Location"] == LOG_IN
    assert browser.get("/me/").status_code == 302
    assert thief.get("/me/").status_code == 302
    assert come_in(code)[1].status_code == 422
    noted = Record.objects.filter(object=f"delegates.registration:{her.pk}")
    assert [each.did for each in noted.order_by("pk")][1:] == [
        "gave a card to log in",
        "came in by a card",
        "came in by a card",
        "ended a card to log in",
    ]


def test_a_card_ends_with_the_event_and_follows_when_that_is_moved(event, her):
    _card, code = entry_cards.give(her, by=None)
    browser, _ = come_in(code)
    Event.objects.update(begins=event.begins - timedelta(9), ends=event.begins - timedelta(days=2))
    assert browser.get("/me/").status_code == 302
    with pytest.raises(TooLate):
        entry_cards.give(her, by=None)
    Event.objects.update(ends=event.ends)
    assert come_in(code)[1].status_code == 302


def test_tries_are_limited_for_each_address(event, her):
    _card, code = entry_cards.give(her, by=None)
    for _ in range(60):
        come_in("0" * 12)
    assert come_in(code)[1].status_code == 429
    forget_tries()
    assert come_in(code)[1].status_code == 302


def test_a_suspended_account_is_opened_by_no_card(event, her):
    card, code = entry_cards.give(her, by=None)
    browser, _ = come_in(code)
    accounts.suspend(person=card.person, by=factories.person())
    assert browser.get("/me/").status_code == 302
    assert come_in(code)[1].status_code == 422


def test_a_card_changes_none_of_the_ways_into_the_account(event, her):
    _card, code = entry_cards.give(her, by=None)
    browser, _ = come_in(code)
    for path in ("email/", "keys/", "keys/webauthn/add/", "keys/totp/activate/", "reauthenticate/"):
        assert browser.get(f"/account/{path}").status_code == 404, path
    added = browser.post("/account/email/", {"email": "thief@example.org", "action_add": ""})
    assert added.status_code == 404
    assert browser.post("/me/people/add/", {"called": "Thief"}).status_code == 404
    assert not Person.objects.filter(email="thief@example.org").exists()


def test_a_card_has_no_power_beyond_its_holders_own_pages(event, her):
    """Even if the account was given more after the card."""
    card, code = entry_cards.give(her, by=None)
    browser, _ = come_in(code)
    who = card.person
    for role in Role.values:
        factories.member(event, role, who)
    Person.objects.filter(pk=who.pk).update(standing=Person.Standing.OPERATOR)
    block = delegations.ask(event=event, name="Réseau", wanted=3, by=who, by_organiser=True)
    for path in (
        f"/{event.slug}/organise/registrations/",
        f"/{event.slug}/organise/checkin/",
        f"/{event.slug}/organise/",
        f"/{event.slug}/delegations/{block.uid}/",
        "/new/",
    ):
        assert browser.get(path).status_code == 404, path
    assert browser.get(f"/{event.slug}/registration/").status_code == 200


def test_a_card_of_one_event_opens_nothing_of_another(event, her):
    _card, code = entry_cards.give(her, by=None)
    browser, _ = come_in(code)
    other = factories.event("dakar")
    for path in ("register/form/", "registration/", "registration/change/", "delegations/"):
        assert browser.get(f"/{other.slug}/{path}").status_code == 404, path


def test_whoever_has_an_address_or_more_than_a_registration_gets_none(event):
    with pytest.raises(HasAnAddress):
        entry_cards.give(factories.registration(event), by=None)
    reader = add_without_address(called="Zora", languages=[], by=None)
    made = factories.registration(event, reader)
    entry_cards.give(made, by=None)
    factories.registration(factories.event("dakar"), reader)
    with pytest.raises(MoreThanACard):
        entry_cards.give(made, by=None)
    for power in (
        lambda who: factories.member(event, Role.DESK, who),
        lambda who: Coordinator.objects.create(
            delegation=delegations.ask(
                event=event, name="R", wanted=1, by=factories.person(), by_organiser=True
            ),
            person=who,
        ),
        lambda who: Person.objects.filter(pk=who.pk).update(standing="operator"),
    ):
        who = add_without_address(called="Zora", languages=[], by=None)
        found = factories.registration(event, who)
        power(who)
        found.refresh_from_db()
        with pytest.raises(MoreThanACard):
            entry_cards.give(Registration.objects.get(pk=found.pk), by=None)
    with pytest.raises(NotThere):
        entry_cards.give(factories.registration(event, state="withdrawn"), by=None)


def test_a_desk_that_searches_gives_a_card_and_one_that_scans_does_not(event, her):
    worn = her.badges.get()
    address, given = f"/{event.slug}/desk/card/", {"code": worn.code}
    _, scans = device(event, reach="scans")
    assert desk_of(event, scans).post(address, given).status_code == 404
    assert Client().post(address, given).status_code == 404
    volunteer = factories.member(event, Role.DESK)
    _, secret = device(event, by=volunteer)
    answer = desk_of(event, secret).post(address, given)
    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]
    assert EntryCard.objects.get().made_by == volunteer
    mine = badge(event)
    refused = desk_of(event, secret).post(address, {"code": mine.code})
    assert refused.status_code == 302
    assert EntryCard.objects.count() == 1
    badges.revoke(worn, by=None)
    assert desk_of(event, secret).post(address, given).status_code == 302
    assert EntryCard.objects.count() == 1


@pytest.fixture
def block(event):
    asked = delegations.ask(
        event=event, name="Réseau", wanted=2, by=factories.person("coordinator"), by_organiser=True
    )
    return delegations.grant(asked, granted=2, by=None)


def browser_of(who):
    browser = Client()
    browser.force_login(who)
    return browser


def test_a_coordinator_names_somebody_without_email_and_gets_her_card(event, block):
    coordinator = browser_of(Person.objects.get(email="coordinator@example.org"))
    page = f"/{event.slug}/delegations/{block.uid}/"
    answer = coordinator.post(f"{page}people/", {"name-full_name": "Awa Diop"})
    assert answer.content.startswith(b"%PDF")
    seat = Seat.objects.get()
    assert seat.registration.full_name == "Awa Diop"
    assert seat.registration.state == "confirmed"
    assert "named without e-mail" in coordinator.get(page).content.decode()
    card = f"{page}people/{seat.registration.uid}/card/"
    assert coordinator.post(card).content.startswith(b"%PDF")
    assert EntryCard.objects.filter(state="valid").count() == 1
    coordinator.post(f"{card}end/")
    assert not EntryCard.objects.filter(state="valid").exists()
    assert coordinator.post(f"{page}people/", {"name-full_name": ""}).status_code == 422
    coordinator.post(f"{page}people/", {"name-full_name": "Zora"})
    full = coordinator.post(f"{page}people/", {"name-full_name": "Omar"})
    assert full.status_code == 422
    assert not Registration.objects.filter(full_name="Omar").exists()


def test_nobody_elses_coordinator_gives_her_a_card(event, block):
    made = name_without_address(block, full_name="Awa Diop", lang="fr", by=None)
    other = delegations.ask(
        event=event, name="B", wanted=1, by=factories.person("stranger"), by_organiser=True
    )
    stranger = browser_of(Person.objects.get(email="stranger@example.org"))
    for found in (block, other):
        address = f"/{event.slug}/delegations/{found.uid}/people/{made.uid}/card/"
        assert stranger.post(address).status_code == 404
        assert stranger.post(f"{address}end/").status_code == 404
    assert not EntryCard.objects.exists()


def test_an_organiser_gives_and_ends_a_card_on_the_registrations_page(event, her):
    organiser = browser_of(factories.member(event, Role.ORGANISER))
    page = f"/{event.slug}/organise/registrations/{her.uid}/"
    assert "Card to log in" in organiser.get(page).content.decode()
    assert organiser.post(f"{page}card/").content.startswith(b"%PDF")
    assert organiser.post(f"{page}card/end/")["Location"] == page
    assert EntryCard.objects.get().state == "ended"
    mine = factories.registration(event)
    page = f"/{event.slug}/organise/registrations/{mine.uid}/"
    assert "Card to log in" not in organiser.get(page).content.decode()


def test_no_mail_leaves_for_who_has_no_address_and_her_inbox_says_it_instead(
    event, her, run_jobs, mailoutbox
):
    card, code = entry_cards.give(her, by=None)
    page = f"http://localhost:8000/{event.slug}/registration/"
    mail.write(
        to=card.person, template="delegates/mail/care", context={"name": "Québec", "page": page}
    )
    run_jobs()
    assert mailoutbox == []
    assert set(Mail.objects.values_list("state", "body")) == {("sent", "")}
    notice = Notice.objects.earliest("pk")
    assert (notice.person, notice.mail_at) == (card.person, None)
    browser, _ = come_in(code)
    assert notice.values["subject"] in browser.get("/me/notices/").content.decode()


def test_her_data_are_shown_to_her_and_go_with_her_account(event, her):
    card, code = entry_cards.give(her, by=None)
    browser, _ = come_in(code)
    assert browser.post("/me/data/").headers["Content-Type"] == "application/zip"
    assert browser.post("/me/delete/", {"address": "somebody"}).status_code == 422
    assert browser.post("/me/delete/", {"address": "awa diop"}).status_code == 302
    assert not Person.objects.filter(pk=card.person_id).exists()
    assert not EntryCard.objects.exists()
    assert come_in(code)[1].status_code == 422


def test_ninety_days_after_the_event_neither_card_nor_name_is_left(event, her):
    card, _code = entry_cards.give(her, by=None)
    kept = add_without_address(called="Zora", languages=["fr"], by=None)
    event.begins -= timedelta(days=200)
    event.ends -= timedelta(days=200)
    event.save()
    forget(event)
    assert not EntryCard.objects.exists()
    assert Person.objects.get(pk=card.person_id).called == ""
    assert Person.objects.get(pk=kept.pk).called == "Zora"


def test_a_session_of_a_card_is_none_of_a_mailbox(event, her):
    _card, code = entry_cards.give(her, by=None)
    browser, _ = come_in(code)
    (session,) = Session.objects.all()
    assert "mailbox" not in session.get_decoded()
    page = browser.get("/me/people/").content.decode()
    assert "mailbox.invalid" not in page


def test_the_paper_speaks_her_language_and_shows_code_and_page(event, her):
    pypdf = pytest.importorskip("pypdf")
    her.lang = "ar"
    _card, code = entry_cards.give(her, by=None)
    made = entry_papers.paper(event, her, code)
    page = pypdf.PdfReader(io.BytesIO(made)).pages[0]
    text = page.extract_text()
    assert codes.grouped(code) in text
    assert "/me/card/" in text
    assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (298, 210)


def test_whoever_found_a_card_hears_nothing_more_once_it_is_ended(event, her):
    """A browser that shows notices would outlive the card."""
    _card, code = entry_cards.give(her, by=None)
    browser, _ = come_in(code)
    given = {"endpoint": "https://push.example.org/x", "key": "x", "secret": "x"}
    assert browser.post("/me/notices/browsers/", given).status_code == 404
