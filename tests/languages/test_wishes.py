"""The machine's queue: what gets into it, in which order, and what comes of it."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from events.homes import home
from languages import machines, ports, texts
from languages.actions import machines as actions
from languages.actions import wishes
from languages.machines import state
from languages.models import Gap, MachineWish, Space, Translation
from languages.tasks import look_after_machine
from languages.texts import Origin, Reach, State
from languages.texts.gaps import settle_space
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_is_known_of_the_machine():
    cache.clear()


def machined(machine=Space.Machine.DRAFTS, **fields) -> Space:
    event = factories.event()
    space = event.space
    space.machine = machine
    for name, value in fields.items():
        setattr(space, name, value)
    space.save()
    space.event = event
    return space


def written(space, body="L’eau", *, by=None, kind="events.page.body", **fields):
    where = home(space.event, kind, **fields)
    return texts.create(body=body, lang="fr", by=by or factories.person(), home=where)


def found(text, lang="en"):
    return Translation.objects.filter(text=text, lang=lang).first()


def test_gaps_become_drafts_for_the_desk_and_readers_see_nothing(libre):
    space = machined()
    text = written(space)
    assert wishes.work() is False
    assert {t.lang: (t.body, t.origin, t.state) for t in text.translations.all()} == {
        lang: (f"{lang}: L’eau", "machine", "draft") for lang in ("en", "es", "pt")
    }
    assert str(texts.load([text.pk], ["en"])[text.pk]) == "L’eau"
    assert set(text.gaps.values_list("state", flat=True)) == {Gap.State.MACHINE}
    assert not MachineWish.objects.exists()


def test_readers_see_a_machines_words_as_such(libre):
    space = machined(Space.Machine.READERS)
    text = written(space)
    wishes.work()
    reading = texts.load([text.pk], ["en"])[text.pk]
    assert (reading.body, reading.origin, reading.reviewed) == ("en: L’eau", "machine", False)


def test_drafts_are_shown_without_being_sent_anew_once_readers_may_see_them(libre):
    space = machined()
    text = written(space)
    wishes.work()
    heard = len(libre.heard)
    actions.choose(space, machine="readers", letters=space.machine_letters, by=None)
    wishes.work()
    assert [(t.lang, t.state) for t in text.translations.order_by("lang")] == [
        ("en", "published"),
        ("es", "published"),
        ("pt", "published"),
    ]
    assert len(libre.heard) == heard


def test_only_open_words_of_people_who_are_known_are_sent(libre):
    space = machined()
    for reach in (Reach.INSIDE, Reach.DESK):
        written(space, reach=reach)
    texts.create(body="Personne", lang="fr", home=home(space.event, "events.page.body"))
    wishes.work()
    assert libre.heard == []


def test_words_of_somebody_with_a_pen_name_are_never_sent(libre):
    space = machined()
    awa = factories.person()
    text = written(space, by=awa)
    wish = MachineWish.objects.create(
        text=text, space=space, lang="en", next_at=timezone.now(), priority=0
    )
    factories.registration(space.event, awa, public_name="Rosa")
    assert ports.protected({awa.pk}) == {awa.pk}
    wishes.work()
    assert libre.heard == []
    assert not MachineWish.objects.filter(pk=wish.pk).exists()


def test_her_words_stay_hers_when_an_organiser_corrects_them(libre):
    space = machined()
    awa, organiser = factories.person(), factories.person()
    factories.registration(space.event, awa, public_name="Rosa")
    text = texts.change(written(space, by=awa), body="L’eau !", lang="fr", by=organiser)
    assert text.written_by == awa
    wishes.work()
    assert libre.heard == []
    other = texts.change(written(space), body="La terre", lang="fr", by=organiser)
    assert other.written_by == organiser


def test_a_text_that_is_withdrawn_while_it_waits_is_not_sent(libre):
    space = machined()
    text = written(space)
    wishes.top_up(space, machines.chosen(), timezone.now())
    texts.offer([text.pk], Reach.INSIDE)
    wishes.work()
    assert libre.heard == []


@pytest.mark.parametrize("lang", ["pt", "pt-BR"])
def test_a_person_is_never_overwritten_even_where_her_words_are_older(libre, lang):
    space = machined(Space.Machine.READERS)
    text = written(space)
    texts.translate(text, lang=lang, body="A água", by=factories.person())
    texts.change(text, body="L’eau vive", lang="fr", by=text.written_by)
    wishes.work()
    assert [t.body for t in text.translations.filter(lang__startswith="pt")] == ["A água"]
    assert found(text).body == "en: L’eau vive"


def test_what_a_person_drafts_or_has_claimed_is_left_to_her(libre):
    space = machined()
    text = written(space)
    texts.translate(text, lang="en", body="Wat", by=factories.person(), state=State.DRAFT)
    text.gaps.filter(lang="es").update(
        claimed_by=factories.person(), claimed_until=timezone.now() + timedelta(hours=1)
    )
    wishes.work()
    assert {asked["target"] for asked in libre.heard} == {"pt"}


def test_a_source_that_moves_while_the_machine_works_is_not_stored(libre):
    space = machined()
    space.languages = ["fr", "en"]
    space.save()
    text = written(space)

    def slowly(words, lang):
        texts.change(text, body="La terre", lang="fr", by=None)
        return "Water"

    wishes.top_up(space, machines.chosen(), timezone.now())
    wish = wishes.take(timezone.now())

    class Slow:
        name = "libretranslate"

        def translate(self, segments, source_lang, lang):
            return [slowly(words, lang) for words in segments]

    wishes.fulfil(wish, Slow())
    assert found(text) is None
    assert not MachineWish.objects.exists()


def test_a_machines_older_words_are_replaced_once_the_source_moves(libre):
    space = machined()
    text = written(space)
    wishes.work()
    texts.change(text, body="La terre", lang="fr", by=text.written_by)
    wishes.work()
    assert (found(text).body, found(text).of_revision) == ("en: La terre", 2)


def test_a_machine_that_was_switched_off_while_it_worked_stores_nothing(libre):
    space = machined()
    text = written(space)
    wishes.top_up(space, machines.chosen(), timezone.now())
    wish = wishes.take(timezone.now())
    Space.objects.update(machine=Space.Machine.NONE)
    wishes.fulfil(wish, machines.chosen())
    assert found(text, wish.lang) is None


def test_tonights_session_goes_before_an_alert_and_both_before_old_notices(libre):
    space = machined(languages=["fr", "en"])
    now = timezone.now()
    written(space, "vieux", kind="delegates.mail")
    written(space, "important", kind="events.alert")
    written(space, "demain", due_at=now + timedelta(hours=20))
    written(space, "ce soir", due_at=now + timedelta(hours=3))
    wishes.work()
    assert [asked["q"] for asked in libre.heard] == [
        ["ce soir"],
        ["demain"],
        ["important"],
        ["vieux"],
    ]


def test_two_workers_never_take_the_same_wish(libre):
    space = machined()
    written(space)
    wishes.top_up(space, machines.chosen(), timezone.now())
    taken = [wishes.take(timezone.now()) for _ in range(4)]
    assert len({wish.pk for wish in taken[:3]}) == 3
    assert taken[3] is None
    assert wishes.take(timezone.now() + timedelta(minutes=11)).tries == 2


def test_what_the_machine_answers_wrongly_is_tried_eight_times_and_given_up(libre, time_machine):
    space = machined(languages=["fr", "en"])
    text = written(space)
    libre.mood = "html"
    time_machine.move_to(timezone.now())
    for _ in range(12):
        wishes.work()
        time_machine.shift(timedelta(hours=8))
    wish = MachineWish.objects.get()
    assert (wish.state, wish.tries, wish.fault) == ("failed", 8, "answer")
    libre.mood = ""
    assert actions.try_again(space) == 1
    wishes.work()
    assert found(text).body == "en: L’eau"


def test_a_failed_text_that_changes_is_tried_anew(libre):
    space = machined(languages=["fr", "en"])
    text = written(space)
    past = timezone.now() - timedelta(hours=1)
    MachineWish.objects.create(
        text=text, space=space, lang="en", next_at=past, state="failed", tries=8, fault="answer"
    )
    wishes.work()
    assert found(text) is None or found(text).body == "en: L’eau"
    texts.change(text, body="La terre", lang="fr", by=text.written_by)
    wishes.work()
    assert found(text).body == "en: La terre"


def test_a_busy_machine_is_left_alone_for_as_long_as_it_says(libre, time_machine):
    space = machined()
    written(space)
    libre.mood, libre.retry_after = "full", "600"
    time_machine.move_to(timezone.now())
    wishes.work()
    wishes.work()
    assert len(libre.heard) == 1
    assert state.last_fault()[0] == "busy"
    libre.mood = ""
    time_machine.shift(timedelta(seconds=601))
    wishes.work()
    assert len(libre.heard) == 4
    assert state.last_fault() is None


def test_a_machine_that_is_not_there_is_noted_and_nothing_is_lost(settings):
    settings.MACHINE, settings.LIBRETRANSLATE_ADDRESS = "libretranslate", "http://127.0.0.1:9"
    space = machined()
    written(space)
    assert wishes.work() is False
    assert state.last_fault()[0] == "busy"


def test_what_is_over_the_days_letters_waits_for_tomorrow(libre, time_machine):
    space = machined(languages=["fr", "en"], machine_letters=10)
    first, second = written(space, "L’eau"), written(space, "La terre")
    wishes.work()
    assert (found(first).body, found(second)) == ("en: L’eau", None)
    wish = MachineWish.objects.get()
    assert (wish.fault, wish.state, wish.next_at.hour) == ("spent", "waits", 0)
    assert wish.next_at.date() == timezone.now().date() + timedelta(days=1)
    actions.choose(space, machine="drafts", letters=100, by=None)
    wishes.work()
    assert found(second).body == "en: La terre"


def test_languages_that_the_machine_lacks_are_not_wished_for(libre):
    space = machined(languages=["fr", "qu"])
    written(space)
    settle_space(space)
    wishes.work()
    assert (MachineWish.objects.count(), libre.heard) == (0, [])


def test_a_paused_space_keeps_its_line(libre):
    space = machined()
    written(space)
    wishes.top_up(space, machines.chosen(), timezone.now())
    actions.pause(space, by=None)
    wishes.work()
    assert (MachineWish.objects.count(), libre.heard) == (3, [])
    actions.go_on(space, by=None)
    wishes.work()
    assert MachineWish.objects.count() == 0


def test_the_clock_sets_it_to_work_and_only_once(libre, run_jobs, settings):
    space = machined()
    text = written(space)
    look_after_machine.func()
    look_after_machine.func()
    assert run_jobs("slow") == 1
    assert found(text)
    settings.MACHINE = "none"
    look_after_machine.func()
    assert run_jobs("slow") == 0


def test_what_a_machine_wrote_is_taken_away_and_a_persons_words_stay(libre, run_jobs):
    space = machined(Space.Machine.READERS)
    text = written(space)
    texts.translate(text, lang="es", body="El agua", by=factories.person())
    wishes.work()
    assert found(text)
    actions.turn_off_and_take_away(space, by=None)
    run_jobs("now")
    assert [t.body for t in text.translations.all()] == ["El agua"]
    assert set(text.gaps.values_list("lang", "state")) == {("en", "missing"), ("pt", "missing")}


def test_turning_it_off_empties_the_line_and_leaves_what_readers_see(libre):
    space = machined(Space.Machine.READERS)
    text = written(space)
    wishes.work()
    written(space, "La terre")
    wishes.top_up(space, machines.chosen(), timezone.now())
    actions.choose(space, machine="none", letters=1_000, by=None)
    assert (MachineWish.objects.count(), found(text).origin) == (0, Origin.MACHINE)


def test_drafts_of_one_kind_come_before_others(libre):
    space = machined(languages=["fr", "en"])
    state.remember_offers(machines.chosen())
    written(space, "Page")
    written(space, "Nom", kind="events.room")
    assert actions.draft_all(space, kind="events.room", lang="en", by=None) == 1
    wishes.work()
    assert [asked["q"] for asked in libre.heard] == [["Nom"], ["Page"]]


def test_filling_the_line_takes_a_constant_number_of_queries(libre, django_assert_max_num_queries):
    space = machined()
    for number in range(30):
        written(space, f"Texte {number}")
    with django_assert_max_num_queries(16):
        assert wishes.top_up(space, machines.chosen(), timezone.now()) == 90
