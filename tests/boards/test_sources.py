"""The snapshot before plus the entries must equal the snapshot after, in each language."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from boards import actions, topics
from boards.models import Line
from boards.sources import BoardSource, HallSource
from events.models import Event
from languages import texts
from languages.texts import State
from programme.actions import set_running
from programme.models import Running
from realtime import log
from realtime.models import EVERYONE
from tests import factories

pytestmark = pytest.mark.django_db
LANGUAGES = ["fr", "ar"]


def applied(state: dict[str, Any], frame: dict[str, Any] | None) -> dict[str, Any]:
    """What a client does with a frame."""
    if frame is None:
        return state
    lines, running = list(state["lines"]), state["running"]
    if "removed" in frame:
        lines = [line for line in lines if line["uid"] != frame["removed"]]
    if "line" in frame:
        lines = [line for line in lines if line["uid"] != frame["line"]["uid"]] + [frame["line"]]
        lines.sort(key=lambda line: line["at"])
    if "running" in frame and isinstance(running, list):
        others = [each for each in running if each["code"] != frame["running"]["code"]]
        running = sorted([*others, frame["running"]], key=lambda each: each["code"])
        running = [each for each in running if each["state"] != "planned"]
    elif "running" in frame:
        running = frame["running"]
    new = state | {"lines": lines, "running": running}
    return new | ({"release": frame["release"]} if "release" in frame else {})


class World:
    """A session with its board, and what may happen on it."""

    def __init__(self) -> None:
        number = Event.objects.count()
        self.event = factories.event(f"event-{number}")
        self.session = factories.session(self.event)
        self.person = factories.person()
        self.room = factories.room(self.event)
        board = topics.board(self.session.guid, self.event.uid)
        self.sources = [(BoardSource(), board), (HallSource(), topics.hall(self.event.uid))]

    def do(self, what: str) -> None:
        line = Line.objects.filter(event=self.event).order_by("?").first()
        if what == "note":
            self.write(Line.Kind.NOTE)
        elif what == "announce":
            self.write(Line.Kind.ANNOUNCEMENT)
        elif what == "translate" and line:
            actions.translate_line(line=line, lang="ar", body="مرحبا", by=self.person)
        elif what == "remove" and line:
            actions.remove_line(line=line, by=self.person)
        elif what == "restore" and line:
            actions.restore_line(line=line, by=self.person)
        elif what in {"live", "planned", "late", "moved"}:
            set_running(
                session=self.session,
                state=what,
                late_minutes=10,
                room=self.room if what == "moved" else None,
                by=self.person,
            )

    def write(self, kind: str) -> None:
        actions.write_line(
            event=self.event,
            session=self.session,
            kind=kind,
            body="Bienvenue",
            lang="fr",
            by=self.person,
        )


HAPPENINGS = [
    "note",
    "announce",
    "translate",
    "remove",
    "restore",
    "live",
    "late",
    "moved",
    "planned",
]


@given(st.lists(st.sampled_from(HAPPENINGS), max_size=12))
@hypothesis_settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_snapshot_and_entries_give_the_next_snapshot(happenings):
    world = World()
    seen = {
        (topic, lang): (source.state(topic, lang, EVERYONE), 0)
        for source, topic in world.sources
        for lang in LANGUAGES
    }
    for happening in happenings:
        world.do(happening)
        for source, topic in world.sources:
            for lang in LANGUAGES:
                state, seq = seen[topic, lang]
                for entry in log.entries_after(topic, seq):
                    state, seq = applied(state, source.render(entry, lang, EVERYONE)), entry.seq
                assert state == source.state(topic, lang, EVERYONE)
                seen[topic, lang] = state, seq


def test_each_reads_a_line_in_her_own_language():
    world = World()
    line = actions.write_line(
        event=world.event,
        session=world.session,
        kind=Line.Kind.NOTE,
        body="Bienvenue",
        lang="fr",
        translations={"ar": "أهلا"},
        by=world.person,
    )
    source, topic = world.sources[0]
    (entry,) = log.entries_after(topic, 0)
    french, arabic = (source.render(entry, lang, EVERYONE) for lang in LANGUAGES)
    assert french
    assert arabic
    assert french["line"]["text"]["body"] == "Bienvenue"
    assert (
        arabic["line"]["text"] | {"body": "أهلا", "lang": "ar", "dir": "rtl"}
        == (arabic["line"]["text"])
    )
    assert str(line.uid) == french["line"]["uid"] == arabic["line"]["uid"]


def test_a_line_without_translation_comes_in_its_original_and_says_so():
    world = World()
    world.write(Line.Kind.NOTE)
    source, topic = world.sources[0]
    (entry,) = log.entries_after(topic, 0)
    frame = source.render(entry, "ar", EVERYONE)
    assert frame
    assert frame["line"]["text"]["lang"] == "fr"
    assert frame["line"]["text"]["dir"] == "ltr"


def test_a_note_stays_in_its_session_and_an_announcement_reaches_the_halls():
    world = World()
    world.do("note")
    world.do("announce")
    board, hall = (len(log.entries_after(topic, 0)) for _, topic in world.sources)
    assert (board, hall) == (2, 1)


@pytest.mark.parametrize("name", ["board:nothing", "board:", "hall:zz", f"hall:{'0' * 32}"])
def test_a_topic_that_names_nothing_is_not_found(name):
    source = BoardSource() if name.startswith("board") else HallSource()
    with pytest.raises((Event.DoesNotExist, factories.Session.DoesNotExist)):
        source.find(name)


def test_a_topic_has_one_spelling_so_that_nobody_makes_the_hub_follow_a_thousand():
    world = World()
    board, hall = (topic for _, topic in world.sources)
    dashed = f"{hall[:9]}-{hall[9:]}"
    others = [board.upper().replace("BOARD", "board"), f"{board}.", f"{hall}.x", dashed]
    for name in (board, hall, *others):
        source = BoardSource() if name.startswith("board") else HallSource()
        if name in {board, hall}:
            assert source.find(name)
        else:
            with pytest.raises((Event.DoesNotExist, factories.Session.DoesNotExist)):
                source.find(name)


def test_a_state_costs_the_same_queries_at_one_and_at_fifty_lines(django_assert_num_queries):
    world = World()
    source, topic = world.sources[0]
    world.write(Line.Kind.NOTE)
    with django_assert_num_queries(6):
        source.state(topic, "fr", EVERYONE)
    for _ in range(50):
        world.write(Line.Kind.NOTE)
    set_running(session=world.session, state=Running.State.LIVE, by=world.person)
    with django_assert_num_queries(6):
        source.state(topic, "fr", EVERYONE)


def said_of(lang: str, translations: dict[str, str]) -> dict[str, Any]:
    """The text of a Spanish line in the frame of who reads in `lang`."""
    world = World()
    actions.write_line(
        event=world.event,
        session=world.session,
        kind=Line.Kind.NOTE,
        body="Agua",
        lang="es",
        translations=translations,
        by=world.person,
    )
    source, topic = world.sources[0]
    (entry,) = log.entries_after(topic, 0)
    frame = source.render(entry, lang, EVERYONE)
    assert frame
    found: dict[str, Any] = frame["line"]["text"]
    return found


def test_a_frame_carries_the_translations_among_which_its_language_is_missing():
    said = said_of("ar", {"fr": "Eau"})
    assert (said["body"], said["lang"]) == ("Agua", "es")
    assert [(each["lang"], each["body"]) for each in said["others"]] == [("fr", "Eau")]
    assert "original" not in said


def test_a_frame_in_its_language_carries_the_original_and_no_other():
    said = said_of("fr", {"fr": "Eau", "en": "Water"})
    assert (said["body"], said["original"], "others" in said) == ("Eau", "Agua", False)
    assert not {"original", "others"} & set(said_of("es", {"fr": "Eau"}))
    assert not {"original", "others"} & set(said_of("ar", {}))


def test_a_translation_from_the_desk_reaches_the_board_at_once():
    world = World()
    world.write(Line.Kind.NOTE)
    source, topic = world.sources[0]
    line = Line.objects.get()
    texts.translate(line.body, lang="ar", body="مرحبا", by=None, state=State.DRAFT)
    assert len(log.entries_after(topic, 1)) == 0
    texts.translate(line.body, lang="ar", body="مرحبا", by=None)
    (entry,) = log.entries_after(topic, 1)
    frame = source.render(entry, "ar", EVERYONE)
    assert frame
    assert frame["line"]["text"]["body"] == "مرحبا"
