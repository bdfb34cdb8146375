"""The organisers' list of proposals: narrowed, sorted, page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db.models import CharField, Model, Value
from django.utils.translation import get_language

from access.paging import Page
from delegates import countries
from delegates.forms.organisations import languages_offered
from delegates.models import Organisation
from delegates.queries.lists import Field
from events.models import Event, Theme
from events.queries import EventView
from languages import tags, texts
from languages.texts import Reading
from workshops.filters import FILTERS, LINKS, STATES, ProposalOrder, Wanted
from workshops.models import ActivityKind, Call, Need, Proposal
from workshops.queries.proposals import ProposalView

Named = Sequence[tuple[str, int]]
OWN: tuple[tuple[str, type[Model], str], ...] = (
    ("call", Call, "title"),
    ("theme", Theme, "name"),
    ("kind", ActivityKind, "name"),
)


@dataclass(frozen=True)
class ProposalList:
    event: EventView
    page: Page[ProposalView]
    fields: list[Field]


def proposals(
    event: Event, wanted: Wanted, order: ProposalOrder, *, after: str, languages: Sequence[str]
) -> ProposalList:
    """Fifty proposals. Five queries."""
    page = order.page(wanted.rows(event).select_related("theme", "organisation"), after)
    own = own_names(event)
    ids = [pk for each in page.rows for pk in text_ids(each)]
    ids += [pk for rows in own.values() for _uid, pk in rows]
    read = texts.load([event.name_id, *ids], languages)
    shown = [view(each, read) for each in page.rows]
    return ProposalList(
        EventView(event, read[event.name_id]),
        Page(shown, page.after, page.first),
        fields(event, wanted, choices(event, own, read)),
    )


def own_names(event: Event) -> dict[str, Named]:
    """The uids and the names of an event's calls, themes and kinds. One query."""
    parts = [
        model._default_manager.filter(event=event)
        .order_by()
        .values_list(Value(of, output_field=CharField()), "uid", name, "position", "pk")
        for of, model, name in OWN
    ]
    found: dict[str, list[tuple[str, int]]] = {of: [] for of, _model, _name in OWN}
    rows: Any = parts[0].union(*parts[1:], all=True)
    for of, uid, name, _position, _pk in sorted(rows, key=itemgetter(0, 3, 4)):
        found[of].append((str(uid), name))
    return dict(found)


def text_ids(each: Proposal) -> tuple[int | None, ...]:
    """Without the abstract, which a list does not show."""
    theme, organisation = each.theme, each.organisation
    return (
        each.title_id,
        theme.name_id if theme else None,
        organisation.name_id if organisation else None,
    )


def view(each: Proposal, read: Mapping[int | None, Reading]) -> ProposalView:
    title, theme, organisation = (read[pk] for pk in text_ids(each))
    return ProposalView(each, title, texts.NOTHING, theme, organisation)


def choices(
    event: Event, own: Mapping[str, Named], read: Mapping[int | None, Reading]
) -> dict[str, list[tuple[str, Any]]]:
    """What each filter offers; only countries from which something was proposed. One query."""
    rows = Organisation.objects.filter(proposals__event=event).exclude(country="")
    codes = rows.order_by().values_list("country", flat=True).distinct()
    lang = get_language() or "en"
    return {
        **{name: [(uid, read[pk]) for uid, pk in rows] for name, rows in own.items()},
        "state": STATES,
        "language": [(tag, tags.name(tag, lang)) for tag in languages_offered(event)],
        "country": sorted(
            ((code, countries.name(event, code)) for code in codes), key=lambda pair: pair[1]
        ),
        "links": [(name, words) for name, (words, _q) in LINKS.items()],
        "needs": Need.Kind.choices,
    }


def fields(
    event: Event, wanted: Wanted, offered: Mapping[str, list[tuple[str, Any]]]
) -> list[Field]:
    """The filters, each with its choices and what is chosen; none where there is no choice."""
    found = [
        Field(each.name, each.label, wanted.values.get(each.name, ""), offered.get(each.name))
        for each in FILTERS
    ]
    return [each for each in found if each.choices or each.choices is None]
