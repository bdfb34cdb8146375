"""Seats: counters with claims. Here alone counters move: `take` takes, `give_back` gives.

The counters of one move are one conditional UPDATE, whose rows are locked in id order, so that
neither database ever sells a seat twice (PostgreSQL asks the condition again after waiting for
the row) and no two transactions wait for each other. `Quota.used` is the sum of its claims.
Unlimited quotas have no claims.

An event's bounded quotas are read once and kept by `Seating.version`, which changes with them.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID, uuid4

from django.db import OperationalError, connection, transaction
from django.db.models import F, Q

from delegates.book import read_book
from delegates.models import Claim, Delegation, Quota, Registration, Seating, Wish
from delegates.refusals import Busy, Full
from events.models import Event

P = ParamSpec("P")
T = TypeVar("T")

Holder = Registration | Delegation | Wish

TRIES = 4
QUOTAS, CLAIMS = Quota._meta.db_table, Claim._meta.db_table


def patiently(action: Callable[P, T]) -> Callable[P, T]:
    """Runs `action` in its own transaction, again with a pause of chance when a lock is not had.

    Raises Busy after the fourth time. Inside another transaction there is one try only.
    """

    @wraps(action)
    def tried(*args: P.args, **kwargs: P.kwargs) -> T:
        tries = 1 if connection.in_atomic_block else TRIES
        for left in reversed(range(tries)):
            try:
                with transaction.atomic():
                    return action(*args, **kwargs)
            except OperationalError as error:
                if not left:
                    raise Busy from error
                time.sleep(random.uniform(0.02, 0.2))  # noqa: S311 (a pause, no secret)
        raise Busy

    return tried


def open_book(event: Event, person: Any = None) -> Any:
    """The event as `book.read_book` reads it; its quotas and their rules stay as they are until
    the commit.

    Many may hold this at once. A change of quotas (`close_book`) waits for all of them, so that
    nobody registers beside a quota that is just being made.
    """
    return read_book(event, person)


def close_book(event: Event) -> Event:
    """The event, with every registering held back until the commit."""
    return Event.objects.select_for_update().get(pk=event.pk)


def counts(rule: Mapping[str, list[str]], registration: Registration) -> bool:
    """Whether a quota with `rule` counts `registration`; an empty rule counts everyone."""
    return all(
        not values_of(registration, name).isdisjoint(values) for name, values in rule.items()
    )


def counted(quota: Quota, registration: Registration) -> int:
    """How many seats of `quota` a registration needs."""
    return registration.party if counts(quota.rule, registration) else 0


def values_of(registration: Registration, name: str) -> set[str]:
    """What a registration (or a delegation's seat) is, by the name that rules use for it:
    category, country, attendance, constituency, organisation, or `field:<uid>`.
    """
    if name.startswith("field:"):
        given = registration.answers.get(name.removeprefix("field:"), {})
        value = "" if given.get("dormant") else given.get("value", "")
    else:
        column = f"{name}_id" if name in {"constituency", "organisation"} else name
        value = getattr(registration, column, "")
    found = value if isinstance(value, list) else [value]
    return {str(each) for each in found if each not in (None, "")}


def quotas_for(registration: Registration, bounded: Iterable[Quota] | None = None) -> list[Quota]:
    """Those of the `bounded` quotas (else of its event's) that count it, in id order."""
    if bounded is None:
        bounded = bounded_quotas(registration.event)
    return [quota for quota in bounded if counts(quota.rule, registration)]


_kept: dict[int, tuple[UUID, list[Quota]]] = {}
MOST_KEPT = 200


def bounded_quotas(event: Event) -> list[Quota]:
    """The event's quotas with a size, in id order. No query where this version was read before;
    what they say of `used` may be old.
    """
    seating: Seating | None = getattr(event, "seating", None)
    if seating and (kept := _kept.get(event.pk)) and kept[0] == seating.version:
        return kept[1]
    found = list(Quota.objects.filter(event=event, size__isnull=False).order_by("pk"))
    if seating:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[event.pk] = (seating.version, found)
    return found


def new_version(event: Event) -> None:
    """Says that the event's quotas have changed; the caller has closed the book."""
    fresh = uuid4()
    Seating.objects.update_or_create(event=event, defaults={"version": fresh})


def signature(quotas: Iterable[Quota]) -> str:
    """The quotas that someone who waits needs, as `.3.17.`"""
    return "." + "".join(f"{quota.pk}." for quota in sorted(quotas, key=lambda quota: quota.pk))


def needed(signature: str) -> list[int]:
    """The ids in a signature."""
    return [int(pk) for pk in signature.split(".") if pk]


def take(
    holder: Registration | Delegation,
    quotas: Iterable[Quota],
    *,
    seats: int = 1,
    instead_of: Iterable[Claim] = (),
) -> None:
    """Takes `seats` of each of `quotas` and gives back the claims `instead_of`, which may be those
    of her wish too: all or nothing.

    Only what differs from what is held already is moved. Raises Full.
    """
    held, owner = list(instead_of), owner_of(holder)
    own = {each.quota_id: each for each in held if getattr(each, f"{owner}_id") == holder.pk}
    wanted = {quota.pk: quota.name for quota in quotas} if seats else {}
    kept = [own[pk] for pk in wanted if pk in own]
    gone = [claim.pk for claim in held if claim not in kept]
    other = [claim.pk for claim in kept if claim.seats != seats]
    steps = Counter(dict.fromkeys(wanted, seats))
    for claim in held:
        steps[claim.quota_id] -= claim.seats
    _move(steps, wanted)
    if gone:
        Claim.objects.filter(pk__in=gone).delete()
    if other:
        Claim.objects.filter(pk__in=other).update(seats=seats)
    _claim(holder, sorted(pk for pk in wanted if pk not in own), seats)


def _claim(holder: Holder, quotas: list[int], seats: int) -> None:
    """New claims, in one statement that is short to word."""
    if not quotas:
        return
    head = f"INSERT INTO {CLAIMS} (quota_id, {owner_of(holder)}_id, seats) VALUES "  # noqa: S608 (names of tables)
    values = [value for pk in quotas for value in (pk, holder.pk, seats)]
    with connection.cursor() as cursor:
        cursor.execute(head + ", ".join(["(%s, %s, %s)"] * len(quotas)), values)


def take_for_many(
    wanted: Iterable[tuple[Holder, Mapping[int, int], datetime | None]],
) -> None:
    """Takes for each holder its number of seats of each quota, by its id: all or nothing, one
    statement. With a moment they are holds until then. Raises Full.
    """
    found = list(wanted)
    steps: Counter[int] = Counter()
    for _holder, seats, _until in found:
        steps.update(seats)
    _move(steps)
    Claim.objects.bulk_create(
        (
            Claim(quota_id=pk, seats=many, expires_at=until, **{owner_of(holder): holder})
            for holder, seats, until in found
            for pk, many in seats.items()
        ),
        batch_size=500,
    )


def owner_of(holder: Holder) -> str:
    """The column of a claim that names such a holder."""
    return type(holder)._meta.model_name or ""


def give_back(*holders: Holder) -> bool:
    """Gives back all that they hold; whether there was anything.

    The caller holds the rows of the holders, so that nothing is given back twice.
    """
    held = claims_of(*holders)
    steps: Counter[int] = Counter()
    for claim in held:
        steps[claim.quota_id] -= claim.seats
    _move(steps)
    if held:
        Claim.objects.filter(pk__in=[claim.pk for claim in held]).delete()
    return bool(held)


def claims_of(*holders: Holder) -> list[Claim]:
    held = Q(pk=None)
    for owner in sorted({owner_of(each) for each in holders}):
        held |= Q(**{f"{owner}__in": [each.pk for each in holders if owner_of(each) == owner]})
    return list(Claim.objects.filter(held))


def keep(holder: Registration | Delegation) -> None:
    """Makes what is held a place: it lapses no more."""
    holder.claims.update(expires_at=None)


class _Short(Exception):
    """Not every quota had the seats."""


def _move(steps: Mapping[int, int], names: Mapping[int, str] | None = None) -> None:
    """Moves all these counters or none. Raises Full.

    SQLite has one writer, and asks once whether all can be moved. PostgreSQL asks each row again
    once it has waited for it, so that some may be moved when another cannot: its savepoint undoes
    them, and lets go of the rows.
    """
    moving = {pk: step for pk, step in steps.items() if step}
    if not moving:
        return
    at_once = not connection.features.has_select_for_update
    try:
        with nullcontext() if at_once else transaction.atomic():
            if _update(moving, at_once=at_once) < len(moving):
                raise _Short
    except _Short:
        full = _first_full(moving)
        raise Full(full, (names or {}).get(full, "")) from None


def _update(steps: Mapping[int, int], *, at_once: bool) -> int:
    """The only writer of `Quota.used` besides `count_anew` and `reconcile`: one conditional
    statement. How many counters it moved: with `at_once` none or all.
    """
    ids = ", ".join(f"{pk:d}" for pk in steps)
    step = f"CASE id{''.join(f' WHEN {pk:d} THEN {many:d}' for pk, many in steps.items())} END"
    can = f"({step} < 0 OR size IS NOT NULL AND used <= size - {step})"
    able = f"SELECT count(*) FROM {QUOTAS} WHERE id IN ({ids}) AND {can}"  # noqa: S608 (numbers)
    held = f"SELECT id FROM {QUOTAS} WHERE id IN ({ids}) ORDER BY id FOR UPDATE"  # noqa: S608 (as above)
    which = f"id IN ({ids}) AND ({able}) = {len(steps)}" if at_once else f"id IN ({held}) AND {can}"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {QUOTAS} SET used = used + {step} WHERE {which}")  # noqa: S608 (as above)
        return cursor.rowcount


def _first_full(steps: Mapping[int, int]) -> int:
    taken = sorted(pk for pk in steps if steps[pk] > 0)
    rows = Quota.objects.filter(pk__in=taken).order_by("pk")
    full = (quota.pk for quota in rows if quota.size is None or quota.free < steps[quota.pk])
    return next(full, taken[0])


def hand_over(block: Delegation, registration: Registration, quotas: list[Quota]) -> None:
    """Moves one seat from a delegation's block to a registration: what both need stays where it
    is, what only she needs is taken, what only the block held is given back. Raises Full.
    """
    held = {claim.quota_id: claim for claim in block.claims.all()}
    hers = {claim.quota_id: claim for claim in registration.claims.all()}
    wanted = {quota.pk: quota.name for quota in quotas}
    steps = Counter(dict.fromkeys(wanted, registration.party))
    steps.subtract({pk: claim.seats for pk, claim in hers.items()})
    steps.subtract(dict.fromkeys(held, 1))
    _move(steps, wanted)
    _shrink(list(held.values()))
    if hers:
        registration.claims.all().delete()
    Claim.objects.bulk_create(
        Claim(quota_id=pk, registration=registration, seats=registration.party)
        for pk in sorted(wanted)
    )


def hand_back(
    registration: Registration, block: Delegation, quotas: list[Quota], *wishes: Wish
) -> None:
    """Moves her seat back to the block, whose seats need `quotas`, and gives back what is held
    for her wishes. Raises Full, if the block needs a quota that she did not hold and that has no
    seat left.
    """
    claims, hers = claims_of(registration, *wishes), Counter[int]()
    for claim in claims:
        hers[claim.quota_id] += claim.seats
    held = {claim.quota_id for claim in block.claims.all()}
    wanted = {quota.pk: quota.name for quota in quotas}
    steps = Counter(dict.fromkeys(wanted, 1))
    steps.subtract(hers)
    _move(steps, wanted)
    Claim.objects.filter(pk__in=[claim.pk for claim in claims]).delete()
    block.claims.filter(quota__in=wanted).update(seats=F("seats") + 1)
    Claim.objects.bulk_create(
        Claim(quota_id=pk, delegation=block) for pk in sorted(wanted.keys() - held)
    )


def _shrink(claims: list[Claim]) -> None:
    """One seat less in each; a claim of none is no claim."""
    last = [claim.pk for claim in claims if claim.seats == 1]
    more = [claim.pk for claim in claims if claim.seats > 1]
    if last:
        Claim.objects.filter(pk__in=last).delete()
    if more:
        Claim.objects.filter(pk__in=more).update(seats=F("seats") - 1)


def _of_block(quota: Quota, block: Delegation) -> Claim:
    many, until = block.claimed, block.offered_until
    return Claim(quota=quota, delegation=block, seats=many, expires_at=until)


def count_anew(
    quota: Quota,
    registrations: Iterable[Registration],
    blocks: Iterable[tuple[Delegation, Registration]] = (),
    wishes: Iterable[tuple[Wish, Registration]] = (),
) -> None:
    """Writes the claims of a quota that was made, bounded or given another rule.

    `registrations` are all of the event that hold seats, `blocks` its delegations with what
    each seat of theirs is, `wishes` those to which seats are offered, with what each would make
    of its registration; the caller has closed the book.
    """
    quota.claims.all().delete()
    found = []
    if quota.size is not None:
        found = [
            Claim(quota=quota, registration=each, seats=each.party, expires_at=each.offered_until)
            for each in registrations
            if counts(quota.rule, each)
        ]
        found += [
            _of_block(quota, block)
            for block, seat in blocks
            if block.claimed and counts(quota.rule, seat)
        ]
        found += [
            Claim(quota=quota, wish=wish, seats=more, expires_at=wish.offered_until)
            for wish, wanted in wishes
            if (more := counted(quota, wanted) - counted(quota, wish.registration)) > 0
        ]
    Claim.objects.bulk_create(found, batch_size=1_000)
    Quota.objects.filter(pk=quota.pk).update(used=sum(claim.seats for claim in found))
