"""Organisers narrow, sort and keep lists, and do one thing with everybody on one."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import Mail
from delegates.actions import batches, mailing, registrations
from delegates.filters import Wanted
from delegates.models import Batch, Registration, SavedList
from delegates.refusals import NobodyThere, WordsAreMissing
from delegates.tasks.batches import begin_planned_batches, carry_on
from languages.forms import Written
from tests import factories
from tests.cast import Cast
from tests.delegates.conftest import enter, quota

LIST = "/quebec/organise/registrations/"
MANY = f"{LIST}many/"


@pytest.fixture
def people(event):
    return Cast(event)


@pytest.fixture
def desk(people):
    return people.client("organiser")


def names_on(page):
    return [row.full_name for row in page.context["page"].rows]


def fill(event, many=60):
    lands = ["SN", "BR", "FR"]
    for number in range(many):
        named = {"full_name": f"Guest {number:02}", "sort_key": f"{99 - number:02}"}
        factories.registration(event, country=lands[number % 3], **named)


@pytest.mark.parametrize("sort", ["name", "-name", "country", "-country", "organisation", "-came"])
def test_each_order_shows_everybody_once_page_by_page(event, desk, sort):
    fill(event, 120)
    seen, after, keys = [], "", []
    while after is not None:
        page = desk.get(LIST, {"sort": sort, "after": after})
        rows = page.context["page"].rows
        seen += [row.pk for row in rows]
        keys += [(row.sort_key, row.country_name) for row in rows]
        after = page.context["page"].after
    assert len(seen) == len(set(seen)) == 120
    place = 0 if sort.endswith("name") else 1
    if sort.endswith(("name", "country")):
        ordered = [key[place] for key in keys]
        assert ordered == sorted(ordered, reverse=sort.startswith("-"))


def test_the_address_of_a_page_names_nobody(event, desk):
    fill(event)
    page = desk.get(LIST, {"sort": "name"}).content.decode()
    assert f"after={Registration.objects.get(sort_key='89').pk}" in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("attendance=remote", ["Remote"]),
        ("organisation=reseau", ["Member"]),
        ("language=wo", ["Wolof"]),
        ("language=w", []),
        ("missing=country", ["Nowhere"]),
        ("missing=speaks&country=SN", ["Member"]),
        ("constituency=x", ["Remote", "Member", "Wolof", "Nowhere"]),
        ("missing=password&attendance=%27", ["Remote", "Member", "Wolof", "Nowhere"]),
    ],
)
def test_a_list_is_narrowed_by_what_people_answered(event, desk, asked, found):
    factories.registration(event, full_name="Remote", attendance="remote")
    member = factories.organisation(event, "Réseau")
    factories.registration(event, full_name="Member", organisation=member, speaks=[], country="SN")
    factories.registration(event, full_name="Wolof", speaks=["fr", "wo"])
    factories.registration(event, full_name="Nowhere", country="")
    if asked.startswith("language=w") and not found:
        Registration.objects.filter(full_name="Wolof").update(speaks=["fr"])
    assert names_on(desk.get(f"{LIST}?{asked}")) == found


def test_a_list_is_narrowed_to_a_constituency(event, desk):
    from events.models import Constituency

    home = Constituency.objects.create(event=event, name=factories.text("Africa"))
    factories.registration(event, full_name="Awa", constituency=home)
    factories.registration(event, full_name="José")
    page = desk.get(f"{LIST}?constituency={home.uid}")
    assert names_on(page) == ["Awa"]
    assert f'value="{home.uid}" selected' in page.content.decode()


@pytest.mark.parametrize("sort", ["came", "name", "country", "organisation"])
def test_a_page_asks_eight_times_at_most(event, desk, sort, django_assert_max_num_queries):
    fill(event)
    for number in range(5):
        enter(event, organisation_name=f"Caritas {number}")
    SavedList.objects.create(event=event, name="Africa", asked="country=SN")
    last = Registration.objects.earliest("pk").pk
    with django_assert_max_num_queries(8):
        desk.get(LIST, {"sort": sort, "after": last, "state": "confirmed"})


def test_a_list_is_kept_under_a_name_for_all_organisers(event, desk, people):
    desk.post(f"{LIST}lists/?country=SN&x=y", {"name": "From Senegal"})
    saved = SavedList.objects.get()
    assert (saved.name, saved.asked) == ("From Senegal", "country=SN")
    page = desk.get(f"{LIST}?country=SN").content.decode()
    assert "From Senegal" in page
    twice = desk.post(f"{LIST}lists/?country=BR", {"name": "From Senegal"}, follow=True)
    assert "There is a list of this name already." in twice.content.decode()
    desk.post(f"{LIST}lists/{saved.uid}/drop/")
    assert not SavedList.objects.exists()


def test_the_list_is_frozen_when_it_is_asked_for(event, desk, people):
    fill(event, 3)
    page = desk.post(f"{MANY}?country=SN", {"kind": "withdraw"}, follow=True)
    assert "Withdraw 1 registration" in page.content.decode()
    late = factories.registration(event, full_name="Late", country="SN")
    batch = Batch.objects.get()
    assert Registration.objects.filter(state="withdrawn").count() == 0
    desk.post(f"{MANY}{batch.uid}/turn/", {"to": "begin"})
    late.refresh_from_db()
    assert late.state == "confirmed"


def test_many_are_withdrawn_once_though_the_task_runs_twice(event, people, run_jobs):
    quota(event, 9)
    for _ in range(3):
        enter(event)
    gone = enter(event)
    batch = batches.ask(event=event, kind="withdraw", wanted=Wanted(), by=people.organiser)
    registrations.withdraw(gone, by=None)
    batches.begin(batch, by=people.organiser)
    carry_on.call(batch.pk)
    carry_on.call(batch.pk)
    run_jobs("mail")
    batch.refresh_from_db()
    assert (batch.state, event.quotas.get().used) == ("done", 0)
    states = list(batch.items.order_by("pk").values_list("state", "why"))
    assert states == [("done", "")] * 3 + [("left_out", "gone")]
    assert Mail.objects.filter(template="delegates/mail/withdrawn").count() == 4


def test_the_waiting_move_up_as_far_as_there_are_places(event, people, run_jobs):
    size = quota(event, 1)
    enter(event)
    first, second = enter(event), enter(event)
    batch = batches.ask(event=event, kind="move_up", wanted=Wanted(), by=people.organiser)
    type(size).objects.filter(pk=size.pk).update(size=2)
    batches.begin(batch, by=people.organiser)
    while batches.do_piece(Batch.objects.get(pk=batch.pk)):
        pass
    assert list(batch.items.order_by("pk").values_list("registration", "why")) == [
        (first.pk, ""),
        (second.pk, "full"),
    ]


def test_what_runs_is_paused_and_gone_on_with(event, people, desk, run_jobs):
    fill(event, 5)
    batch = written(event, people.organiser)
    desk.post(f"{MANY}{batch.uid}/turn/", {"to": "begin"})
    batches.do_piece(Batch.objects.get(pk=batch.pk), size=2)
    desk.post(f"{MANY}{batch.uid}/turn/", {"to": "pause"})
    run_jobs("mail")
    assert to_many().count() == 2
    assert "2 of 5" in desk.get(f"{MANY}{batch.uid}/").content.decode()
    assert desk.get(f"{MANY}{batch.uid}/progress/").status_code == 286
    desk.post(f"{MANY}{batch.uid}/turn/", {"to": "resume"})
    assert desk.get(f"{MANY}{batch.uid}/progress/").status_code == 200
    run_jobs("mail")
    assert to_many().count() == 5
    assert Batch.objects.get().state == "done"


def to_many():
    return Mail.objects.filter(template="delegates/mail/to_many")


def written(event, by, wanted=None, **words):
    batch = batches.ask(event=event, kind="write", wanted=wanted or Wanted(), by=by)
    given = {
        "subject": Written("News of {event}", "en", {"fr": "Des nouvelles"}),
        "body": Written("Dear {name},\ncome!", "en", {"fr": "Chère {name},\nvenez !"}),
    } | words
    return mailing.set_words(batch, **given, by=by)


def test_each_is_written_to_once_in_her_own_language(event, people, run_jobs):
    awa = factories.person("awa", languages=["fr"])
    factories.registration(event, awa, called="Awa {event}", lang="fr")
    factories.registration(event, factories.person("ana", languages=["de", "en"]), called="Ana")
    batch = written(event, people.organiser)
    batches.begin(batch, by=people.organiser)
    batches.begin(batch, by=people.organiser)
    copy = Batch.objects.get(pk=batch.pk)
    batches.do_piece(copy)
    batches.do_piece(copy)
    french, english = to_many().order_by("pk")
    assert (french.lang, french.subject) == ("fr", "Des nouvelles")
    assert french.body.startswith("Chère Awa {event},\nvenez !")
    assert english.subject == "News of Globalisation of Solidarity"
    assert english.body.startswith("Dear Ana,")
    assert "/quebec/registration/" in english.body
    run_jobs()
    assert to_many().count() == 2


def test_nobody_is_written_to_who_has_left_the_list(event, people, run_jobs):
    done = factories.registration(event, full_name="Done", country="")
    factories.registration(event, full_name="Lacks it", country="")
    wanted = Wanted.of({"missing": "country"})
    batch = written(event, people.organiser, wanted)
    Registration.objects.filter(pk=done.pk).update(country="SN")
    batches.begin(batch, by=people.organiser)
    run_jobs()
    assert [item.why for item in batch.items.order_by("pk")] == ["otherwise", ""]
    assert to_many().count() == 1


def test_a_reminder_goes_out_at_its_hour_to_those_whom_it_concerns_then(event, people, run_jobs):
    done = factories.registration(event, full_name="Done", country="")
    batch = written(event, people.organiser, Wanted.of({"missing": "country"}))
    soon = timezone.now() + timedelta(hours=1)
    batches.begin(batch, by=people.organiser, at=soon)
    begin_planned_batches.call()
    assert Batch.objects.get().state == "planned"
    Registration.objects.filter(pk=done.pk).update(country="SN")
    factories.registration(event, full_name="Came later", country="")
    Batch.objects.update(begins_at=timezone.now())
    begin_planned_batches.call()
    begin_planned_batches.call()
    run_jobs()
    assert [item.registration.full_name for item in batch.items.all()] == ["Came later"]
    assert to_many().count() == 1


def test_nothing_is_sent_without_words_or_to_nobody(event, people):
    with pytest.raises(NobodyThere):
        batches.ask(event=event, kind="write", wanted=Wanted(), by=people.organiser)
    factories.registration(event)
    batch = batches.ask(event=event, kind="write", wanted=Wanted(), by=people.organiser)
    with pytest.raises(WordsAreMissing):
        batches.begin(batch, by=people.organiser)


def words(**given):
    plain = {"subject": "Hello", "subject-lang": "en", "body": "Dear {name}", "body-lang": "en"}
    return plain | given


def test_an_organiser_writes_looks_and_sends(event, desk, run_jobs):
    fill(event, 3)
    Registration.objects.filter(full_name="Guest 01").update(called="Béa")
    page = desk.post(MANY, {"kind": "write"}, follow=True)
    assert "{name}" in page.content.decode()
    batch = Batch.objects.get()
    page = desk.post(f"{MANY}{batch.uid}/words/", words(), follow=True)
    first = page.context["shown"].after
    page = desk.get(f"{MANY}{batch.uid}/preview/", {"after": first})
    assert "Dear Béa" in page.content.decode()
    assert page.context["shown"].before == 0
    desk.post(f"{MANY}{batch.uid}/turn/", {"to": "begin"})
    run_jobs()
    assert to_many().count() == 3
    other = desk.post(MANY, {"kind": "write"}, follow=True).content.decode()
    assert "Begin with the words of an earlier mail" in other


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("subject", {"subject": ""}),
        ("body", {"body": "Dear {nmae}"}),
        ("body", {"body-fr": "Chère {password}"}),
        ("body", {"body": "x" * 10_001}),
        ("subject", {"subject-lang": "xx"}),
    ],
)
def test_words_that_cannot_be_sent_are_refused_at_their_field(event, desk, field, given):
    fill(event, 1)
    desk.post(MANY, {"kind": "write"})
    batch = Batch.objects.get()
    answer = desk.post(f"{MANY}{batch.uid}/words/", words(**given))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    batch.refresh_from_db()
    assert batch.subject is None


@pytest.mark.parametrize("at", ["", "2001-01-01T10:00", "soon"])
def test_a_reminder_needs_a_moment_to_come(event, desk, people, at):
    fill(event, 1)
    batch = written(event, people.organiser)
    answer = desk.post(f"{MANY}{batch.uid}/turn/", {"to": "plan", "at": at})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["at"])


def test_only_those_who_are_ticked(event, desk):
    fill(event, 3)
    one = Registration.objects.earliest("pk")
    desk.post(MANY, {"kind": "withdraw", "only": [str(one.uid), str(uuid4())]})
    assert [item.registration for item in Batch.objects.get().items.all()] == [one]
    assert desk.post(MANY, {"kind": "withdraw", "only": ["x"]}).status_code == 404
    assert desk.post(MANY, {"kind": "promote"}).status_code == 404


@pytest.mark.parametrize("name", ["delegate", "account", "neighbour", "former", "desk"])
def test_nobody_else_does_anything_with_many(event, people, name):
    fill(event, 1)
    batch = written(event, people.organiser)
    client = people.client(name)
    for path in ("", f"{batch.uid}/", f"{batch.uid}/words/", f"{batch.uid}/preview/"):
        assert client.get(f"{MANY}{path}").status_code == 404, path
    assert client.post(f"{MANY}{batch.uid}/turn/", {"to": "begin"}).status_code == 404
    assert client.post(MANY, {"kind": "withdraw"}).status_code == 404


def test_a_batch_of_another_event_is_not_found(event, people, desk):
    other = factories.event("elsewhere")
    factories.registration(other)
    batch = batches.ask(event=other, kind="withdraw", wanted=Wanted(), by=None)
    assert desk.get(f"{MANY}{batch.uid}/").status_code == 404


def test_twenty_thousand_are_frozen_in_a_constant_number_of_pieces(
    event, people, django_assert_max_num_queries
):
    fill(event, 100)
    with django_assert_max_num_queries(8):
        batches.ask(event=event, kind="withdraw", wanted=Wanted(), by=people.organiser)
