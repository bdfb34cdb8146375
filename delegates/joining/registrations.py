"""Where registrations join the rest."""

from django.utils.translation import gettext_lazy as _

from accounts import ports
from delegates import holdings
from delegates.joined_wishes import FOLLOWER
from delegates.ports import followers
from delegates.retention import FORGOTTEN
from delegates.tasks.registrations import move_all_waiting_up
from events.ports import Section, sections
from events.retention import forgotten
from jobs.ports import Periodic, periodic


def join() -> None:
    forgotten.extend(FORGOTTEN)
    followers.append(FOLLOWER)
    ports.holdings.append(holdings.registrations)
    ports.parts.append(holdings.parts_of)
    sections.append(Section("registrations", _("Registrations"), "delegates.organise", 40))
    periodic.append(Periodic("delegates.move_all_waiting_up", move_all_waiting_up, seconds=60))
