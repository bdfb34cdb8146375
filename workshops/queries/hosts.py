"""Who holds a proposal: a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from languages import texts
from languages.texts import Reading
from workshops.models import Host, Proposal


@dataclass(frozen=True)
class HostView:
    host: Host
    name: Reading

    def __getattr__(self, name: str) -> Any:
        return getattr(self.host, name)


def hosts_of(
    proposal: Proposal, languages: Sequence[str], *, confirmed: bool = False, only: int = 0
) -> list[HostView]:
    """All that were asked, those that said yes, or one. Three queries."""
    rows = proposal.hosts.select_related("organisation")
    if confirmed:
        rows = rows.filter(state=Host.State.CONFIRMED)
    found = list(rows.filter(pk=only) if only else rows)
    read = texts.load([each.organisation.name_id for each in found], languages)
    return [HostView(each, read[each.organisation.name_id]) for each in found]
