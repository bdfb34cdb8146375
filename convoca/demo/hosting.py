"""What proposals come with: the call's words, kinds of activities, co-hosts, hours of people."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta

from accounts.models import Person
from convoca.demo import furnishing
from convoca.demo.bulk import uid, write
from convoca.demo.scheduling import Meeting
from convoca.demo.sheets import table, written
from convoca.demo.workshops import Workshop
from events.models import Event
from workshops.actions.calls import Terms, change_call, first_call
from workshops.models import ActivityKind, CoHost, Contributor, Host, Hours, Proposal

ASKED_EACH = 7
"""One co-host in so many has not answered."""
HOURS_EACH = 5
"""One speaker in so many is there on one day only."""


def before(event: Event, days: int) -> datetime:
    """Noon, so many days before the event begins."""
    day = event.begins - timedelta(days=days)
    return datetime.combine(day, time(12), tzinfo=event.tz).astimezone(UTC)


def proposal_of(meeting: Meeting, key: str) -> Proposal:
    """That of a session, by its key."""
    found = meeting.sessions[key].proposal
    if found is None:
        raise LookupError(key)
    return found


def add_call(meeting: Meeting) -> None:
    """The event's call in its own words, with the kinds of activities that it asks for."""
    event, by, sheet = meeting.event, meeting.by, table("linking")
    kinds = []
    for place, row in enumerate(sheet["kinds"]):
        kind = ActivityKind(event=event, uid=uid("kind", event.slug, row["key"]), position=place)
        kind.minutes = row["minutes"]
        furnishing.save(kind, by, name=written(row["name"], event.lang))
        kinds.append(kind)
    title, about = (written(sheet["call"][part], event.lang) for part in ("title", "about"))
    terms = Terms(title=title, about=about, kinds=kinds)
    change_call(first_call(event), terms=terms, by=by)
    rows = Proposal.objects.filter(event=event)
    rows.filter(size__lt=60).update(kind=kinds[0])
    rows.filter(size__gte=60, size__lt=200).update(kind=kinds[1])
    rows.filter(size__gte=200).update(kind=kinds[2])


def add_hosts(meeting: Meeting, workshops: Iterable[Workshop]) -> None:
    """The further organisations of each workshop: most take part, some have not answered."""
    people = _people(meeting)
    rows: list[Host] = []
    for each in workshops:
        proposal = proposal_of(meeting, each.key)
        for key in each.organisations[1:]:
            organisation = meeting.organisations[key]
            host = Host(proposal=proposal, organisation=organisation, asked_by=proposal.proposer)
            host.person = people.get(organisation.pk)
            if host.person and len(rows) % ASKED_EACH:
                host.state, host.answered_at = Host.State.CONFIRMED, before(meeting.event, 60)
            else:
                host.person, host.email = None, f"hello@{key}.example"
            rows.append(host)
    _share_sessions(meeting, write(Host, rows))


def _people(meeting: Meeting) -> dict[int, Person]:
    """Somebody of each organisation."""
    found: dict[int, Person] = {}
    for _number, row in sorted(meeting.registrations.items(), reverse=True):
        if row.organisation_id and row.person:
            found[row.organisation_id] = row.person
    return found


def _share_sessions(meeting: Meeting, hosts: Sequence[Host]) -> None:
    sessions = {each.proposal_id: each for each in meeting.sessions.values()}
    write(
        CoHost,
        [
            CoHost(session=sessions[each.proposal_id], organisation=each.organisation, position=n)
            for n, each in enumerate(hosts)
            if each.state == Host.State.CONFIRMED
        ],
    )


def add_hours(meeting: Meeting) -> None:
    """Some speakers are there only on the day on which their session was placed."""
    event = meeting.event
    rows = Contributor.objects.filter(proposal__session__in=meeting.sessions.values())
    found = rows.order_by("pk").values_list("pk", "proposal__session__placement__begins")
    hours = []
    for number, (pk, begins) in enumerate(found):
        if begins and not number % HOURS_EACH:
            day = begins.astimezone(event.tz).date()
            morning = datetime.combine(day, time(8), tzinfo=event.tz)
            hours.append(
                Hours(contributor_id=pk, begins=morning, ends=morning + timedelta(hours=14))
            )
    write(Hours, hours)
