"""What her account shows, hands over and erases of a person's registrations."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.ports import Holding, Part
from delegates import seats
from delegates.actions.waiting import let_move_up
from delegates.answers import Answers, empty, fill
from delegates.blocks import leave_seat
from delegates.models import Registration, Wish
from delegates.wishes import forget, held_wish, said_in
from languages import texts

SHOWN = (
    "state",
    "category",
    "full_name",
    "called",
    "latin_name",
    "public_name",
    "badge_name",
    "sorted_as",
    "country",
    "country_words",
    "passports",
    "passport_words",
    "speaks",
    "reads",
    "attendance",
    "needs",
    "lang",
)


def show(person: Person) -> list[dict[str, Any]]:
    """Her registrations with all that she answered."""
    rows = list(_rows(person).select_related("constituency", "organisation"))
    ids = [each.constituency and each.constituency.name_id for each in rows]
    ids += [each.organisation and each.organisation.name_id for each in rows]
    named = texts.load(ids, person.languages)
    wishes = {each.registration_id: each for each in Wish.objects.filter(registration__in=rows)}
    return [
        {name: getattr(each, name) for name in SHOWN}
        | {
            "event": each.event.slug,
            "waits_to_change": said_in(wishes.get(each.pk)),
            "registered_at": each.registered_at.isoformat(),
            "constituency": str(named[each.constituency and each.constituency.name_id]),
            "organisation": str(named[each.organisation and each.organisation.name_id]),
        }
        for each in rows
    ]


def erase(person: Person) -> None:
    """Gives her seats back and empties her registrations: the rows that stay name nobody."""
    for registration in Registration.objects.select_for_update().filter(person=person):
        wishes = held_wish(registration)
        if not leave_seat(registration, *wishes):
            seats.give_back(registration, *wishes)
        forget(wishes)
        fill(registration, Answers(full_name="", category=registration.category))
        empty(registration)
        registration.person = None
        registration.lang = registration.signature = ""
        registration.state, registration.offered_until = Registration.State.WITHDRAWN, None
        registration.save()
        let_move_up(registration.event)


def parts_of(person: Person, languages: Sequence[str]) -> Iterable[Part]:
    """The events that she registered for."""
    rows = list(_rows(person).exclude(state=Registration.State.WITHDRAWN))
    names = texts.load([each.event.name_id for each in rows], languages)
    for each in rows:
        waits = each.state == Registration.State.WAITING
        says = _("on the waiting list") if waits else _("registered")
        event = each.event
        yield Part(f"/{event.slug}/", names[event.name_id], event.begins, event.ends, [says])


def _rows(person: Person) -> Any:
    return Registration.objects.filter(person=person).select_related("event").order_by("pk")


registrations = Holding("registrations", show, erase)
