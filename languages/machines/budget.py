"""How many letters of a space go to a machine in a day."""

from datetime import date

from django.db.models import F

from languages.machines.machine import Fault
from languages.models import MachineDay, Space


class Spent(Fault):
    """The letters of the day are used up; the rest waits for tomorrow (UTC)."""

    word = "spent"


def spend(space: Space, letters: int, day: date) -> None:
    """Takes `letters` from the day, for all workers at once by one conditional update.

    Raises Spent, with nothing taken, where they no longer fit.
    """
    MachineDay.objects.get_or_create(space=space, day=day)
    fitting = MachineDay.objects.filter(
        space=space, day=day, letters__lte=space.machine_letters - letters
    )
    if not fitting.update(letters=F("letters") + letters):
        raise Spent(f"{letters} letters more than the day has.")


def give_back(space: Space, letters: int, day: date) -> None:
    """Letters that were not taken after all."""
    MachineDay.objects.filter(space=space, day=day).update(letters=F("letters") - letters)


def used(space: Space, day: date) -> int:
    found = MachineDay.objects.filter(space=space, day=day).values_list("letters", flat=True)
    return found.first() or 0
