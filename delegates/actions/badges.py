"""Badges given, taken back, and what desks are told of them."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from accounts.records import note
from delegates import codes
from delegates.models import Badge, CheckinBook, Exclusion, Registration
from delegates.queries.badge_days import Days, days_of
from delegates.seats import patiently
from events.models import Event

State = Badge.State
STANDINGS: dict[str, str] = {
    Registration.State.CONFIRMED: "valid",
    Registration.State.WAITING: "waiting",
    Registration.State.OFFERED: "waiting",
}
AT_ONCE = 1_000


def advance(event: Event) -> int:
    """The next number of the event's book; its row is held until the commit."""
    CheckinBook.objects.get_or_create(event=event)
    CheckinBook.objects.filter(event=event).update(number=F("number") + 1)
    return CheckinBook.objects.values_list("number", flat=True).get(event=event)


def standing_of(badge: Badge, excluded: Collection[int]) -> str:
    """`press/valid/0.2`: category, standing and days. Few differ, so devices get a table.

    `excluded` are ids of registrations that are shut out.
    """
    registration = badge.registration
    standing = STANDINGS.get(registration.state, "withdrawn")
    if registration.pk in excluded:
        standing = "excluded"
    if badge.state == State.REVOKED:
        standing = "revoked"
    return f"{registration.category}/{standing}/{'.'.join(map(str, badge.days))}"


def excluded_of(event: Event) -> set[int]:
    """Ids of the registrations that are shut out. One query."""
    rows = Exclusion.objects.filter(registration__event=event, state=Exclusion.State.HOLDS)
    return set(rows.values_list("registration", flat=True))


@transaction.atomic
def issue(registration: Registration, *, by: Any) -> Badge:
    """Her valid badge, a new one where she has none."""
    found = registration.badges.filter(state=State.VALID).first()
    if found:
        return found
    number = advance(registration.event)
    found = registration.badges.filter(state=State.VALID).first()
    if found is None:
        event = registration.event
        found = _new(registration, number, excluded_of(event), days_of(event))
        found.save()
        note(by, "gave a badge", found)
    return found


def _new(registration: Registration, number: int, excluded: Collection[int], days: Days) -> Badge:
    badge = Badge(
        event_id=registration.event_id,
        registration=registration,
        code=codes.new_code(),
        days=days.of(registration),
        number=number,
    )
    badge.told = standing_of(badge, excluded)
    return badge


def issue_all(event: Event) -> int:
    """Badges for all confirmed who come and have none, in batches; how many."""
    made = 0
    while batch := _without(event):
        made += _issue_batch(event, batch)
    return made


def _without(event: Event) -> list[int]:
    rows = Registration.objects.filter(
        event=event,
        state=Registration.State.CONFIRMED,
        attendance=Registration.Attendance.ON_SITE,
    ).exclude(badges__state=State.VALID)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


@patiently
def _issue_batch(event: Event, batch: list[int]) -> int:
    number = advance(event)
    rows = Registration.objects.filter(pk__in=batch).exclude(badges__state=State.VALID)
    excluded, days = excluded_of(event), days_of(event)
    made = Badge.objects.bulk_create(_new(each, number, excluded, days) for each in rows)
    return len(made)


@transaction.atomic
def revoke(badge: Badge, *, by: Any) -> None:
    """Takes a badge back: no desk lets it in any more, once it has heard of it."""
    number = advance(badge.event)
    if Badge.objects.filter(pk=badge.pk, state=State.VALID).update(state=State.REVOKED):
        note(by, "took a badge back", badge)
        found = Badge.objects.select_related("registration").get(pk=badge.pk)
        _tell([found], number, excluded_of(badge.event))


@transaction.atomic
def renew(registration: Registration, *, by: Any) -> Badge:
    """Another badge for one that was lost; the old one is taken back."""
    for old in registration.badges.filter(state=State.VALID):
        revoke(old, by=by)
    return issue(registration, by=by)


@transaction.atomic
def follow(event: Event, registrations: Iterable[int] = ()) -> int:
    """Tells desks of the badges whose registration stands otherwise than they were told.

    Looks at `registrations` (ids), or at all of the event. Returns how many changed.
    """
    rows = Badge.objects.filter(event=event).select_related("registration")
    wanted = list(registrations)
    rows = rows.filter(registration__in=wanted) if wanted else rows
    excluded, days = excluded_of(event), days_of(event)
    changed = []
    for each in rows.iterator(chunk_size=2_000):
        each.days = days.of(each.registration)
        if each.told != standing_of(each, excluded):
            changed.append(each)
    if changed:
        _tell(changed, advance(event), excluded)
    return len(changed)


def _tell(badges: Sequence[Badge], number: int, excluded: Collection[int]) -> None:
    for badge in badges:
        badge.told, badge.number = standing_of(badge, excluded), number
    Badge.objects.bulk_update(badges, ["told", "number", "days"], batch_size=500)
