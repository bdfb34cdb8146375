"""Programmes of other programs: brought in, brought in again, and refused as a whole."""

import json
import re
from datetime import date
from io import StringIO
from pathlib import Path

import icalendar
import jsonschema
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import Model
from lxml import etree

from events.models import Event, Room, Theme
from files.shelves import find
from languages import texts
from languages.forms import Written
from languages.models import Text, Translation
from programme import paths, releases
from programme.importing import import_schedule
from programme.interchange.reader import LIMIT, read
from programme.models import Placement
from tests import factories
from tests.programme.interchange.schedules import DATA, SCHEDULE, piece, whole
from workshops.actions.sessions import change_session
from workshops.content import Described, Named
from workshops.models import Part, Session, WebLink

FOSDEM = "fosdem-2026-piece.xml"
PIECES = [FOSDEM, "fosdem-2023-piece.xml", "camp2019-piece.json"]
WHOLE = {"fosdem-2026.xml": 883, "fosdem-2023.xml": 780, "camp2019.json": 79}
PIECES_AND_WHOLE = [*PIECES, *(pytest.param(name, marks=pytest.mark.big) for name in WHOLE)]
WATCHED = ["events", "languages", "programme", "workshops", "accounts"]


@pytest.fixture
def event(db) -> Event:
    return factories.event(
        "fosdem",
        begins=date(2026, 1, 31),
        ends=date(2026, 2, 1),
        zone="Europe/Brussels",
        languages=["en", "fr"],
    )


def bring(path: Path, *options: str, event: str = "fosdem") -> str:
    """What the command says."""
    out = StringIO()
    command = ["import_schedule", str(path), "--event", event, *options]
    call_command(*command, stdout=out, stderr=StringIO())
    return out.getvalue()


def everything() -> dict[type[Model], list]:
    """Every row of the apps below, whole."""
    models = [model for name in WATCHED for model in apps.get_app_config(name).get_models()]
    return {model: list(model._default_manager.order_by("pk").values()) for model in models}


@pytest.fixture
def changed(tmp_path: Path):
    """A piece of FOSDEM with one thing replaced."""

    def write(old: str, new: str, name: str = FOSDEM) -> Path:
        words = piece(name).read_text()
        assert old in words
        path = tmp_path / name
        path.write_text(words.replace(old, new, 1))
        return path

    return write


@pytest.mark.parametrize("name", PIECES)
def test_what_the_file_holds_stands_in_the_draft(event, name):
    bring(piece(name))
    schedule = read(piece(name), zone=event.zone)
    assert Session.objects.count() == Placement.objects.count() == len(schedule.items)
    assert Room.objects.count() == len(schedule.rooms)
    assert Theme.objects.count() == len(schedule.themes)
    assert Part.objects.count() == sum(len(item.persons) for item in schedule.items)
    addresses = [{each.url for each in (*i.links, *i.attachments)} for i in schedule.items]
    assert WebLink.objects.count() == sum(map(len, addresses))
    placed = Placement.objects.select_related("session__title", "room__name")
    stands = {(p.session.title.body, p.room.name.body, p.begins, p.ends) for p in placed}
    assert stands == {(i.title, i.room, i.begins, i.ends) for i in schedule.items}


@pytest.mark.parametrize("name", PIECES_AND_WHOLE)
def test_a_second_import_changes_not_a_single_row(event, name):
    path = piece(name) if name in PIECES else whole(name)
    bring(path)
    before = everything()
    assert bring(path).startswith("Changed 0 things")
    assert everything() == before


@pytest.mark.big
@pytest.mark.parametrize(("name", "sessions"), WHOLE.items())
def test_a_whole_file_comes_in_with_a_bounded_number_of_queries(
    event, name, sessions, django_assert_max_num_queries
):
    schedule = read(whole(name), zone=event.zone)
    with django_assert_max_num_queries(300):
        import_schedule(event=event, schedule=schedule)
    assert Session.objects.count() == sessions


