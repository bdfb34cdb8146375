"""Who is named in a proposal, and what the activity needs."""

from collections.abc import Sequence

from django.db.models import Q

from delegates.models import Registration
from languages.folding import fold
from workshops.content import Contributing, Needed
from workshops.models import Contributor, Host, Hours, Need, Part, Proposal, Session

COLUMNS = ["registration", "name", "kind", "languages", "position"]


def write_people(proposal: Proposal, people: Sequence[Contributing]) -> None:
    """Names these and nobody else. Whoever stays keeps her row, by her name or else by her place,
    so that what hangs on it stays: a part of a session, the side of a link that she speaks for.

    Whoever writes the proposal stands by her registration where the name is one of hers, so that
    she cannot be placed at two sessions at once and a pseudonym reaches every page.
    """
    standing = list(proposal.contributors.select_related("registration"))
    hers = _registrations(proposal) if people else {}
    kept = _matched(proposal, standing, people)
    rows = [row for row, _named in kept]
    gone = [row.pk for row in standing if row not in rows]
    Part.objects.filter(contributor__in=gone).delete()
    Contributor.objects.filter(pk__in=gone).delete()
    for place, (row, named) in enumerate(kept):
        if not row.pk or row.shown_name != named.name:
            row.registration = hers.get(fold(named.name))
            row.name = "" if row.registration else named.name
        row.kind, row.languages, row.position = named.kind, named.languages, place
    Contributor.objects.bulk_create([row for row in rows if not row.pk])
    Contributor.objects.bulk_update([row for row in rows if row in standing], COLUMNS)
    _write_hours(kept)


def _matched(
    proposal: Proposal, standing: Sequence[Contributor], people: Sequence[Contributing]
) -> list[tuple[Contributor, Contributing]]:
    free, found = list(standing), {}
    for place, named in enumerate(people):
        row = next((row for row in free if row.shown_name == named.name), None)
        if row:
            found[place] = row
            free.remove(row)
    for place in range(len(people)):
        if place not in found:
            found[place] = free.pop(0) if free else Contributor(proposal=proposal)
    return [(found[place], named) for place, named in enumerate(people)]


def _registrations(proposal: Proposal) -> dict[str, Registration]:
    """Those of the proposer and of whoever takes part for a host, by their folded names."""
    hosts = Host.objects.filter(proposal=proposal.pk, state=Host.State.CONFIRMED)
    writers = Q(person__in=hosts.values("person"))
    if proposal.proposer_id:
        writers |= Q(person=proposal.proposer_id)
    rows = Registration.objects.filter(writers, event=proposal.event_id)
    return {
        fold(name): row
        for row in rows.exclude(state=Registration.State.WITHDRAWN)
        for name in (row.full_name, row.public_name)
        if name
    }


def _write_hours(kept: Sequence[tuple[Contributor, Contributing]]) -> None:
    Hours.objects.filter(contributor__in=[row.pk for row, _named in kept]).delete()
    Hours.objects.bulk_create(
        Hours(contributor=row, begins=begins, ends=ends)
        for row, named in kept
        for begins, ends in named.hours
    )


def write_needs(proposal: Proposal, needed: Sequence[Needed]) -> None:
    """The needs from now on; what is still needed keeps its row."""
    wanted = {(each.kind, each.lang, each.asked_for) for each in needed}
    rows = {(row.kind, row.lang, row.asked_for): row.pk for row in proposal.need_rows.all()}
    gone = [pk for key, pk in rows.items() if key not in wanted]
    Need.objects.filter(pk__in=gone).delete()
    Need.objects.bulk_create(
        Need(proposal=proposal, kind=kind, lang=lang, asked_for=asked_for)
        for kind, lang, asked_for in sorted(wanted - set(rows))
    )


def follow_people(session: Session) -> None:
    """Names in a session whom its proposal names: those who are new there, and what is corrected.

    Whom organisers named besides stays.
    """
    parts = {part.contributor_id: part for part in session.parts.exclude(contributor=None)}
    rows = list(Contributor.objects.filter(proposal=session.proposal_id))
    for row in rows:
        part = parts.get(row.pk) or Part(session=session, contributor=row)
        part.registration_id, part.name = row.registration_id, row.name
        part.kind, part.position = row.kind, row.position
        parts[row.pk] = part
    known = [part for part in parts.values() if part.pk]
    Part.objects.bulk_create([part for part in parts.values() if not part.pk])
    Part.objects.bulk_update(known, ["registration", "name", "kind", "position"])
