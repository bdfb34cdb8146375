"""What her account shows, hands over and erases of a person's proposals."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import ngettext

from accounts.models import Person
from accounts.ports import Holding, Part
from languages import texts
from workshops.models import Contributor, Host, Need, Proposal
from workshops.queries.call_answers import answers_of


def show(person: Person) -> list[dict[str, Any]]:
    """Her proposals with all that she wrote."""
    rows = Proposal.objects.filter(proposer=person).select_related("event", "title", "abstract")
    rows = rows.prefetch_related("contributors__hours", "contributors__registration", "need_rows")
    return [
        {
            "event": each.event.slug,
            "state": each.state,
            "title": each.title.body,
            "abstract": each.abstract.body,
            "people": [_named(who) for who in each.contributors.all()],
            "needed": [_needed(need) for need in each.need_rows.all()],
            "presence": each.presence,
            "spoken": each.spoken,
            "wished": each.wished,
            "needs": each.needs,
            "answers": {
                str(row.label): row.words
                for row in answers_of(each, person.languages, sensitive=True)[0]
            },
            "typed": each.typed,
            "handed_in_or_written_at": each.created_at.isoformat(),
        }
        for each in rows.order_by("pk")
    ]


def _named(who: Contributor) -> dict[str, Any]:
    return {
        "name": who.shown_name,
        "kind": who.kind,
        "languages": who.languages,
        "hours": [[each.begins.isoformat(), each.ends.isoformat()] for each in who.hours.all()],
    }


def _needed(need: Need) -> dict[str, str]:
    return {"kind": need.kind, "language": need.lang, "asked_for": need.asked_for}


def erase(person: Person) -> None:
    """Drafts go; what was handed in stays as the event's, without her and what she needs."""
    hers = Proposal.objects.filter(proposer=person)
    hers.filter(state=Proposal.State.DRAFT).delete()
    Need.objects.filter(proposal__in=hers).exclude(asked_for="").delete()
    Host.objects.filter(person=person).update(person=None)
    Host.objects.filter(email__iexact=person.email).update(email="", token_hash="")
    hers.update(proposer=None, needs="", answers={}, typed={}, share_key="")


def parts_of(person: Person, languages: Sequence[str]) -> Iterable[Part]:
    """The events for which she proposed something."""
    rows = Proposal.objects.filter(proposer=person).select_related("event")
    events = {each.event: 0 for each in rows.order_by("pk")}
    for each in rows:
        events[each.event] += 1
    names = texts.load([event.name_id for event in events], languages)
    for event, number in events.items():
        says = ngettext("%(number)d proposal", "%(number)d proposals", number)
        yield Part(
            f"/{event.slug}/",
            names[event.name_id],
            event.begins,
            event.ends,
            [says % {"number": number}],
        )


proposals = Holding("proposals", show, erase)