def test_one_session_that_moved_is_the_only_one_written(event, changed):
    bring(piece(FOSDEM))
    before = everything()
    said = bring(changed("<title>Welcome to FOSDEM 2026", "<title>Willkommen zur FOSDEM"))
    session = Session.objects.get(title__body="Willkommen zur FOSDEM")
    assert said.splitlines()[0] == f"Session {session.code} “Willkommen zur FOSDEM”: title"
    after = everything()
    differing = {
        model: [
            old["id"] for old, new in zip(before[model], after[model], strict=False) if old != new
        ]
        for model in (Text, Session, Placement, Part, WebLink, Room, Theme)
    }
    assert {model: ids for model, ids in differing.items() if ids} == {
        Text: [session.title_id],
        Session: [session.pk],
    }
    assert session.title.revision == 2


def test_another_room_and_hour_count_the_placement_up(event, changed):
    bring(piece(FOSDEM))
    schedule = read(piece(FOSDEM))
    first = schedule.items[0]
    stood = Placement.objects.get(session__guid=first.guid)
    path = changed("<start>09:30</start>", "<start>09:25</start>")
    path.write_text(path.read_text().replace("T09:30:00", "T09:25:00"))
    assert ": hour" in bring(path)
    moved = Placement.objects.get(session__guid=first.guid)
    assert (moved.version, moved.room_id) == (stood.version + 1, stood.room_id)


def test_what_was_added_by_hand_stays(event):
    bring(piece(FOSDEM))
    session = Session.objects.first()
    session.interpreted, session.size, session.access = ["fr"], 40, "step_free"
    session.save()
    texts.translate(session.title, lang="fr", body="Bienvenue", by=None)
    factories.speaker(session, "Awa Diop")
    WebLink.objects.create(session=session, url="https://example.org/by-hand")
    room = Room.objects.first()
    room.access, room.seats = "step_free", 1400
    room.save()
    before = everything()
    assert bring(piece(FOSDEM)).startswith("Changed 0 things")
    assert everything() == before


def test_a_translation_stays_and_is_older_when_the_title_changes(event, changed):
    bring(piece(FOSDEM))
    title = Text.objects.get(body="Welcome to FOSDEM 2026")
    texts.translate(title, lang="fr", body="Bienvenue", by=None)
    bring(changed("<title>Welcome to FOSDEM 2026", "<title>Hello"))
    assert Translation.objects.get(text=title).body == "Bienvenue"
    assert texts.load([title.pk], ["fr"])[title.pk].older


def test_links_and_people_that_the_file_drops_go(event, changed):
    bring(piece(FOSDEM))
    words = piece(FOSDEM).read_text()
    first = words[words.index("<event guid") : words.index("</event>")]
    bare = re.sub(r"<(persons|links|attachments)>.*?</\1>", "", first, flags=re.DOTALL)
    session = Session.objects.get(title__body="Welcome to FOSDEM 2026")
    assert session.parts.exists()
    assert session.web_links.exists()
    assert ": people, links" in bring(changed(first, bare))
    assert not session.parts.exists()
    assert not session.web_links.exists()


def test_a_part_that_was_linked_to_a_registration_stays_linked(event):
    bring(piece(FOSDEM))
    part = Part.objects.first()
    part.registration = factories.registration(event, full_name=part.name)
    part.save()
    assert bring(piece(FOSDEM)).startswith("Changed 0 things")
    part.refresh_from_db()
    assert part.registration_id


def test_a_session_that_the_file_no_longer_has_stays_and_is_named(event, changed):
    bring(piece(FOSDEM))
    words = piece(FOSDEM).read_text()
    first = words[words.index("<event guid") : words.index("</event>") + len("</event>")]
    schedule = read(changed(first, ""))
    outcome = import_schedule(event=event, schedule=schedule)
    gone = Session.objects.get(title__body="Welcome to FOSDEM 2026")
    assert outcome.changes == ()
    assert outcome.remarks[-1].endswith(f"It stays: {gone.code}")


