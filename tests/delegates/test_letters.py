"""Visa letters: written, confirmed, issued, revoked, issued anew, and how it went."""

import hashlib
import io
import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from accounts.models import Mail, Record
from delegates.actions import letter_heads, registrations
from delegates.actions import letters as actions
from delegates.forms.letter_desk import COLUMNS, ENCODINGS
from delegates.forms.letters import boxes
from delegates.letters import outcomes, paper, words
from delegates.letters.destinations import destination, destinations, of_country
from delegates.models import Letter, Registration
from delegates.queries import letters as queries
from delegates.queries.letters import Verdict
from delegates.refusals import LetterMoved, NoLetterYet
from events.retention import KEPT, forget_ended
from files import papers
from languages.forms import Written
from tests import factories
from tests.delegates.letters import asked, head, issued, letter_of, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"


@pytest.fixture
def event(db):
    return factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))


@pytest.fixture
def awa(event):
    head(event)
    return factories.registration(event, full_name="Awa Diop", country="SN", lang="fr")


def opened(letter):
    return papers.unseal(str(letter.event.uid), bytes(letter.pdf))


def words_of(letter):
    """The letter's text, without the marks of direction."""
    pages = PdfReader(io.BytesIO(opened(letter))).pages
    said = "\n".join(page.extract_text() for page in pages)
    return re.sub("[\u2068\u2069]", "", said)


def code_of(letter):
    """As it stands on the paper."""
    return re.search(r"letters/([0-9a-f]{32})/", words_of(letter).replace("\n", ""))[1]


def test_a_confirmed_letter_is_made_by_a_job_and_a_mail_tells_her(awa, run_jobs):
    letter = asked(awa)
    run_jobs()
    letter.refresh_from_db()
    assert (letter.state, letter.shown_number) == ("issued", "QUEBEC-0001")
    mail = Mail.objects.get(template="delegates/letters/mail/issued")
    assert mail.address == awa.person.email
    assert mail.attachments == []
    said = words_of(letter)
    for words_ in ("QUEBEC-0001", "Diop", "Awa Marie", "DIOP<<AWA<MARIE", "4 mai 1980"):
        assert words_ in said
    assert "5 jours" in said.replace("\u202f", " ").replace("\xa0", " ")


def test_a_letter_never_waits_for_payment_and_takes_no_minute(awa, run_jobs):
    asked(awa)
    letter = Letter.objects.get()
    run_jobs("now")
    letter.refresh_from_db()
    assert letter.issued_at - letter.confirmed_at < timedelta(minutes=1)


def test_a_job_that_runs_twice_makes_one_letter(awa, run_jobs):
    letter = asked(awa)
    first = actions.make(letter.uid)
    assert actions.make(letter.uid) is None
    run_jobs()
    letter.refresh_from_db()
    assert letter.content_hash == first.content_hash
    assert Mail.objects.filter(template="delegates/letters/mail/issued").count() == 1


def test_what_was_not_confirmed_is_not_made(awa):
    letter = write(awa)
    assert actions.make(letter.uid) is None
    assert actions.issue([letter], by=None) == 0


def test_only_what_she_saw_can_be_confirmed(awa):
    seen = write(awa)
    write(awa, passport="X1")
    with pytest.raises(LetterMoved):
        actions.confirm(seen, by=awa.person)


def test_what_is_written_anew_must_be_confirmed_anew(awa, run_jobs):
    asked(awa)
    write(awa, given="Awa")
    run_jobs()
    assert Letter.objects.get().state == "written"


def test_where_the_desk_looks_first_nothing_is_made_without_it(awa, run_jobs):
    head(awa.event, way="by_desk")
    letter = asked(awa)
    run_jobs()
    letter.refresh_from_db()
    assert letter.state == "confirmed"
    assert actions.issue([letter], by=None) == 1
    run_jobs()
    letter.refresh_from_db()
    assert letter.state == "issued"


@pytest.mark.parametrize(
    "fields",
    [{"attendance": "remote"}, {"state": "waiting"}, {"state": "withdrawn"}],
)
def test_only_a_confirmed_place_on_site_brings_a_letter(awa, fields):
    for name, value in fields.items():
        setattr(awa, name, value)
    with pytest.raises(NoLetterYet):
        write(awa)


def test_a_letter_issued_anew_has_another_number_and_the_old_one_is_revoked(awa, run_jobs):
    old = issued(awa)
    old_code = code_of(old)
    actions.reissue(old, by=awa.person)
    run_jobs()
    new = Letter.objects.get(state="issued")
    assert new.shown_number == "QUEBEC-0002"
    assert new.replaces_id == old.pk
    assert queries.verdict(awa.event, code_of(new)) == Verdict.GENUINE
    assert queries.verdict(awa.event, old_code) == Verdict.REVOKED
    with pytest.raises(LetterMoved):
        actions.reissue(old, by=awa.person)


