"""People named by a list: tried first, every fault at its cell, entered once, undone at once."""

import io
from datetime import date

import pytest
from django.core import mail
from django.test import Client
from openpyxl import Workbook

from delegates.actions import arrivals, delegations, seating
from delegates.models import Arrival, SeatLink
from delegates.refusals import NoList, NothingToEnter
from tests import factories
from tests.bad_input import bad_words
from tests.delegates.test_delegations import by_link

HEADING = ("Full name", "E-mail", "Answer by")


@pytest.fixture
def delegation(event):
    seating.set_seating(event=event, by=None, asking="open")
    asked = delegations.ask(event=event, name="Réseau", wanted=400, by=factories.person("chief"))
    return delegations.grant(asked, granted=400, by=None)


def xlsx(*rows, heading=HEADING):
    book = Workbook()
    for row in (heading, *rows):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def people(count):
    return [
        [f"Person {n}", f"person.{n}@example.org", date(2099, 9, 1)] for n in range(2, count + 2)
    ]


def tried(delegation, content, name="list.xlsx", languages=("en",)):
    return arrivals.try_list(
        delegation, name=name, content=content, languages=list(languages), by=None
    )


def cells(arrival):
    return [fault["cell"] for fault in arrival.faults]


@pytest.mark.postgres
def test_of_300_rows_the_two_that_are_wrong_are_named_and_298_go_in(delegation, run_jobs):
    rows = people(300)
    rows[5] = ["Person 2", "another@example.org", ""]
    rows[88] = ["Person 90", "person.90@example.org", "the thirty-first"]
    made = tried(delegation, xlsx(*rows))
    assert cells(made) == ["A7", "C90"]
    assert "row 2" in made.faults[0]["words"]
    assert (len(made.rows), SeatLink.objects.count()) == (298, 0)
    arrivals.enter(made, by=None)
    run_jobs("now")
    assert SeatLink.objects.count() == 298
    made.refresh_from_db()
    assert (made.state, made.rows) == (Arrival.State.ENTERED, [])


def test_the_same_list_can_come_again_and_again(delegation, run_jobs):
    for _ in range(2):
        made = tried(delegation, xlsx(*people(3)))
        if made.rows:
            arrivals.enter(made, by=None)
        run_jobs("now")
        arrivals.enter_rows(made.pk)
    assert (SeatLink.objects.count(), made.known, made.rows) == (3, 3, [])
    with pytest.raises(NothingToEnter):
        arrivals.enter(made, by=None)


def test_a_list_is_undone_in_one_step_and_whoever_has_come_stays(delegation, run_jobs):
    made = tried(delegation, xlsx(*people(3)))
    arrivals.enter(made, by=None)
    run_jobs("now")
    run_jobs("mail")
    sent = next(each for each in mail.outbox if each.to == ["person.2@example.org"])
    token = sent.body.partition("/seats/")[2].partition("/")[0]
    by_link(delegation.event, token, factories.person("one", email="person.2@example.org"))
    assert arrivals.undo(made, by=None) == 2
    assert SeatLink.objects.filter(state="ready").count() == 1
    delegation.refresh_from_db()
    assert delegation.named == 1


def test_more_people_than_seats_are_not_entered(delegation):
    delegations.grant(delegation, granted=2, by=None)
    delegation.refresh_from_db()
    made = tried(delegation, xlsx(*people(3)))
    assert made.too_many
    with pytest.raises(NothingToEnter):
        arrivals.enter(made, by=None)


def test_headings_are_read_in_the_coordinators_language_and_csv_with_semicolons(delegation):
    content = "Name;E-Mail\nAwa Diop;awa@example.org\n".encode("utf-8-sig")
    assert len(tried(delegation, content, "list.csv").rows) == 1


@pytest.mark.postgres
@pytest.mark.parametrize(
    "name", ["van der Berg", "McDonald", "Ñandú", "Sukarno", "فاطمة الزهراء", "Łó" * 40]
)
def test_a_name_in_a_list_stays_as_it_was_written(delegation, name):
    made = tried(delegation, xlsx([name, "one@example.org", ""]))
    assert made.rows[0]["full_name"] == name


@pytest.mark.parametrize(("why", "words"), bad_words(most=200))
def test_a_bad_name_in_a_list_is_a_fault_at_its_cell(delegation, why, words):
    try:
        content = f'full name,e-mail\n"{words}",one@example.org\n'.encode()
    except UnicodeEncodeError:
        return
    try:
        made = tried(delegation, content, "list.csv")
    except NoList:
        return
    assert made.rows == []


def test_a_list_with_a_wrong_address_or_a_day_that_is_over_is_told_so(delegation):
    rows = [["A", "no address", ""], ["B", "", ""], ["", "c@example.org", ""]]
    rows.append(["D", "d@example.org", date(2001, 1, 1)])
    rows += [["E", "e@example.org", ""], ["F", "E@example.org", ""]]
    assert cells(tried(delegation, xlsx(*rows))) == ["B2", "B3", "A4", "C5", "B7"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.xlsx", b"no book"),
        ("list.xlsx", b"PK\x03\x04broken"),
        ("list.csv", b"\xff\xfe\x00"),
        ("list.csv", b""),
        ("list.csv", b"first,second\n1,2\n"),
        ("list.csv", b"full name,e-mail\n" + b"a,a@example.org\n" * 6_000),
        ("list.csv", b"x" * 3_000_001),
    ],
)
def test_a_file_that_is_no_list_is_refused(delegation, name, content):
    with pytest.raises(NoList):
        tried(delegation, content, name)


def test_the_page_tries_a_list_shows_its_faults_and_enters_it(delegation, run_jobs):
    from django.core.files.uploadedfile import SimpleUploadedFile

    hers = Client()
    hers.force_login(delegation.coordinators.get().person)
    address = f"/quebec/delegations/{delegation.uid}/"
    file = SimpleUploadedFile("list.xlsx", xlsx(*people(2), ["X", "wrong", ""]))
    page = hers.post(f"{address}lists/", {"file": file}, follow=True).content.decode()
    assert "B4" in page
    assert "2 people can be invited" in page
    made = Arrival.objects.get()
    hers.post(f"{address}lists/{made.pk}/enter/")
    run_jobs("now")
    assert "2 links were made" in hers.get(f"{address}lists/{made.pk}/").content.decode()
    hers.post(f"{address}lists/{made.pk}/undo/")
    assert SeatLink.objects.filter(state="ready").count() == 0
    wrong = hers.post(f"{address}lists/", {"file": SimpleUploadedFile("a.xlsx", b"x")})
    assert wrong.status_code == 422
    assert hers.post(f"{address}lists/", {}).status_code == 422


def test_nobody_but_coordinators_and_organisers_opens_a_delegation(delegation):
    address = f"/quebec/delegations/{delegation.uid}/"
    stranger = Client()
    stranger.force_login(factories.person())
    assert stranger.get(address).status_code == 404
    organiser = Client()
    organiser.force_login(factories.member(delegation.event, "organiser"))
    assert organiser.get(address).status_code == 200