def test_a_session_that_the_file_cancels_is_cancelled_and_restored(event, changed):
    bring(piece(FOSDEM))
    bring(changed("<title>Welcome to", "<title>CANCELLED Welcome to"))
    assert Session.objects.get(state="cancelled").title.body == "Welcome to FOSDEM 2026"
    bring(piece(FOSDEM))
    assert not Session.objects.filter(state="cancelled").exists()


@pytest.mark.parametrize("name", PIECES)
def test_a_dry_run_says_the_same_and_writes_nothing(event, name):
    before = everything()
    lines = bring(piece(name), "--dry-run").splitlines()
    assert everything() == before
    done = bring(piece(name)).splitlines()
    assert len(lines) == len(done)
    assert lines[-1].startswith("Would change")
    rooms = [line for line in done if line.startswith(("New room", "New theme"))]
    assert rooms
    assert set(rooms) < set(lines)


def test_codes_of_the_file_are_kept_where_they_are_free(event):
    factories.session(event, code="ABC123")
    import_schedule(event=event, schedule=SCHEDULE)
    codes = set(Session.objects.values_list("code", flat=True))
    assert len(codes) == 3
    assert "ABC123" in codes
    other = factories.event("dakar", zone="Europe/Brussels")
    import_schedule(event=other, schedule=SCHEDULE)
    assert Session.objects.filter(event=other, code="ABC123").exists()


def test_html_becomes_markdown_that_shows_the_same(event):
    import_schedule(event=event, schedule=SCHEDULE)
    session = Session.objects.get(source_id="17")
    assert session.abstract.body == "Un **débat**.\n\nPlus."
    assert (session.title.lang, session.spoken) == ("fr", ["fr", "pt-BR"])
    assert [link.url for link in session.web_links.all()][-1] == "https://a.example/s.pdf"


def test_rooms_are_found_by_their_names_and_keep_them(event):
    own = factories.room(event, "SALLE A", seats=5)
    import_schedule(event=event, schedule=SCHEDULE)
    own.refresh_from_db()
    assert own.name.body == "SALLE A"
    assert own.source_id == SCHEDULE.rooms[0].guid
    assert Room.objects.filter(event=event).count() == len(SCHEDULE.rooms)


def test_another_zone_is_remarked_on(event):
    event.zone = "America/Toronto"
    event.save()
    outcome = import_schedule(event=event, schedule=SCHEDULE)
    assert "Europe/Brussels" in outcome.remarks[0]
    assert "America/Toronto" in outcome.remarks[0]


def test_an_event_can_be_made_from_the_file(db):
    by = factories.person("ana")
    bring(piece(FOSDEM), "--create", "--by", by.email, event="fosdem-2026")
    event = Event.objects.get(slug="fosdem-2026")
    assert (event.name.body, event.zone, event.languages) == (
        "FOSDEM 2026",
        "Europe/Brussels",
        ["en"],
    )
    assert event.team.get().person == by
    bring(piece(FOSDEM), "--create", "--by", by.email, "--dry-run", event="again")
    assert not Event.objects.filter(slug="again").exists()


def test_a_file_without_a_zone_is_read_in_the_events(event):
    bring(piece("fosdem-2023-piece.xml"))
    hours = {p.begins.astimezone(event.tz).hour for p in Placement.objects.all()}
    assert min(hours) == 9