def test_the_old_letter_counts_until_the_new_one_is_there(awa, run_jobs):
    old = issued(awa)
    fresh = asked(awa, given="Awa")
    assert queries.verdict(awa.event, code_of(old)) == Verdict.GENUINE
    run_jobs()
    old.refresh_from_db()
    fresh.refresh_from_db()
    assert (old.state, fresh.state, fresh.replaces_id) == ("revoked", "issued", old.pk)


def test_a_revoked_letter_says_so_and_cannot_be_revoked_twice(awa):
    letter = issued(awa)
    actions.revoke(letter, by=awa.person)
    assert queries.verdict(awa.event, code_of(letter)) == Verdict.REVOKED
    with pytest.raises(LetterMoved):
        actions.revoke(letter, by=awa.person)


def test_an_unknown_code_and_the_number_itself_are_not_known(awa):
    issued(awa)
    for code in ("0" * 32, "1", "QUEBEC-0001", "é", "0" * 500):
        assert queries.verdict(awa.event, code) == Verdict.UNKNOWN


def test_a_code_of_the_event_next_door_is_not_known_here(awa):
    letter = issued(awa)
    assert queries.verdict(factories.event("dakar"), code_of(letter)) == Verdict.UNKNOWN


def test_numbers_are_given_once_and_in_a_row(event):
    head(event)
    numbers = [issued(factories.registration(event)).number for _ in range(3)]
    assert numbers == [1, 2, 3]


def test_the_database_holds_two_letters_apart(awa):
    letter = issued(awa)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(code_hash="")
    asked(awa)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(event=awa.event, registration=awa, destination="CA", lang="fr")


def test_every_state_asks_only_what_it_needs():
    germany = destination("DE").fields
    assert {"passport", "zone", "born"}.isdisjoint(germany)
    assert destination("CA").needs("born")
    assert "passport" not in destination("CA").fields
    assert destination("MT").needs("itinerary")
    assert "host_id" in destination("MT").head
    assert destination("any").needs("passport")
    assert destination("nowhere").code == "any"
    assert [of_country(code).code for code in ("DE", "FR", "MT", "SN", "")] == [
        *("DE", "schengen", "MT", "any", "any")
    ]


def test_every_field_and_column_of_the_table_is_known():
    for each in destinations().values():
        assert set(each.fields) <= set(boxes())
        assert set(each.columns) <= set(COLUMNS)
        assert each.encoding in dict(ENCODINGS)
        assert all(len(code) == 2 for code in each.days.free)


@pytest.mark.parametrize("lang", ["en", "fr", "es", "pt", "ar", "hi", "sw", "id"])
def test_the_common_words_hold_all_that_a_consulate_needs(lang):
    common = words.common()[lang]
    assert words.unknown(common["letter"]) == []
    assert words.missing(common["letter"]) == []
    assert set(common["visa"]) == set(destinations()) - {"any"}
    assert set(common["pays"]) == {"self", "organisation", "other"}
    assert set(words.VALUE.findall(common["letter"])) == words.VALUES


def test_a_line_without_anything_in_it_is_left_out(awa):
    said = words_of(issued(awa))
    assert "Itinéraire" not in said
    assert "Numéro du passeport" not in said
    assert "Date de naissance" in said


def test_organisers_own_words_speak_any_language_of_the_event(awa):
    own = (
        words.common()["en"]["letter"]
        .replace("Sincerely", "")
        .replace("Yours sincerely", "Hochachtungsvoll")
    )
    letter_heads.set_words(event=awa.event, words=Written(own, "de", {}), by=None)
    assert "de" in words.spoken(awa.event, "CA")
    said = words_of(issued(awa, lang="de"))
    assert "Hochachtungsvoll" in said
    assert "4. Mai 1980" in said
    letter_heads.set_words(event=awa.event, words=Written("", "de", {}), by=None)
    assert "de" not in words.spoken(awa.event, "CA")


def test_words_of_a_person_never_become_markup(awa):
    said = words_of(issued(awa, purpose='#import "x": y {host} *bold* = head'))
    assert "{host} *bold* = head" in said


def test_each_reading_of_papers_is_noted_with_names_and_no_values(awa):
    letter = issued(awa)
    records = Record.objects.filter(object=f"delegates.letter:{letter.pk}")
    assert "read the papers to make the letter" in {each.did for each in records}
    assert "born" in records.get(did="wrote a letter").fields
    assert not any("Diop" in str(each.fields) for each in records)


def test_how_it_went_is_told_and_only_a_refusal_has_a_ground(awa):
    letter = actions.tell_outcome(issued(awa), outcome="granted", ground="means")
    assert (letter.outcome, letter.ground) == ("granted", "")
    actions.tell_outcome(letter, outcome="refused", ground="return")
    letter.refresh_from_db()
    assert (letter.outcome, letter.ground) == ("refused", "return")


def test_a_refused_person_takes_part_from_afar_and_keeps_her_answers(awa):
    letter = actions.tell_outcome(issued(awa), outcome="refused", ground="return")
    actions.take_part_from_afar(letter, by=awa.person)
    found = Registration.objects.get(pk=awa.pk)
    assert (found.attendance, found.full_name, found.country) == ("remote", "Awa Diop", "SN")


