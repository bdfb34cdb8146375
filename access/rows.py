"""Rows by statements that are worded once, for the few paths that stand in a rush.

Django words each statement anew, which costs more than the database's own work. This does what
`save`, `bulk_create`, `get` and `filter` do, with the fields' own conversions, and sends no signal.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import AutoField, Field, Model


def insert(*rows: Model) -> None:
    """Writes new rows of one model and gives each its key. Raises IntegrityError."""
    if not rows:
        return
    base = connections[DEFAULT_DB_ALIAS]
    head, one, tail, fields = _worded(type(rows[0]), base.vendor)
    values = [
        field.get_db_prep_save(field.pre_save(row, add=True), base)
        for row in rows
        for field in fields
    ]
    with base.cursor() as cursor:
        cursor.execute(head + ", ".join([one] * len(rows)) + tail, values)
        keys = cursor.fetchall() if tail else ()
    for row, (key,) in zip(rows, keys, strict=bool(tail)):
        row.pk = key
    for row in rows:
        row._state.adding, row._state.db = False, base.alias


@cache
def _worded(model: type[Model], vendor: str) -> tuple[str, str, str, list[Field[Any, Any]]]:
    """(up to VALUES, one row's marks, what gives the key back, the columns that are written)"""
    quote = connection.ops.quote_name
    key: Any = model._meta.pk
    given = isinstance(key, AutoField)
    fields: list[Any] = [
        each for each in model._meta.local_concrete_fields if not (given and each is key)
    ]
    columns = ", ".join(quote(each.column) for each in fields)
    head = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608 (names of tables)
    tail = f" RETURNING {quote(key.column)}" if given else ""
    return head, f"({marks(len(fields))})", tail, fields


def columns(model: type[Model], table: str) -> str:
    """All columns of `model` in the order in which `read` takes them, of what is called `table`."""
    quote = connection.ops.quote_name
    fields: Any = model._meta.concrete_fields
    return ", ".join(f"{table}.{quote(each.column)}" for each in fields)


def read(model: type[Model], values: Sequence[Any]) -> Any:
    """A row as the database gives it, by `columns`, with the fields' own conversions."""
    base, found = connections[DEFAULT_DB_ALIAS], []
    names, read_as = _columns(model)
    for column, given in zip(read_as, values, strict=True):
        value = given
        for convert in base.ops.get_db_converters(column) + column.get_db_converters(base):
            value = convert(value, column, base)
        found.append(value)
    return model.from_db(base.alias, names, found)


def marks(many: int) -> str:
    """So many places for values in a statement."""
    return ", ".join(["%s"] * many)


def select(
    model: type[Model], where: str, values: Sequence[Any], *, unread: tuple[str, ...] = ()
) -> list[Any]:
    """The rows for which the condition `where` holds, in no order; `unread` fields are asked for
    when they are needed.
    """
    kept = tuple(each.name for each in model._meta.concrete_fields if each.name not in unread)
    names = _selected(model, kept, connections[DEFAULT_DB_ALIAS].vendor)[1]
    alias = DEFAULT_DB_ALIAS
    return [model.from_db(alias, names, row) for row in tuples(model, kept, where, values)]


def tuples(
    model: type[Model], fields: tuple[str, ...], where: str, values: Sequence[Any]
) -> list[list[Any]]:
    """The `fields` of the rows for which the condition `where` holds, in no order."""
    base = connections[DEFAULT_DB_ALIAS]
    words, _names, read_as = _selected(model, fields, base.vendor)
    converting = [
        (place, column, [*base.ops.get_db_converters(column), *column.get_db_converters(base)])
        for place, column in enumerate(read_as)
    ]
    converting = [each for each in converting if each[2]]
    with base.cursor() as cursor:
        cursor.execute(f"{words} WHERE {where}", values)
        rows = [list(row) for row in cursor.fetchall()]
    for row in rows:
        for place, column, converters in converting:
            for convert in converters:
                row[place] = convert(row[place], column, base)
    return rows


@cache
def _selected(
    model: type[Model], names: tuple[str, ...], vendor: str
) -> tuple[str, list[str], list[Any]]:
    """(up to WHERE, names of the attributes, the columns as their converters know them)"""
    quote = connection.ops.quote_name
    fields: Any = [model._meta.get_field(name) for name in names]
    listed = ", ".join(quote(each.column) for each in fields)
    words = f"SELECT {listed} FROM {quote(model._meta.db_table)}"  # noqa: S608 (names of tables)
    read_as = [each.get_col(model._meta.db_table) for each in fields]
    return words, [each.attname for each in fields], read_as


@cache
def _columns(model: type[Model]) -> tuple[list[str], list[Any]]:
    fields: list[Any] = list(model._meta.concrete_fields)
    names = [each.attname for each in fields]
    return names, [each.get_col(model._meta.db_table) for each in fields]
