"""Everything that a release publishes."""

import json

import icalendar
import pytest
from django.conf import settings
from lxml import etree

from accounts.actions import delete_account
from delegates.models import Registration
from events.actions import change_event, throw_switch
from events.actions.events import FIELDS
from events.models import Event
from files import presses
from files.assets import fingerprint
from files.packs import Pack
from files.shelves import find, shelf
from languages.forms import written
from languages.models import Text
from programme import paths, releases, tasks
from programme.queries.released import all_of
from programme.tasks import refresh_pages, write_again, write_pack
from tests import factories
from tests.programme.conftest import Programme
from workshops.models import Part

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def body(path: str, lang: str = "en") -> str:
    artefact = find(path, [lang])
    assert artefact, path
    return artefact.body.decode()


def test_every_list_and_session_has_a_page_in_every_language(programme: Programme):
    programme.release()
    event = programme.event
    wanted = [
        paths.programme(event.slug),
        *(paths.day(event.slug, day) for day in event.days),
        paths.room(event.slug, programme.room.uid),
        paths.theme(event.slug, programme.theme.uid),
        paths.language(event.slug, "fr"),
        paths.changes(event.slug),
        paths.session(event.slug, "SEEDS"),
    ]
    for path in wanted:
        for lang in LANGUAGES:
            assert f'<html lang="{lang}"' in body(path, lang)


def test_a_page_says_each_title_in_its_own_language_and_direction(programme: Programme):
    programme.release()
    path = paths.day(programme.event.slug, programme.event.begins)
    assert '<h3 lang="ar" dir="rtl"><a href="/quebec/sessions/SEEDS/">بذور' in body(path, "ar")
    assert '<h3 lang="en" dir="ltr"><a href="/quebec/sessions/CREDIT/">Credit' in body(path, "ar")


def test_arabic_pages_run_from_right_to_left(programme: Programme):
    programme.release()
    assert '<html lang="ar" dir="rtl">' in body(paths.programme(programme.event.slug), "ar")


def test_what_people_write_cannot_carry_a_script(programme: Programme):
    Text.objects.filter(pk=programme.credit.title_id).update(body="<script>alert(1)</script>")
    programme.release()
    for path in (
        paths.session("quebec", "SEEDS"),
        paths.session("quebec", "CREDIT"),
        paths.programme("quebec"),
    ):
        assert "<script>alert" not in body(path)


def test_an_artefact_holds_nothing_of_its_reader(programme: Programme):
    programme.release()
    for path in (paths.programme("quebec"), paths.session("quebec", "SEEDS")):
        page = body(path)
        assert "csrf" not in page.lower()
        assert 'href="/me/"' not in page


def test_the_next_release_says_what_changed(programme: Programme):
    programme.release()
    assert "first release" in body(paths.changes("quebec"))
    programme.seeds.placement.room = programme.other_room
    programme.seeds.placement.save()
    programme.water.placement.delete()
    programme.release("Two rooms were exchanged")
    changes = body(paths.changes("quebec"))
    assert "was in Salle A" in changes
    assert "Agua de todos" in changes
    assert "Cancelled" in changes
    day = body(paths.day("quebec", programme.event.begins))
    assert "moved, was in Salle A" in day
    assert "Two rooms were exchanged" in day
    assert "This session was cancelled." in body(paths.session("quebec", "WATER"))


def test_the_calendar_holds_every_session_once_with_stable_identity(programme: Programme):
    programme.release()
    first = icalendar.Calendar.from_ical(body(paths.feed("quebec", "programme.ics")))
    programme.seeds.placement.room = programme.other_room
    programme.seeds.placement.save()
    programme.release()
    second = icalendar.Calendar.from_ical(body(paths.feed("quebec", "programme.ics")))
    before, after = ({str(e["UID"]): e for e in c.walk("VEVENT")} for c in (first, second))
    assert before.keys() == after.keys()
    assert len(before) == 3
    moved = str(programme.seeds.guid)
    assert (before[moved]["SEQUENCE"], after[moved]["SEQUENCE"]) == (0, 1)
    stayed = str(programme.credit.guid)
    assert before[stayed].to_ical() == after[stayed].to_ical()


def test_a_withdrawn_session_stays_in_the_calendar_as_cancelled(programme: Programme):
    programme.release()
    programme.water.placement.delete()
    programme.release()
    calendar = icalendar.Calendar.from_ical(body(paths.feed("quebec", "programme.ics")))
    (found,) = [e for e in calendar.walk("VEVENT") if e["UID"] == str(programme.water.guid)]
    assert found["STATUS"] == "CANCELLED"
    assert found["SEQUENCE"] == 1


def test_rooms_themes_and_languages_have_calendars_of_their_own(programme: Programme):
    programme.release()
    for name, count in (
        (f"rooms/{programme.room.uid}.ics", 2),
        (f"themes/{programme.theme.uid}.ics", 1),
        ("languages/ar.ics", 1),
    ):
        calendar = icalendar.Calendar.from_ical(body(paths.feed("quebec", name)))
        assert len(calendar.walk("VEVENT")) == count


def test_xml_and_json_hold_the_release(programme: Programme):
    programme.release()
    xml = etree.fromstring(body(paths.feed("quebec", "schedule.xml"), "fr").encode())
    assert "Semences paysannes" in [title.text for title in xml.iterfind(".//event/title")]
    found = json.loads(body(paths.feed("quebec", "schedule.json")))
    assert found["schedule"]["version"] == "1"


def test_a_second_writing_of_a_release_gives_the_same_bytes(programme: Programme):
    programme.release()
    path = paths.programme("quebec")
    first = find(path, ["fr"])
    write_again.enqueue(programme.event.pk)
    programme.run_jobs("now")
    second = find(path, ["fr"])
    assert first
    assert second
    assert first.etag == second.etag


