"""One person twice: found with reasons, joined with all that follows, and parted again."""

import pytest

from delegates.actions import doubles
from delegates.actions import registrations as registering
from delegates.models import Double, Registration
from delegates.queries.doubles import doubles as listed
from delegates.refusals import DecidedAlready, NotThere, RegisteredAlready
from delegates.sketches import Sketch, likely_doubles
from events.models import Role
from programme.models import Star
from tests import factories
from tests.delegates.conftest import answers, enter, quota
from tests.delegates.test_seats import assert_counted
from workshops.models import Proposal

pytestmark = pytest.mark.django_db
State = Registration.State


def reasons(one, other):
    found = likely_doubles([Sketch(1, **one), Sketch(2, **other)])
    return found[0].reasons if found else []


def named(*names, **more):
    return {"names": names, **more}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Awa Diop", "DIOP Awa"),
        ("Ñandú Pérez", "nandu perez"),
        ("Łukasz Żak", "Lukasz Zak"),
        ("أحمد علي", "احمد على"),
    ],
)
def test_a_name_is_the_same_whatever_its_order_its_case_and_its_marks(one, other):
    assert reasons(named(one, country="SN"), named(other, country="SN")) == ["name", "country"]


def test_the_latin_form_of_one_is_the_name_of_the_other():
    one = named("Олена Шевченко", "Olena Shevchenko", country="UA")
    assert "name" in reasons(one, named("Olena Shevchenko", country="UA"))


def test_one_letter_and_a_middle_name_are_seen_among_those_of_one_organisation():
    one = named("Awa Diop", organisation=7, country="SN")
    assert "letter" in reasons(one, named("Awa Diopp", organisation=7, country="SN"))
    assert "part" in reasons(one, named("Awa Fatou Diop", organisation=7, country="SN"))


def test_a_mailbox_is_the_same_whatever_its_dots_its_tags_and_its_server():
    one = named("Awa Diop", email="awa.diop@mail.org", country="SN")
    other = named("A. Diop", email="AwaDiop+forum2@post.example", country="SN", organisation=None)
    assert "mail" in reasons(one | {"organisation": 3}, other | {"organisation": 3})


def test_a_common_name_alone_says_nothing():
    many = [Sketch(n, ("Maria Silva",), country="") for n in range(30)]
    assert likely_doubles(many) == []
    assert reasons(named("Maria Silva", country="BR"), named("Maria Silva", country="PT")) == []


@pytest.fixture
def twice(event):
    """Awa Diop, registered by two addresses; the second time under a pen name."""
    one = enter(event, factories.person("awa"), needs="")
    other = enter(event, factories.person("awa.d"), full_name="DIOP Awa", needs="a ramp")
    Registration.objects.filter(pk=other.pk).update(public_name="Zora")
    other.refresh_from_db()
    return one, other


def test_the_list_shows_them_with_reasons_in_a_constant_number_of_queries(
    event, twice, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6):
        found = listed(event, ["en"])
    assert [str(reason) for reason in found.pairs[0].reasons] == [
        "the same name",
        "the same country or territory",
    ]
    for n in range(12):
        enter(event, full_name=f"Zoé Number{n:03}")
        enter(event, full_name=f"Number{n:03} Zoé")
    with django_assert_max_num_queries(6):
        assert len(listed(event, ["en"]).pairs) > 10


def test_joining_gives_the_second_seat_back_and_loses_nothing(event, twice):
    everyone = quota(event, 2)
    kept, gone = twice
    waiting = enter(event, full_name="Ravi Patel", country="IN")
    assert waiting.state == State.WAITING
    doubles.join(kept=kept, gone=gone, by=None)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.state, gone.state) == (State.CONFIRMED, State.WITHDRAWN)
    assert (kept.needs, kept.shown_name) == ("a ramp", "Zora")
    assert gone.full_name == "DIOP Awa"
    everyone.refresh_from_db()
    assert everyone.used == 1
    assert_counted()


def test_the_freed_seat_goes_to_whoever_waits(event, twice, run_jobs):
    quota(event, 2)
    waiting = enter(event, full_name="Ravi Patel", country="IN")
    doubles.join(kept=twice[0], gone=twice[1], by=None)
    run_jobs("now")
    waiting.refresh_from_db()
    assert waiting.state == State.CONFIRMED


@pytest.mark.postgres
def test_one_that_waits_takes_the_seat_of_the_one_that_is_joined_into_it(event):
    quota(event, 1)
    seated = enter(event, full_name="Awa Diop")
    waits = enter(event, full_name="Diop Awa")
    double = doubles.join(kept=waits, gone=seated, by=None)
    waits.refresh_from_db()
    assert waits.state == State.CONFIRMED
    assert_counted()
    doubles.part(double, by=None)
    waits.refresh_from_db()
    seated.refresh_from_db()
    assert (waits.state, seated.state) == (State.WAITING, State.CONFIRMED)
    assert_counted()


