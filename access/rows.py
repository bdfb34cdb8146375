"""Rows by statements that are worded once, for the few paths that stand in a rush.

Django words each statement anew, which costs more than the database's own work. This does what
`save`, `bulk_create`, `get` and `filter` do, with the fields' own conversions, and sends no signal.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models import AutoField, Field, Model

# What columns of these kinds take as it is: no conversion of theirs would change it.
WORDS: frozenset[type] = frozenset({str, type(None)})
NUMBERS: frozenset[type] = frozenset({int, type(None)})
AS_IT_IS: dict[type[Field[Any, Any]], frozenset[type]] = {
    models.CharField: WORDS,
    models.TextField: WORDS,
    models.ForeignKey: NUMBERS,
    models.PositiveIntegerField: NUMBERS,
    models.PositiveSmallIntegerField: NUMBERS,
}

# The attribute, its field, and the types that its column takes as they are.
Written = tuple[str, Field[Any, Any], frozenset[type]]


def insert(*rows: Model) -> None:
    """Writes new rows of one model and gives each its key. Raises IntegrityError."""
    if not rows:
        return
    base = connections[DEFAULT_DB_ALIAS]
    head, one, tail, fields = _worded(type(rows[0]), base.vendor)
    values = [value for row in rows for value in _values(row, fields, base)]
    with base.cursor() as cursor:
        cursor.execute(head + ", ".join([one] * len(rows)) + tail, values)
        keys = cursor.fetchall() if tail else ()
    for row, (key,) in zip(rows, keys, strict=bool(tail)):
        row.pk = key
    for row in rows:
        row._state.adding, row._state.db = False, base.alias


def _values(row: Model, fields: list[Written], base: Any) -> Iterator[Any]:
    held = vars(row)
    for name, field, plain in fields:
        if type(value := held[name]) in plain:
            yield value
        else:
            yield field.get_db_prep_save(field.pre_save(row, add=True), base)


@cache
def _worded(model: type[Model], vendor: str) -> tuple[str, str, str, list[Written]]:
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
    nothing = frozenset[type]()
    written = [(each.attname, each, AS_IT_IS.get(type(each), nothing)) for each in fields]
    return head, f"({marks(len(fields))})", tail, written


def columns(model: type[Model], table: str) -> str:
    """All columns of `model` in the order in which `read` takes them, of what is called `table`."""
    quote = connection.ops.quote_name
    fields: Any = model._meta.concrete_fields
    return ", ".join(f"{table}.{quote(each.column)}" for each in fields)


def read(model: type[Model], values: Sequence[Any]) -> Any:
    """A row as the database gives it, by `columns`, with the fields' own conversions."""
    base, found = connections[DEFAULT_DB_ALIAS], list(values)
    names, converting = _columns(model, base.vendor)
    for place, column, converters in converting:
        for convert in converters:
            found[place] = convert(found[place], column, base)
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
    words, _names, converting = _selected(model, fields, base.vendor)
    with base.cursor() as cursor:
        cursor.execute(f"{words} WHERE {where}", values)
        rows = [list(row) for row in cursor.fetchall()]
    for row in rows:
        for place, column, converters in converting:
            for convert in converters:
                row[place] = convert(row[place], column, base)
    return rows


# The place of a column, the column as its converters know it, and these.
Converting = tuple[int, Any, list[Any]]


@cache
def _selected(
    model: type[Model], names: tuple[str, ...], vendor: str
) -> tuple[str, list[str], list[Converting]]:
    """(up to WHERE, names of the attributes, the columns that are converted)"""
    quote = connection.ops.quote_name
    fields: Any = [model._meta.get_field(name) for name in names]
    listed = ", ".join(quote(each.column) for each in fields)
    words = f"SELECT {listed} FROM {quote(model._meta.db_table)}"  # noqa: S608 (names of tables)
    return words, [each.attname for each in fields], _converting(model, fields)


@cache
def _columns(model: type[Model], vendor: str) -> tuple[list[str], list[Converting]]:
    fields: list[Any] = list(model._meta.concrete_fields)
    return [each.attname for each in fields], _converting(model, fields)


def _converting(model: type[Model], fields: list[Any]) -> list[Converting]:
    base, found = connections[DEFAULT_DB_ALIAS], []
    for place, field in enumerate(fields):
        column = field.get_col(model._meta.db_table)
        converters = [*base.ops.get_db_converters(column), *column.get_db_converters(base)]
        if converters:
            found.append((place, column, converters))
    return found
