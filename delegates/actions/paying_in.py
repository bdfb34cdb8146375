"""A fee is settled: the place that was held until then is hers."""

from delegates.actions import offers, waiting
from delegates.actions.paid_places import pays_first
from delegates.models import Registration, seating_of
from delegates.refusals import Full, NotOffered, NotThere, OfferOver
from events.models import Event

State = Registration.State


def let_stand(registration: Registration) -> bool:
    """Makes a place hers whose fee is settled; whether it did. When the hold has lapsed before
    her money came, a place is taken again if one is free.
    """
    gated = seating_of(registration.event).place_after_payment
    if registration.category not in gated or pays_first(registration):
        return False
    try:
        if registration.state == State.OFFERED:
            return bool(offers.accept(registration, by=registration.person))
    except OfferOver:
        offers.lapse(registration.event)
    except (NotOffered, NotThere):
        return False
    return _take_again(registration)


def _take_again(registration: Registration) -> bool:
    try:
        return waiting.move_up(registration) is not None
    except Full:
        return False


def let_all_stand(event: Event) -> list[Registration]:
    """Those of an event whose held places are settled by now. For the safety pass."""
    rows = Registration.objects.filter(event=event, state=State.OFFERED, fee__isnull=False)
    rows = rows.filter(category__in=seating_of(event).place_after_payment)
    found = rows.select_related("event__seating", "person").order_by("pk")
    return [each for each in found if let_stand(each)]
