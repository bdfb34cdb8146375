"""Where doubles, care, consent and staying join the rest, and what they keep of people."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.models import Person
from accounts.ports import Holding, StillNeeded
from delegates.actions.staying import give_up
from delegates.models import (
    Block,
    Booking,
    Consent,
    Double,
    Exclusion,
    Journey,
    Lodging,
    Registration,
    Report,
)
from delegates.ports import Follower, rows_follow
from delegates.sealing import holder, unseal
from events.models import Event
from events.retention import Forgotten
from files import papers


def show(person: Person) -> dict[str, Any]:
    """What she agreed to, where she stays, whom she blocked, what she reported by name."""
    hers = {"registration__person": person}
    lodgings = Lodging.objects.filter(**hers).select_related("registration__event")
    reports = Report.objects.filter(person=person).select_related("event")
    consents = Consent.objects.filter(**hers)
    exclusions = Exclusion.objects.filter(**hers)
    return {
        "consents": list(consents.values("kind", "version", "lang", "state", "given_at")),
        "lodgings": [_lodging(each) for each in lodgings.order_by("pk")],
        "journeys": list(Journey.objects.filter(**hers).values("way", "at", "place", "by")),
        "bookings": list(Booking.objects.filter(**hers).values("service__day", "seats", "about")),
        "blocks": list(Block.objects.filter(person=person).values("name", "since")),
        "exclusions": list(exclusions.values("state", "reason", "at", "lifted_at")),
        "reports": [unseal(each.event, each.words) for each in reports],
    }


def _lodging(lodging: Lodging) -> dict[str, Any]:
    names = ("kind", "state", "beds", "begins", "ends", "area", "about")
    plain = {name: getattr(lodging, name) for name in names}
    return plain | unseal(lodging.registration.event, lodging.address)


def erase(person: Person) -> None:
    """Gives up where she stays, and deletes the rest. Reports by her name go whole."""
    for registration in Registration.objects.filter(person=person).select_related("event"):
        give_up(registration, by=None)
    hers = {"registration__person": person}
    Lodging.objects.filter(**hers).delete()
    Consent.objects.filter(**hers).delete()
    Exclusion.objects.filter(**hers).delete()
    Report.objects.filter(person=person).delete()
    Block.objects.filter(Q(person=person) | Q(blocked=person)).delete()
    _empty_joined(person)


def _empty_joined(person: Person) -> None:
    """One that was entered at the desk and joined into hers has no account that would erase it."""
    from delegates.retention import EMPTY

    rows = Double.objects.filter(kept__person=person, gone__person=None)
    gone = list(rows.values_list("gone", flat=True))
    Registration.objects.filter(pk__in=gone).update(**EMPTY, public_name="")


def of_registrations(model: Any) -> Any:
    def rows(event: Event) -> QuerySet[Any]:
        return model.objects.filter(registration__event=event)

    return rows


def destroy_key(event: Event) -> None:
    """Copies in backups cannot be read any more either."""
    if papers.ready():
        papers.destroy(holder(event))


FORGOTTEN: Sequence[Forgotten] = (
    Forgotten(gettext_noop("journeys"), of_registrations(Journey)),
    Forgotten(gettext_noop("bookings"), of_registrations(Booking)),
    Forgotten(gettext_noop("lodgings"), of_registrations(Lodging)),
    Forgotten(gettext_noop("consents"), of_registrations(Consent)),
    Forgotten(gettext_noop("exclusions"), of_registrations(Exclusion)),
    Forgotten(
        gettext_noop("reports"),
        lambda event: Report.objects.filter(event=event),
        afterwards=destroy_key,
    ),
    Forgotten(gettext_noop("doubles"), lambda event: Double.objects.filter(event=event)),
)


def hinder(person: Person) -> None:
    """Raises StillNeeded: whoever is shut out would come back as somebody new."""
    rows = Exclusion.objects.filter(registration__person=person, state=Exclusion.State.HOLDS)
    held = rows.filter(registration__event__ends__gte=timezone.now() - timedelta(days=1))
    if held.exists():
        raise StillNeeded(
            _("You are shut out of a meeting that is not over yet. Your account can go after it.")
        )


HOLDING = Holding("care", show, erase, hinder)


def join_open_lodgings(gone: Registration, kept: Registration) -> list[int]:
    """What is open and of a kind that the kept one has not open herself."""
    open_ones = Lodging.objects.filter(state=Lodging.State.OPEN)
    held = list(open_ones.filter(registration=kept).values_list("kind", flat=True))
    rows = open_ones.filter(registration=gone).exclude(kind__in=held)
    moved = list(rows.values_list("pk", flat=True))
    Lodging.objects.filter(pk__in=moved).update(registration=kept)
    return moved


def part_lodgings(gone: Registration, kept: Registration, moved: list[int]) -> None:
    Lodging.objects.filter(pk__in=moved, registration=kept).update(registration=gone)


def join() -> None:
    """Called once, when the app is ready."""
    from accounts import ports
    from delegates.ports import followers
    from events.ports import Section, sections
    from events.retention import forgotten

    forgotten.extend(FORGOTTEN)
    # Before registrations let go of her.
    ports.holdings.insert(0, HOLDING)
    followers.append(Follower("lodgings", join_open_lodgings, part_lodgings))
    followers.append(rows_follow("exclusions that were lifted", Exclusion, "registration"))
    sections.append(Section("care", _("Care"), "delegates.care", 39))
    sections.append(Section("staying", _("Staying"), "delegates.organise", 45))
