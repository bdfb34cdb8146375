"""A wish to change follows its registration when two become one."""

from delegates.models import Registration, Wish
from delegates.ports import Follower
from delegates.seats import bounded_quotas, give_back
from delegates.wishes import forget, held_wish, sign

CONFIRMED = Registration.State.CONFIRMED


def join(gone: Registration, kept: Registration) -> list[int]:
    """The one that stays waits on where the other stood, unless it waits for a change of its own
    or has no place to change.
    """
    wishes = held_wish(gone)
    if not wishes:
        return []
    give_back(*wishes)
    if kept.state != CONFIRMED or held_wish(kept):
        forget(wishes)
        return []
    _move(wishes, kept)
    return [each.pk for each in wishes]


def part(gone: Registration, kept: Registration, moved: list[int]) -> None:
    """Back to whoever has her own place again; nobody without a place waits to change one."""
    wishes = held_wish(kept)
    if not wishes:
        return
    back = gone.state == CONFIRMED and wishes[0].pk in moved
    if not back and kept.state == CONFIRMED:
        return
    give_back(*wishes)
    if back:
        _move(wishes, gone)
    else:
        forget(wishes)


def _move(wishes: list[Wish], registration: Registration) -> None:
    for each in wishes:
        each.registration = registration
        each.state, each.offered_until = Wish.State.WAITING, None
        each.sequence += 1
        sign(each, bounded_quotas(registration.event))
        each.save()


FOLLOWER = Follower("wishes to change", join, part)
