"""What of workshops follows when two registrations become one: sessions and proposals."""

from typing import Any

from delegates.models import Registration
from delegates.ports import Follower, rows_follow
from workshops.models import Contributor, Part, Proposal


def join(gone: Registration, kept: Registration) -> dict[str, Any]:
    """Her proposals to this event, so that her one account reads and changes them."""
    if not gone.person_id or not kept.person_id or gone.person_id == kept.person_id:
        return {}
    rows = Proposal.objects.filter(event=kept.event_id, proposer=gone.person_id)
    moved = list(rows.values_list("pk", flat=True))
    Proposal.objects.filter(pk__in=moved).update(proposer=kept.person_id)
    return {"moved": moved, "from": gone.person_id}


def part(gone: Registration, kept: Registration, moved: dict[str, Any]) -> None:
    if moved and gone.person_id == moved["from"]:
        rows = Proposal.objects.filter(pk__in=moved["moved"], proposer=kept.person_id)
        rows.update(proposer=gone.person_id)


proposals = Follower("proposals", join, part)
parts = rows_follow("parts of sessions", Part, "registration")
contributors = rows_follow("people of proposals", Contributor, "registration")
