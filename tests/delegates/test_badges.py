"""Badges: given once, printed by a task, each name in its own script."""

import io
from pathlib import Path

import pypdf
import pytest

from accounts import erasures
from accounts.actions import delete_account
from accounts.models import Record
from delegates import badge_sheets, codes, printing
from delegates.actions import badges, registrations
from delegates.models import Badge, BadgePrint, Registration
from events.models import Role
from files.pdf import made
from tests import factories
from tests.delegates.checkin import badge, meeting_of_today
from tests.pictures import assert_looks_as

GOLDEN = Path(__file__).parents[1] / "data" / "badges"
NAMES = {
    "latin": ("Awa Ñandú van der Berg", "SN"),
    "arabic": ("فاطمة الزهراء بنت محمد", "MA"),
    "devanagari": ("अमिता शर्मा", "IN"),
    "chinese": ("王小明", "CN"),
    "japanese": ("山田 はなこ", "JP"),
    "korean": ("김철수", "KR"),
    "cyrillic": ("Юлия Ковальчук", "UA"),
    "greek": ("Ελένη Παπαδοπούλου", "GR"),
    "thai": ("สมชาย ใจดี", "TH"),
    "ethiopic": ("አበበ ቢቂላ", "ET"),
    "hebrew": ("מרים לוי", "IL"),
    "bengali": ("রহিমা খাতুন", "BD"),
    "tamil": ("தமிழ்ச்செல்வி", "LK"),
    "georgian": ("გიორგი", "GE"),
    "armenian": ("Հայկ", "AM"),
    "khmer": ("សុខា", "KH"),
    "myanmar": ("နန်းခင်", "MM"),
}


@pytest.fixture
def event(db):
    return meeting_of_today()


def drawn(name, country):
    """A card as it is printed, with a code that is always the same."""
    values = {
        "title": "Golden",
        "event": badge_sheets.part("Globalisation de la solidarité"),
        "families": list(badge_sheets.pdf.families()),
        "badges": [
            {
                "name": badge_sheets.part(name, country),
                "latin": badge_sheets.part("Latin Form"),
                "organisation": badge_sheets.part("Réseau"),
                "country": badge_sheets.part("Sénégal"),
                "category": badge_sheets.part("délégué·e"),
                "languages": ["FR", "WO"],
                "colour": "#00594f",
                "code": codes.grouped("7K3M9QXP2TBA"),
                "qr": badge_sheets.qr("7K3M9QXP2TBA" * 11),
            }
        ],
        **badge_sheets.SIZES["single"].values(),
    }
    return made(badge_sheets.TEMPLATE, values, form="png", ppi=72)


@pytest.mark.parametrize("script", NAMES)
def test_a_name_is_drawn_as_its_script_wants_it(script):
    assert_looks_as(drawn(*NAMES[script]), GOLDEN / f"{script}.png")


def text_of(file):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file)).pages)


def test_a_pseudonym_holds_on_the_badge_and_no_other_name_betrays_it(event):
    worn = badge(event, full_name="Fatima Real", public_name="زورا", latin_name="Fatima Real")
    said = badge_sheets.values(event, [worn], "card")["badges"][0]
    assert said["name"] == {"text": "زورا", "lang": "en", "dir": "rtl"}
    assert "Fatima" not in str(said)


def test_a_badge_says_the_name_that_was_asked_for(event):
    worn = badge(event, full_name="Fatima Zahra", badge_name="Fati", country="SN", speaks=["wo"])
    text = text_of(badge_sheets.sheet(event, [worn], "single"))
    assert "Fati" in text
    assert "Zahra" not in text
    assert "Sénégal" in text
    assert "WO" in text
    assert codes.grouped(worn.code) in text


@pytest.mark.parametrize("size", badge_sheets.SIZES)
def test_sheets_of_each_size_hold_as_many_as_they_say(event, size):
    many = badge_sheets.SIZES[size].many + 1
    worn = [badge(event) for _ in range(many)]
    file = badge_sheets.sheet(event, worn, size)
    assert len(pypdf.PdfReader(io.BytesIO(file)).pages) == 2


def test_a_person_has_one_badge_that_opens_doors(event):
    worn = badge(event)
    assert badges.issue(worn.registration, by=None) == worn
    fresh = badges.renew(worn.registration, by=None)
    worn.refresh_from_db()
    assert (worn.state, fresh.state) == ("revoked", "valid")
    assert fresh.code != worn.code