BROKEN = {
    "not XML": ("<schedule>", "<schedule", "line "),
    "an entity bomb": ("<schedule>", '<!DOCTYPE x [<!ENTITY a "aaaa">]><schedule>', "DOCTYPE"),
    "a missing day": ('<day index="2"', '<day index="3"', "day 2 is missing"),
    "no room": ("<room>Janson</room>", "<room/>", "the session has no room"),
    "overlapping": ("<duration>00:20</duration>", "<duration>01:31</duration>", "lasts until"),
    "a wrong zone": ("Europe/Brussels", "Mars/Olympus", "is no IANA time zone"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_file_gets_one_line_and_writes_nothing(event, changed, fault):
    old, new, reason = BROKEN[fault]
    before = everything()
    with pytest.raises(CommandError) as refused:
        bring(changed(old, new))
    line = str(refused.value)
    assert reason in line
    assert "\n" not in line
    assert line.startswith(f"{FOSDEM}: line ")
    assert refused.value.returncode == 1
    assert everything() == before


def test_a_file_that_is_too_large_gets_one_line(event, tmp_path):
    path = tmp_path / "large.xml"
    with path.open("wb") as file:
        file.truncate(LIMIT)
    with pytest.raises(CommandError, match=r"large.xml: byte .* 50,000,000 bytes"):
        bring(path)


def test_a_fault_found_while_writing_leaves_nothing_behind(event, changed):
    long = "word " * 7_000
    path = changed("<abstract>", f"<abstract>{long}")
    path.write_text(
        path.read_text().replace("<description/>", f"<description>{long}</description>")
    )
    before = everything()
    with pytest.raises(CommandError, match=r"session 9c3ebb8c.*: abstract of “Welcome.*bytes"):
        bring(path)
    assert everything() == before


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--event", "nowhere"], "There is no event at /nowhere/."),
        (["--event", "new", "--create"], "Name by --by"),
        (["--event", "fosdem", "--by", "no@example.org"], "Nobody has an account"),
    ],
)
def test_what_the_command_cannot_do_it_says(event, options, reason):
    with pytest.raises(CommandError, match=reason):
        call_command("import_schedule", str(piece(FOSDEM)), *options)


def test_a_file_that_is_not_there_gets_one_line(event, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        bring(tmp_path / "none.xml")


def released(event: Event, name: str) -> bytes:
    found = find(paths.feed(event.slug, name), ["en"])
    assert found, name
    return found.body


@pytest.fixture
def release(data_path, run_jobs, django_capture_on_commit_callbacks):
    def publish(event: Event) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            releases.release(event=event, by=None)
            run_jobs("now")

    return publish


@pytest.fixture
def data_path(tmp_path, settings):
    settings.DATA_DIR = tmp_path


@pytest.mark.parametrize("name", PIECES_AND_WHOLE)
def test_a_released_import_is_valid_by_the_schemas(event, release, name):
    path = piece(name) if name in PIECES else whole(name)
    bring(path)
    release(event)
    schema = etree.XMLSchema(etree.parse(DATA / "schemas" / "schedule.xml.xsd"))
    xml = etree.fromstring(released(event, "schedule.xml"))
    schema.assertValid(xml)
    found = json.loads(released(event, "schedule.json"))
    jsonschema.validate(found, json.loads((DATA / "schemas/schedule-schema.json").read_text()))
    calendar = icalendar.Calendar.from_ical(released(event, "programme.ics"))
    confirmed = Session.objects.filter(state="confirmed").count()
    assert len(calendar.walk("VEVENT")) == len(xml.findall(".//event")) == confirmed
    uids = {str(entry["UID"]) for entry in calendar.walk("VEVENT")}
    assert uids == {str(guid) for guid in Session.objects.values_list("guid", flat=True)} & uids


def test_a_session_that_an_organiser_edits_stays_known_to_the_import(event):
    import_schedule(event=event, schedule=SCHEDULE)
    session = Session.objects.get(source_id="17")
    before = list(session.parts.values_list("name", "source_id"))
    links = list(session.web_links.values_list("url", "source_id"))
    assert any(source for _, source in [*before, *links])
    content = Described(
        title=Written("Autre titre", "fr", {}),
        abstract=Written("", "fr", {}),
        parts=[Named(name=name) for name, _ in before],
        links=[("", url) for url, _ in links],
    )
    change_session(session, by=None, content=content)
    assert list(session.parts.values_list("name", "source_id")) == before
    assert list(session.web_links.values_list("url", "source_id")) == links