def test_a_closed_programme_is_taken_down_and_an_open_one_put_up(
    programme: Programme, django_capture_on_commit_callbacks
):
    programme.release()
    organiser = factories.member(programme.event, "organiser")
    for to, shown in (("closed", False), ("open", True)):
        with django_capture_on_commit_callbacks(execute=True):
            throw_switch(event=programme.event, switch="programme", to=to, by=organiser)
        assert bool(find(paths.programme("quebec"), ["en"])) == shown


def test_an_event_with_another_address_has_its_pages_there(
    programme: Programme, django_capture_on_commit_callbacks
):
    programme.release()
    event = programme.event
    fields = {name: getattr(event, name) for name in FIELDS}
    with django_capture_on_commit_callbacks(execute=True):
        change_event(
            event=event,
            name=written(event.name, "en"),
            about=written(None, "en"),
            slug="quebec-2001",
            by=factories.member(event, "organiser"),
            **fields,
        )
    programme.run_jobs("now")
    assert find(paths.programme("quebec"), ["en"]) is None
    assert find(paths.programme("quebec-2001"), ["en"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_csv_opens_with_its_header_and_a_row_for_each_session(programme: Programme, lang):
    programme.release()
    lines = body(paths.feed("quebec", "programme.csv"), lang).splitlines()
    assert lines[0].lstrip("\ufeff").startswith("code,begins")
    assert len(lines) == 4


def test_pages_that_name_an_earlier_build_are_written_again_once(programme: Programme):
    programme.release()
    current = programme.event.releases.get()
    assert current.assets == fingerprint()
    programme.event.releases.update(assets="an earlier build")
    for _ in range(2):
        refresh_pages.enqueue()
        programme.run_jobs("clock")
    assert programme.run_jobs("now") == 1
    current.refresh_from_db()
    assert current.assets == fingerprint()


def test_a_release_stands_first_in_its_events_languages_and_then_in_all(
    programme: Programme, monkeypatch
):
    Event.objects.filter(pk=programme.event.pk).update(languages=["fr", "ar"])
    path, stood = paths.session("quebec", "SEEDS"), []

    def finish(**given) -> bool:
        done = releases_finish(**given)
        stood.append(list(Pack(shelf().root / "quebec" / given["file"]).index[path]))
        return done

    releases_finish = releases.finish
    monkeypatch.setattr(releases, "finish", finish)
    programme.release()
    assert stood == [["fr", "ar"]]
    pack = shelf().pack("quebec")
    assert pack
    assert list(pack.index[path]) == [
        "fr",
        "ar",
        *(lang for lang in LANGUAGES if lang not in {"fr", "ar"}),
    ]
    assert len(list((shelf().root / "quebec").glob("*.pack*"))) == 1


def test_who_reads_another_language_meanwhile_gets_the_events_own(programme: Programme):
    Event.objects.filter(pk=programme.event.pk).update(languages=["fr", "ar"])
    new = releases.release(event=programme.event, by=None)
    pack = write_pack(all_of(new.event, new), ["fr", "ar"])
    shelf().show("quebec", pack.name)
    path = paths.session("quebec", "SEEDS")
    assert [find(path, [lang]).lang for lang in ("es", "ar", "fr")] == ["fr", "ar", "fr"]
    assert find(path, ["es", "ar"]).lang == "ar"


def test_who_is_erased_before_the_other_languages_follow_is_named_in_none(
    programme: Programme, monkeypatch
):
    Event.objects.filter(pk=programme.event.pk).update(languages=["fr"])
    seat = factories.registration(programme.event, factories.person("left"))
    Registration.objects.filter(pk=seat.pk).update(full_name="Rosa Quijano")
    Part.objects.create(session=programme.seeds, registration=seat)
    complete = releases.complete
    left: list[None] = []

    def leaving(**given) -> bool:
        if not left:
            left.append(delete_account(person=seat.person, by=seat.person))
        return complete(**given)

    monkeypatch.setattr(releases, "complete", leaving)
    programme.release()
    pack = shelf().pack("quebec")
    assert pack
    path = paths.session("quebec", "SEEDS")
    assert set(pack.index[path]) == set(LANGUAGES)
    for lang in LANGUAGES:
        assert b"Quijano" not in pack.artefact(path, lang).body
    assert [path.name for path in (shelf().root / "quebec").glob("*.pack*")] == [
        shelf().current("quebec")
    ]


def test_what_was_written_anew_meanwhile_is_not_replaced_by_what_was_begun_before(
    programme: Programme, monkeypatch
):
    Event.objects.filter(pk=programme.event.pk).update(languages=["fr"])
    complete = releases.complete
    anew: list[bool] = []

    def late(**given) -> bool:
        if not anew:
            anew.append(True)
            Text.objects.filter(pk=programme.credit.title_id).update(body="Credit for women")
            write_again.call(programme.event.pk)
        return complete(**given)

    monkeypatch.setattr(releases, "complete", late)
    programme.release()
    assert "Credit for women" in body(paths.session("quebec", "CREDIT"), "es")


@pytest.mark.skipif(presses.cores() == 1, reason="forks where that is safe, on two cores")
@pytest.mark.postgres
def test_several_presses_write_a_release_as_one_does(programme: Programme, monkeypatch):
    new = releases.release(event=programme.event, by=None)
    whole = all_of(new.event, new)
    one = write_pack(whole, LANGUAGES)
    monkeypatch.setattr(tasks, "MANY", 1)
    several = write_pack(whole, LANGUAGES)
    assert one.read_bytes() == several.read_bytes()
    programme.run_jobs("now")
    assert "Peasant seeds" in body(paths.session("quebec", "SEEDS"))
