"""What an address means. Each finder takes the address's parts and raises Http404."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import connection
from django.http import Http404
from django.shortcuts import get_object_or_404

from access.rows import columns, read
from events.actions.team import hash_of
from events.models import Event, Invitation, Membership, Page, Series


def find_event(event: str) -> Event:
    """With its series: what every page of an event asks first, so it is worded once."""
    with connection.cursor() as cursor:
        cursor.execute(_by_slug(connection.vendor), [event])
        row = cursor.fetchone()
    if row is None:
        raise Http404
    many = len(Event._meta.concrete_fields)
    found: Event = read(Event, row[:many])
    found.series = read(Series, row[many:]) if found.series_id else None
    return found


@cache
def _by_slug(vendor: str) -> str:
    """Each database quotes names its own way."""
    return (
        f"SELECT {columns(Event, 'e')}, {columns(Series, 's')} "  # noqa: S608 (names of tables)
        f"FROM {Event._meta.db_table} e "
        f"LEFT JOIN {Series._meta.db_table} s ON s.id = e.series_id WHERE e.slug = %s"
    )


def find_series(series: str) -> Series:
    return get_object_or_404(Series, slug=series)


def find_page(event: str, page: str) -> Page:
    return get_object_or_404(Page.objects.select_related("event"), event__slug=event, slug=page)


def find_membership(event: str, pk: int) -> Membership:
    team = Membership.objects.select_related("event", "person")
    return get_object_or_404(team, event__slug=event, pk=pk)


def find_invitation(event: str, pk: int) -> Invitation:
    return get_object_or_404(Invitation.objects.select_related("event"), event__slug=event, pk=pk)


def find_link(event: str, token: str) -> Invitation:
    """By its token's hash; a guessed one finds nothing."""
    links = Invitation.objects.select_related("event")
    return get_object_or_404(links, event__slug=event, token_hash=hash_of(token))


def find_part(model: type[Any]) -> Callable[..., Any]:
    """A finder of `model`'s rows by `uid`, or by `slug` where they have one."""

    def find(event: str, part: str) -> Any:
        column = "slug" if model is Page else "uid"
        found = model.objects.select_related("event").filter(event__slug=event, **{column: part})
        if not found:
            raise Http404
        return found[0]

    return find
