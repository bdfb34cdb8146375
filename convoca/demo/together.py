"""How the proposals of a meeting found each other: co-hosts, hours, links, facilitators, talks."""

from collections.abc import Iterable, Mapping, Sequence

from convoca.demo.bonds import Planned, planned
from convoca.demo.bulk import uid, write
from convoca.demo.encounters import meetings, open_meetings
from convoca.demo.hosting import add_call, add_hosts, add_hours, before, proposal_of
from convoca.demo.linking import add_links
from convoca.demo.scheduling import Meeting
from convoca.demo.sheets import table
from convoca.demo.sizes import seeded
from convoca.demo.timetable import Timetable
from convoca.demo.twins import Crowd, Twin, join
from convoca.demo.workshops import Workshop
from workshops.models import Conversation, Facilitator, Link, Message, Proposal

TALKS = 12
"""Links of which those behind them wrote to each other first."""


def prepare(
    meeting: Meeting,
    made: Sequence[Workshop],
    grid: Timetable,
    *,
    twins: Sequence[Twin],
    crowd: Crowd,
    without: Iterable[str] = (),
) -> None:
    """Everything that stands before the first release; `without` are left without a link."""
    add_hosts(meeting, made)
    add_hours(meeting)
    join(meeting, twins, crowd)
    add_call(meeting)
    proposals = {each.key: proposal_of(meeting, each.key) for each in made}
    fused = [each.of for each in twins]
    plans = planned(made, grid, seeded(), without=[*without, *fused])
    add_links(meeting, plans, proposals)
    open_meetings(meeting, meetings(plans, 1 + len(made) // 100), proposals, grid.halls)
    _name_facilitators(meeting, proposals.values())
    _talk(meeting, [each for each in plans if each.state == Link.State.AGREED], proposals)


def _name_facilitators(meeting: Meeting, proposals: Iterable[Proposal]) -> None:
    """For every second theme somebody who proposes something in it."""
    first: dict[int | None, Proposal] = {}
    for each in proposals:
        first.setdefault(each.theme_id, each)
    chosen = [first[theme.pk] for theme in meeting.themes.values() if theme.pk in first][::2]
    write(
        Facilitator,
        [
            Facilitator(theme=each.theme, person=each.proposer, named_by=meeting.by)
            for each in chosen
        ],
    )


def _talk(meeting: Meeting, plans: Sequence[Planned], proposals: Mapping[str, Proposal]) -> None:
    said, talks = table("linking"), []
    for plan in plans[:TALKS]:
        one, other = sorted((proposals[key] for key in plan.keys), key=lambda each: each.pk)
        row = Conversation(event=meeting.event, one=one, other=other)
        row.uid = uid("talk", meeting.event.slug, plan.name)
        row.last_at = before(meeting.event, 56)
        talks.append(row)
    written = write(Conversation, talks)
    write(
        Message,
        [
            Message(
                conversation=each,
                side=side,
                words=said[what].get(side.spoken[0], said[what]["en"]),
                written_by=side.proposer,
            )
            for each in written
            for what, side in (("asks", each.one), ("yes", each.other))
        ],
    )
