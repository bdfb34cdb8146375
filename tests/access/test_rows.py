"""Rows by statements that are worded once are what Django itself writes and reads."""

import pytest
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict

from access.rows import columns, insert, marks, read, select
from accounts.models import Record
from delegates.models import Registration
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def guest(event, **given):
    filled = {
        "person": given.pop("person", None) or factories.person(),
        "full_name": "Awa Diop",
        "category": "delegate",
        "country": "SN",
    }
    filled |= {"speaks": ["fr", "wo"], "answers": {"abc": {"value": ["yes"], "version": 1}}}
    return Registration(event=event, **(filled | given))


def test_an_inserted_row_is_like_a_saved_one():
    event = factories.event()
    quick, usual = guest(event), guest(event)
    insert(quick)
    usual.save()
    own = ["id", "person"]
    found = [Registration.objects.get(pk=each.pk) for each in (quick, usual)]
    assert model_to_dict(found[0], exclude=own) == model_to_dict(found[1], exclude=own)
    assert (found[0].uid, found[0].registered_at) == (quick.uid, quick.registered_at)
    assert found[0].changed_at is not None


def test_each_of_many_gets_its_key_and_is_saved_from_then_on():
    rows = [Record(did=f"did {number}", object="x:1") for number in range(3)]
    insert(*rows)
    rows[1].did = "did otherwise"
    rows[1].save()
    said = [Record.objects.get(pk=each.pk).did for each in rows]
    assert said == ["did 0", "did otherwise", "did 2"]


def test_nothing_is_inserted_where_there_is_nothing():
    insert()
    assert not Record.objects.exists()


def test_what_the_database_refuses_is_refused():
    event = factories.event()
    first = guest(event)
    insert(first)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(guest(event, person=first.person))
    assert Registration.objects.count() == 1


def test_a_row_that_is_read_is_like_one_that_django_gets(django_assert_num_queries):
    from django.db import connection

    made = factories.registration(factories.event(), speaks=["fr"])
    with django_assert_num_queries(1), connection.cursor() as cursor:
        table = Registration._meta.db_table
        cursor.execute(f"SELECT {columns(Registration, 'r')} FROM {table} r")
        found = read(Registration, cursor.fetchone())
    usual = Registration.objects.get(pk=made.pk)
    for column in Registration._meta.concrete_fields:
        assert getattr(found, column.attname) == getattr(usual, column.attname), column


def test_rows_that_are_selected_are_like_those_that_django_filters(django_assert_num_queries):
    event = factories.event()
    made = [factories.registration(event, speaks=["fr"]) for _ in range(2)]
    where = f"id IN ({marks(2)})"
    with django_assert_num_queries(1):
        found = select(Registration, where, [each.pk for each in made], unread=("search",))
        known = {each.pk: vars(each) for each in found}
    for usual in Registration.objects.filter(pk__in=known).defer("search"):
        got, wanted = known[usual.pk], vars(usual)
        assert {**got, "_state": 0} == {**wanted, "_state": 0}
    assert found[0].search == Registration.objects.get(pk=found[0].pk).search
