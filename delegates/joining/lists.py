"""Lists, files and notices of registrations, added to the ports of lower apps."""

from accounts import ports
from delegates import keeping
from delegates.tasks.batches import begin_planned_batches
from delegates.tasks.exports import look_after_exports
from delegates.telling import AUDIENCES, KINDS
from events.ports import audiences
from events.retention import forgotten
from jobs.ports import Periodic, periodic


def join() -> None:
    """Before the registrations' own: files are deleted while it is known who stands in them."""
    forgotten.extend(keeping.FORGOTTEN)
    ports.holdings.append(keeping.HOLDING)
    periodic.append(Periodic("delegates.begin_planned", begin_planned_batches, seconds=60))
    periodic.append(Periodic("delegates.exports", look_after_exports, seconds=60))
    ports.declare(*KINDS)
    audiences.extend(AUDIENCES)