def test_stars_sessions_and_proposals_follow_and_come_back(event, twice):
    kept, gone = twice
    first, second = factories.session(event), factories.session(event)
    Star.objects.create(person=kept.person, session=first)
    Star.objects.create(person=gone.person, session=first)
    Star.objects.create(person=gone.person, session=second)
    part = factories.speaker(second, "", registration=gone)
    proposal = factories.proposal(event, gone.person)
    double = doubles.join(kept=kept, gone=gone, by=None)
    assert set(kept.person.stars.values_list("session", flat=True)) == {first.pk, second.pk}
    assert not gone.person.stars.exists()
    part.refresh_from_db()
    assert part.registration == kept
    assert Proposal.objects.get(pk=proposal.pk).proposer == kept.person
    doubles.part(double, by=None)
    assert set(gone.person.stars.values_list("session", flat=True)) == {first.pk, second.pk}
    assert list(kept.person.stars.values_list("session", flat=True)) == [first.pk]
    part.refresh_from_db()
    assert part.registration == gone
    assert Proposal.objects.get(pk=proposal.pk).proposer == gone.person


def test_parting_undoes_what_was_filled_in_but_not_what_was_changed_since(event, twice):
    kept, gone = twice
    double = doubles.join(kept=kept, gone=gone, by=None)
    kept.refresh_from_db()
    registering.change(kept, answers=answers(public_name="Nana", needs="a ramp"), by=None)
    doubles.part(double, by=None)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.needs, kept.public_name) == ("", "Nana")
    assert (gone.state, gone.needs) == (State.CONFIRMED, "a ramp")


def test_a_seat_that_went_meanwhile_is_waited_for(event, twice, run_jobs):
    quota(event, 2)
    enter(event, full_name="Ravi Patel", country="IN")
    double = doubles.join(kept=twice[0], gone=twice[1], by=None)
    run_jobs("now")
    doubles.part(double, by=None)
    twice[1].refresh_from_db()
    assert twice[1].state == State.WAITING
    assert_counted()


def test_an_account_follows_one_that_was_entered_at_the_desk(event, twice):
    desk = enter(event, full_name="Awa Diop")
    Registration.objects.filter(pk=desk.pk).update(person=None)
    double = doubles.join(kept=desk, gone=twice[1], by=None)
    desk.refresh_from_db()
    assert desk.person == twice[1].person
    doubles.part(double, by=None)
    desk.refresh_from_db()
    assert desk.person is None


def test_what_is_joined_is_not_joined_again_and_what_is_apart_is_not_parted(event, twice):
    kept, gone = twice
    double = doubles.join(kept=kept, gone=gone, by=None)
    with pytest.raises(NotThere):
        doubles.join(kept=kept, gone=gone, by=None)
    doubles.part(double, by=None)
    with pytest.raises(NotThere):
        doubles.part(double, by=None)


def test_whoever_registered_anew_meanwhile_stays_so(event, twice):
    kept, gone = twice
    double = doubles.join(kept=kept, gone=gone, by=None)
    enter(event, gone.person)
    with pytest.raises(RegisteredAlready):
        doubles.part(double, by=None)
    double.refresh_from_db()
    assert double.state == Double.State.JOINED


def test_two_people_are_not_shown_again(event, twice):
    doubles.keep_apart(one=twice[0], other=twice[1], by=None)
    assert listed(event, ["en"]).pairs == []
    double = doubles.join(kept=twice[0], gone=twice[1], by=None)
    assert double.state == Double.State.JOINED
    with pytest.raises(DecidedAlready):
        doubles.keep_apart(one=twice[0], other=twice[1], by=None)


def test_both_mailboxes_hear_of_it_without_the_other_address(event, twice, run_jobs, mailoutbox):
    doubles.join(kept=twice[0], gone=twice[1], by=None)
    run_jobs("mail")
    run_jobs("mail")
    mail = next(mail for mail in mailoutbox if "registrations are one" in mail.subject)
    assert mail.to == [twice[1].person.email]
    assert twice[0].person.email not in mail.body


def test_an_organiser_joins_and_parts_them_on_the_pages(event, twice, client):
    client.force_login(factories.member(event, Role.ORGANISER))
    page = client.get("/quebec/organise/doubles/")
    assert "the same name" in page.content.decode()
    one, other = twice
    both = f"/quebec/organise/registrations/{one.uid}/with/{other.uid}/"
    assert "keep this one" in client.get(both).content.decode()
    client.post(f"{both}join/")
    double = Double.objects.get()
    assert double.state == Double.State.JOINED
    assert "Part them again" in client.get("/quebec/organise/doubles/").content.decode()
    client.post(f"/quebec/organise/doubles/{double.pk}/part/")
    double.refresh_from_db()
    assert double.state == Double.State.APART
    client.post(f"{both}apart/")
    assert client.get("/quebec/organise/doubles/").status_code == 200


def test_others_find_no_doubles(event, twice, client):
    client.force_login(factories.member(event, Role.DESK))
    assert client.get("/quebec/organise/doubles/").status_code == 404
