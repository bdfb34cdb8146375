"""Where visa letters join what other apps offer."""

from django.utils.translation import gettext_lazy as _

from accounts import ports
from delegates.letters import erasure, holding
from delegates.ports import followers
from delegates.tasks.letters import ask_how_it_went
from events.ports import Section, sections
from events.retention import forgotten
from jobs.ports import Periodic, periodic


def join() -> None:
    """Called once, when the apps are ready. Letters are erased before their registrations."""
    # Before registrations lose the country by which letters are counted.
    forgotten[:0] = erasure.FORGOTTEN
    ports.holdings.insert(0, holding.HOLDING)
    followers.append(holding.FOLLOWER)
    periodic.append(Periodic("delegates.ask_how_it_went", ask_how_it_went, seconds=24 * 3600))
    sections.append(Section("letters", _("Letters"), "delegates.letters", 42))
