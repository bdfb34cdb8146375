"""Which session of the event a session of the file is."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Prefetch

from events.models import Event
from programme.importing.wanted import Wanted
from workshops.models import Part, Session, WebLink


def sessions_of(event: Event) -> list[Session]:
    """Every session with all that a file may change. Three queries."""
    parts = Part.objects.select_related("registration").order_by("position", "pk")
    return list(
        Session.objects.filter(event=event)
        .select_related("title", "abstract", "placement__room")
        .prefetch_related(Prefetch("parts", parts), Prefetch("web_links", WebLink.objects.all()))
        .order_by("pk")
    )


def matched(
    sessions: Sequence[Session], wanted: Sequence[Wanted]
) -> list[tuple[Wanted, Session | None]]:
    """By guid; else by the id in the source, where that id is one session's only.

    (pretalx repeats the id of a session that stands in two slots.)
    """
    by_guid = {str(session.guid): session for session in sessions}
    found = {n: by_guid.get(each.item.guid) for n, each in enumerate(wanted)}
    taken = {session.pk for session in found.values() if session}
    left = [session for session in sessions if session.pk not in taken]
    by_source = _once({session.pk: session.source_id for session in left})
    rows = {session.pk: session for session in left}
    asked = _once({n: each.source for n, each in enumerate(wanted) if not found[n]})
    for source, n in asked.items():
        if source in by_source:
            found[n] = rows[by_source[source]]
    return [(each, found[n]) for n, each in enumerate(wanted)]


def _once(sources: dict[int, str]) -> dict[str, int]:
    """What stands behind each id that stands once."""
    counted = Counter(sources.values())
    return {source: key for key, source in sources.items() if source and counted[source] == 1}
