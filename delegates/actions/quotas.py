"""Quotas, made and changed."""

from typing import Any

from django.db import transaction

from accounts.records import note
from delegates import seats
from delegates.actions.waiting import let_move_up
from delegates.blocks import blocks_of, sign_blocks
from delegates.models import Quota, Registration
from delegates.wishes import offered_wishes, sign_wishes
from events.models import Event

State = Registration.State


@transaction.atomic
def set_quota(
    *,
    event: Event,
    name: str,
    size: int | None,
    by: Any,
    rule: dict[str, list[str]] | None = None,
    quota: Quota | None = None,
) -> Quota:
    """Makes a quota, or changes `quota`. `size` None means unlimited.

    Whoever is registered already is counted; a size below that is accepted (`Quota.over_by`).
    """
    event = seats.close_book(event)
    if quota is None:
        quota = Quota(event=event)
    else:
        quota = Quota.objects.select_for_update().get(pk=quota.pk, event=event)
    other = quota.pk is None or quota.rule != (rule or {}) or (quota.size is None) != (size is None)
    quota.name, quota.rule, quota.size = name, rule or {}, size
    if quota.pk:
        quota.save(update_fields=["name", "rule", "size"])
    else:
        quota.save()
    if other:
        held = event.registrations.filter(state__in=[State.CONFIRMED, State.OFFERED])
        seats.count_anew(quota, held, blocks_of(event), offered_wishes(event))
    seats.new_version(event)
    if other:
        sign_anew(event)
    note(by, "set the quota", quota)
    let_move_up(event)
    quota.refresh_from_db()
    return quota


def sign_anew(event: Event) -> None:
    """Writes anew for which quotas each waiting person waits."""
    bounded = seats.bounded_quotas(Event.objects.select_related("seating").get(pk=event.pk))
    sign_wishes(event, bounded)
    sign_blocks(event, bounded)
    waiting = list(event.registrations.filter(state__in=[State.WAITING, State.OFFERED]))
    for each in waiting:
        each.signature = seats.signature(seats.quotas_for(each, bounded))
    Registration.objects.bulk_update(waiting, ["signature"], batch_size=500)
