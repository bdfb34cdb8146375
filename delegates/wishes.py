"""What a wish to change says: how it differs from what she is, and which seats it needs."""

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any

from django.db.models import QuerySet

from delegates.answers import KEPT, NAMES, Answers, fill, party_of, search_words, sort_key_of
from delegates.models import Quota, Registration, Wish
from delegates.seats import bounded_quotas, counted, give_back
from events.models import Event

LINKED = ("constituency", "organisation")


def wish_for(registration: Registration, answers: Answers) -> Wish:
    """The wish that `answers` make, not saved yet. At most one query."""
    wanted = copy(registration)
    changed = fill(wanted, answers)
    plain = [name for name in changed if name in KEPT]
    wish = Wish(registration=registration, event=registration.event)
    wish.changes = {name: _plain(name, answers) for name in plain}
    for name in set(plain).intersection(LINKED):
        setattr(wish, name, getattr(answers, name))
    filled = answers.filled
    if filled:
        wish.form_version = filled.version
        keys = [name for name in changed if name not in KEPT]
        wish.answers = {key: wanted.answers.get(key) for key in keys}
        came = registration.companions.order_by("pk").values_list("name", "age")
        if filled.companions is not None and list(came) != filled.companions:
            wish.changes["companions"] = [list(each) for each in filled.companions]
            wish.changes["party"] = party_of(filled)
    return wish


def _plain(name: str, answers: Answers) -> Any:
    return None if name in LINKED else getattr(answers, name)


def put_into(wish: Wish, registration: Registration) -> list[str]:
    """Writes into a registration what the wish changes, without its companions' rows; returns
    the names. At most one query.
    """
    for name, value in wish.changes.items():
        if name in LINKED:
            setattr(registration, f"{name}_id", getattr(wish, f"{name}_id"))
        elif name != "companions":
            setattr(registration, name, value)
    if wish.answers:
        after = registration.answers | wish.answers
        registration.answers = {key: each for key, each in after.items() if each is not None}
        registration.form_version = _newer(wish.form_version, registration.form_version)
    registration.search = search_words(getattr(registration, name) for name in NAMES)
    registration.sort_key = sort_key_of(registration)
    return [*(name for name in wish.changes if name != "party"), *wish.answers]


def _newer(one: Any, other: Any) -> Any:
    return max((each for each in (one, other) if each), key=lambda each: each.number, default=None)


def wanted_by(wish: Wish) -> Registration:
    """What its registration would be. The wish came with its registration and form versions."""
    wanted = copy(wish.registration)
    put_into(wish, wanted)
    return wanted


def more_needed(
    wanted: Registration, held: Registration, bounded: Iterable[Quota]
) -> dict[int, int]:
    """How many seats of which quotas `wanted` needs beyond what `held` needs."""
    steps = {quota.pk: counted(quota, wanted) - counted(quota, held) for quota in bounded}
    return {pk: step for pk, step in steps.items() if step > 0}


def signature(steps: Mapping[int, int]) -> str:
    """`.3x1.17x2.`: the quotas that a wish needs, each with how many seats."""
    return "." + "".join(f"{pk}x{steps[pk]}." for pk in sorted(steps))


def steps_in(signature: str) -> dict[int, int]:
    """Seats by quota, as a signature says."""
    pairs = (each.split("x") for each in signature.split(".") if each)
    return {int(pk): int(seats) for pk, seats in pairs}


def sign(wish: Wish, bounded: Iterable[Quota]) -> None:
    wish.signature = signature(more_needed(wanted_by(wish), wish.registration, bounded))


def held_wish(registration: Registration) -> list[Wish]:
    """Her wish, if she has one, its row held until the commit; the caller holds hers."""
    rows = Wish.objects.select_for_update(of=("self",)).select_related("form_version")
    found = list(rows.filter(registration=registration))
    for each in found:
        each.registration = registration
    return found


def names_in(wish: Wish) -> set[str]:
    """The answers that a wish changes."""
    return {*wish.changes, *wish.answers} - {"party"}


def forget(wishes: list[Wish]) -> None:
    """Deletes wishes that are over; the caller holds them and has given their seats back."""
    if wishes:
        Wish.objects.filter(pk__in=[each.pk for each in wishes]).delete()


def follow(event: Event, wishes: list[Wish]) -> None:
    """What her wishes need beside what she holds now. An offer of other seats than these is no
    offer any more: she waits on, where she stood.
    """
    for each in wishes:
        before = each.signature
        sign(each, bounded_quotas(event))
        if each.signature != before and each.state == Wish.State.OFFERED:
            give_back(each)
            each.state, each.offered_until = Wish.State.WAITING, None
            each.sequence += 1
        if each.signature != before:
            each.save(update_fields=["signature", "state", "offered_until", "sequence"])


def _wishes_of(event: Event) -> QuerySet[Wish]:
    rows = Wish.objects.filter(event=event).order_by("pk")
    return rows.select_related("form_version", "registration__form_version")


def offered_wishes(event: Event) -> list[tuple[Wish, Registration]]:
    """The wishes for which seats are held, with what each would make of its registration."""
    return [(each, wanted_by(each)) for each in _wishes_of(event).filter(state=Wish.State.OFFERED)]


def sign_wishes(event: Event, bounded: Iterable[Quota]) -> None:
    """Writes anew for which quotas each wish waits."""
    found, quotas = list(_wishes_of(event)), list(bounded)
    for each in found:
        sign(each, quotas)
    Wish.objects.bulk_update(found, ["signature"], batch_size=500)


def said_in(wish: Wish | None) -> dict[str, Any] | None:
    """A wish as its owner takes it with her."""
    if wish is None:
        return None
    linked = {f"{name}_id": getattr(wish, f"{name}_id") for name in LINKED if name in wish.changes}
    plain = {name: value for name, value in wish.changes.items() if name not in LINKED}
    since = wish.queued_at.isoformat()
    return plain | linked | {"answers": wish.answers, "state": wish.state, "since": since}
