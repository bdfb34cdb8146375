"""Where check-in joins the rest, and what it keeps of people."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.models import NOWHERE, Person
from accounts.ports import Entrance, Holding
from delegates import printing
from delegates.actions import badges
from delegates.actions.badges import advance
from delegates.actions.scans import fold_anew
from delegates.models import (
    Badge,
    BadgeDays,
    BadgePrint,
    Device,
    EntryCard,
    ParkedScan,
    Presence,
    Registration,
    Scan,
    TakeOver,
)
from delegates.ports import Follower
from events.models import Event
from events.retention import Forgotten


def show(person: Person) -> list[dict[str, Any]]:
    """Where she came in and went out."""
    rows = Scan.objects.filter(registration__person=person).select_related("event", "checkin_list")
    return [
        {
            "event": scan.event.slug,
            "list": scan.checkin_list.name,
            "kind": scan.kind,
            "verdict": scan.verdict,
            "at": scan.at.isoformat(),
        }
        for scan in rows.order_by("at")
    ]


def erase(person: Person) -> None:
    """Takes her badges back, so that every device hears of it, and deletes where she was."""
    for badge in Badge.objects.filter(registration__person=person).select_related("event"):
        badges.revoke(badge, by=None)
    events = Registration.objects.filter(person=person).values("event")
    printing.write_anew(BadgePrint.objects.filter(event__in=events).exclude(state="gone"))
    BadgeDays.objects.filter(registration__person=person).delete()
    Scan.objects.filter(registration__person=person).delete()
    Presence.objects.filter(registration__person=person).delete()
    # Without her, so that what others' badges opened there stays.
    Device.objects.filter(person=person).update(
        state=Device.State.ENDED, person=None, name="", secret_hash=""
    )


def join_badges(gone: Registration, kept: Registration) -> dict[str, Any]:
    """Scans follow, and the badge that opens doors is the kept one's where she has one."""
    scans = list(Scan.objects.filter(registration=gone).values_list("pk", flat=True))
    Scan.objects.filter(pk__in=scans).update(registration=kept)
    moved = []
    for badge in Badge.objects.filter(registration=gone).select_related("event"):
        if kept.badges.filter(state=Badge.State.VALID).exists():
            badges.revoke(badge, by=None)
        Badge.objects.filter(pk=badge.pk).update(registration=kept)
        moved.append([badge.pk, badge.state])
    _fold_both(gone, kept)
    return {"scans": scans, "badges": moved}


def part_badges(gone: Registration, kept: Registration, moved: dict[str, Any]) -> None:
    Scan.objects.filter(pk__in=moved["scans"], registration=kept).update(registration=gone)
    for pk, state in moved["badges"]:
        Badge.objects.filter(pk=pk, registration=kept).update(registration=gone, state=state)
    _fold_both(gone, kept)


def _fold_both(gone: Registration, kept: Registration) -> None:
    number = advance(kept.event)
    Presence.objects.filter(registration__in=[gone, kept]).delete()
    rows = Scan.objects.filter(registration__in=[gone, kept]).select_related("checkin_list__event")
    fold_anew(list(rows), number)
    badges.follow(kept.event, [gone.pk, kept.pk])


def show_cards(person: Person) -> list[dict[str, Any]]:
    """The cards that opened her account."""
    rows = EntryCard.objects.filter(person=person).select_related("event")
    return [
        {"event": each.event.slug, "state": each.state, "made_at": each.made_at.isoformat()}
        for each in rows.order_by("pk")
    ]


def erase_cards(person: Person) -> None:
    EntryCard.objects.filter(person=person).delete()
    TakeOver.objects.filter(registration__person=person).delete()


def entrances_of(person: Person) -> Iterable[Entrance]:
    """Her page about the card, where she has one that opens something."""
    rows = EntryCard.objects.filter(person=person, state=EntryCard.State.VALID)
    for each in rows.select_related("event"):
        yield Entrance(f"/{each.event.slug}/registration/card/", _("My card to log in"))


def named_by_cards(event: Event) -> QuerySet[Person]:
    """Accounts that nobody can open any more, once the cards of this event have ended."""
    cards = EntryCard.objects.filter(event=event).values("person")
    others = EntryCard.objects.exclude(event=event).values("person")
    rows = Person.objects.filter(pk__in=cards, email__endswith=f"@{NOWHERE}", mailbox="")
    return rows.exclude(pk__in=others).exclude(called="", languages=[], zone="")


def of_event(model: Any, column: str = "event") -> Any:
    def rows(event: Event) -> QuerySet[Any]:
        return model.objects.filter(**{column: event})

    return rows


FORGOTTEN: Sequence[Forgotten] = (
    Forgotten(
        gettext_noop("names on accounts that a card opened"),
        named_by_cards,
        {"called": "", "languages": [], "zone": ""},
    ),
    Forgotten(gettext_noop("cards to log in"), of_event(EntryCard)),
    Forgotten(gettext_noop("links to take over"), of_event(TakeOver, "registration__event")),
    Forgotten(gettext_noop("parked scans"), of_event(ParkedScan)),
    Forgotten(gettext_noop("scans"), of_event(Scan)),
    Forgotten(gettext_noop("who was where"), of_event(Presence, "checkin_list__event")),
    Forgotten(gettext_noop("badges"), of_event(Badge)),
    Forgotten(gettext_noop("days of badges"), of_event(BadgeDays)),
    Forgotten(gettext_noop("devices at desks"), of_event(Device)),
    Forgotten(gettext_noop("prints of badges"), of_event(BadgePrint)),
)
HOLDING = Holding("check-in", show, erase)
CARDS = Holding("cards", show_cards, erase_cards)


def join() -> None:
    """Called once, when the app is ready."""
    from accounts import ports
    from delegates.ports import followers
    from delegates.printing import clear_badges, tell_desks
    from events.ports import Section, sections
    from events.retention import forgotten
    from jobs.ports import Periodic, periodic

    forgotten.extend(FORGOTTEN)
    # First, as long as registrations still say whose they are.
    ports.holdings[:0] = [HOLDING, CARDS]
    ports.entrances.append(entrances_of)
    followers.append(Follower("check-in", join_badges, part_badges))
    sections.append(Section("checkin", _("Check-in"), "delegates.desk", 44))
    periodic.append(Periodic("delegates.clear_badges", clear_badges, seconds=3_600))
    periodic.append(Periodic("delegates.tell_desks", tell_desks, seconds=60))