def test_who_withdraws_has_her_letter_revoked(awa):
    letter = issued(awa)
    registrations.withdraw(awa, by=awa.person)
    letter.refresh_from_db()
    assert letter.state == "revoked"


def outcome_rows(**told):
    return [
        outcomes.Row(country, sum(each.values()), outcomes.Counter(each))
        for country, each in told.items()
    ]


def test_counts_show_no_group_of_fewer_than_five():
    rows = outcome_rows(SN={"granted": 6}, ML={"refused": 3}, BF={"refused": 2}, FR={"granted": 9})
    shown = outcomes.merged(rows)
    assert [(row.country, row.letters) for row in shown] == [("FR", 9), ("SN", 6), ("", 5)]


def test_a_rest_of_fewer_than_five_takes_the_smallest_group_with_it():
    shown = outcomes.merged(outcome_rows(SN={"granted": 6}, FR={"granted": 9}, ML={"refused": 1}))
    assert [(row.country, row.letters) for row in shown] == [("FR", 9), ("", 7)]
    assert outcomes.merged(outcome_rows(SN={"granted": 4})) == []


def test_counts_come_from_issued_letters_alone(event):
    head(event)
    for number in range(6):
        letter = issued(factories.registration(event, country="SN"))
        actions.tell_outcome(letter, outcome="granted" if number else "refused")
    asked(factories.registration(event, country="SN"))
    [row] = outcomes.counts(event)
    assert (row.letters, row.outcomes["granted"], row.outcomes["refused"]) == (6, 5, 1)


def test_ninety_days_after_the_event_papers_and_key_are_gone_and_number_day_and_hash_stay(awa):
    letter, unsent = issued(awa), write(factories.registration(awa.event))
    code, sealed = code_of(letter), bytes(letter.sealed)
    forget_ended(awa.event.ends + KEPT)
    assert opened(Letter.objects.get(pk=letter.pk))
    forget_ended(awa.event.ends + KEPT + timedelta(days=1))
    kept = Letter.objects.get(pk=letter.pk)
    assert (bytes(kept.sealed), bytes(kept.pdf), kept.registration, kept.lang) == (
        b"",
        b"",
        None,
        "",
    )
    assert (kept.number, kept.issued_at, kept.content_hash) == (
        *(letter.number, letter.issued_at, letter.content_hash),
    )
    assert not Letter.objects.filter(pk=unsent.pk).exists()
    assert queries.verdict(awa.event, code) == Verdict.GENUINE
    with pytest.raises(papers.Gone):
        papers.unseal(str(awa.event.uid), sealed)
    assert not list(settings.KEYS_DIR.glob("*.key"))


def test_a_receipt_without_personal_data_is_left_and_twice_is_once(event):
    head(event)
    for _ in range(5):
        actions.tell_outcome(issued(factories.registration(event, country="SN")), outcome="granted")
    for day in (1, 2):
        forget_ended(event.ends + KEPT + timedelta(days=day))
    receipt = event.papers_receipt
    assert (receipt.letters, receipt.checked) == (5, ["key", "rows"])
    assert receipt.counts == [{"country": "SN", "letters": 5, "outcomes": {"granted": 5}}]
    assert Record.objects.filter(did="erased the papers").count() == 1


def test_an_event_without_letters_leaves_no_receipt(event):
    forget_ended(event.ends + KEPT + timedelta(days=1))
    assert not hasattr(event, "papers_receipt")


def test_no_letter_can_be_written_once_the_key_is_gone(awa):
    papers.destroy(str(awa.event.uid))
    with pytest.raises(papers.Gone):
        write(awa)


def test_the_check_code_has_128_bits_and_only_its_hash_is_stored(awa):
    letter = issued(awa)
    code = code_of(letter)
    assert len(bytes.fromhex(code)) == 16
    assert letter.code_hash == actions.hash_of(code)
    assert f"{settings.ADDRESS}/quebec/letters/{code}/" in words_of(letter).replace("\n", "")


def test_the_hash_is_that_of_the_letter(awa):
    letter = issued(awa)
    assert letter.content_hash == hashlib.sha256(opened(letter)).hexdigest()


def test_a_letter_of_a_delegation_is_made_for_each_of_many(event, run_jobs):
    head(event, way="by_desk")
    organisation = factories.organisation(event)
    for number in range(3):
        found = organisation if number else None
        asked(factories.registration(event, organisation=found))
    wanted = queries.Wanted(organisation=str(organisation.uid))
    assert actions.issue(wanted.rows(event), by=None) == 2
    run_jobs()
    assert Letter.objects.filter(state="issued").count() == 2


def test_reading_the_desks_list_costs_the_same_for_any_number(event, django_assert_max_num_queries):
    for _ in range(6):
        letter_of(event)
    with django_assert_max_num_queries(6):
        assert len(queries.desk(event, queries.Wanted(), after="", languages=["en"]).page.rows) == 6


def test_the_picture_of_the_code_leads_to_its_page():
    assert paper.picture("https://x.example/quebec/letters/0/").startswith("<?xml")