def test_whoever_waits_or_takes_part_from_afar_gets_no_badge_to_print(event):
    factories.registration(event, state="waiting")
    factories.registration(event, attendance="remote")
    here = factories.registration(event)
    assert badges.issue_all(event) == 1
    assert badges.issue_all(event) == 0
    assert Badge.objects.get().registration == here


def test_withdrawing_takes_effect_on_the_badge_at_once(event):
    who = factories.person()
    worn = badges.issue(factories.registration(event, who), by=None)
    registrations.withdraw(worn.registration, by=who)
    worn.refresh_from_db()
    assert worn.told == "delegate/withdrawn/"


def test_a_task_writes_badges_in_files_and_says_how_far_it_is(event, run_jobs, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    organiser = factories.member(event, Role.ORGANISER)
    rows = [
        Registration(
            event=event, category="delegate", full_name=f"Guest {n}", search=f"guest {n:03}"
        )
        for n in range(450)
    ]
    Registration.objects.bulk_create(rows)
    asked = printing.ask_for_print(event=event, size="card", category="", by=organiser)
    run_jobs("slow")
    asked.refresh_from_db()
    assert (asked.state, asked.total, asked.done, asked.files) == ("ready", 450, 450, 3)
    first = printing.file_of(asked, 1).read_bytes()
    assert len(pypdf.PdfReader(io.BytesIO(first)).pages) == 20
    printing.write_badges.call(str(asked.uid))
    assert Badge.objects.count() == 450


def test_files_of_badges_are_gone_after_a_day(event, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    asked = BadgePrint.objects.create(event=event, size="card")
    printing.write_badges.call(str(asked.uid))
    printing.folder_of(asked).mkdir(parents=True, exist_ok=True)
    BadgePrint.objects.update(made_at=asked.made_at - printing.KEPT)
    printing.clear_badges.call()
    assert not printing.folder_of(asked).exists()
    assert BadgePrint.objects.get().state == "gone"


def words_of(made: BadgePrint) -> str:
    read = [pypdf.PdfReader(printing.file_of(made, number)) for number in made.numbers]
    return "".join(page.extract_text() for file in read for page in file.pages)


@pytest.fixture
def two(event):
    """Badges of two, of whom one is about to leave."""
    people = [factories.person("awa"), factories.person("zora")]
    for who, name in zip(people, ("Awa", "Zora"), strict=True):
        badges.issue(factories.registration(event, who, full_name=name, called=name), by=None)
    return people


def test_a_print_in_which_somebody_stands_who_leaves_is_made_anew(
    event, two, run_jobs, django_capture_on_commit_callbacks, settings, tmp_path
):
    settings.DATA_DIR = tmp_path
    first = printing.ask_for_print(event=event, size="card", category="", by=None)
    run_jobs("slow")
    first.refresh_from_db()
    assert "Awa" in words_of(first)
    with django_capture_on_commit_callbacks(execute=True):
        delete_account(person=two[0], by=two[0])
    run_jobs("slow")
    assert not printing.folder_of(first).exists()
    again = BadgePrint.objects.get(state="ready")
    assert "Zora" in words_of(again)
    assert "Awa" not in words_of(again)


def test_who_leaves_while_badges_are_printed_stands_on_none(
    event, two, run_jobs, settings, tmp_path
):
    settings.DATA_DIR = tmp_path
    asked = printing.ask_for_print(event=event, size="card", category="", by=None)
    since, ids = erasures.number(), list(printing.wanted_of(asked))
    printing.draft(asked, 1, ids)
    delete_account(person=two[0], by=two[0])
    assert printing.publish(asked, 1, since) is None
    assert not printing.write_file(asked, 1, ids)
    assert not printing.file_of(asked, 1).exists()
    run_jobs("slow")
    assert "Awa" not in words_of(BadgePrint.objects.get(state="ready"))


def test_who_takes_badges_away_is_on_record(client, event, two, run_jobs, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    organiser = factories.member(event, Role.ORGANISER)
    made = printing.ask_for_print(event=event, size="card", category="", by=organiser)
    run_jobs("slow")
    client.force_login(organiser)
    answer = client.get(f"/{event.slug}/organise/checkin/badges/{made.uid}/1/")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    found = Record.objects.get(did="downloaded a file of badges")
    assert (found.person, found.fields) == (organiser, ["file:1"])
