"""Organisations as pages read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When

from access.paging import Page, sorted_page
from delegates.directories import Directory, directory_of
from delegates.models import Affiliation, Organisation, Topic
from delegates.spellings import SHORT, bones, initials, likely_words
from events import countries
from events.models import Event
from languages import texts
from languages.folding import fold
from languages.texts import Reading

State = Organisation.State
Named = tuple[Any, Reading]


@dataclass(frozen=True)
class OrganisationView:
    """An organisation as a list shows it; `own` is its name in its own language."""

    organisation: Organisation
    name: Reading
    contact_count: int = 0
    own: Reading = texts.NOTHING

    def __getattr__(self, attribute: str) -> Any:
        return getattr(self.organisation, attribute)

    @property
    def country_name(self) -> str:
        return countries.name(self.organisation.country) if self.organisation.country else ""

    @property
    def where(self) -> str:
        """Place and country in one line, as far as they are known."""
        return ", ".join(filter(None, (self.organisation.place, self.country_name)))


def views_of(rows: Iterable[Organisation], languages: Sequence[str]) -> list[OrganisationView]:
    """The organisations with their names. Two queries."""
    rows = list(rows)
    read = texts.load([each.name_id for each in rows], languages)
    return [
        OrganisationView(each, read[each.name_id], getattr(each, "contact_count", 0))
        for each in rows
    ]


def suggestions(event: Event, words: str, languages: Sequence[str]) -> list[OrganisationView]:
    """Up to eight listed organisations that may be meant by what was typed so far: by a part of
    any name, by an acronym, or by a name in another script or spelling. Three queries.
    """
    rows = organisations_of(event).filter(state=State.LISTED)
    meant = may_be_meant(words)
    if meant is None:
        return []
    exact = Case(When(written_so(words), then=Value(0)), default=Value(1))
    return views_of(rows.filter(meant).order_by(exact, "sorted_as", "pk")[:8], languages)


def may_be_meant(words: str) -> Q | None:
    """Which organisations may be called so; None where too little was typed."""
    words = words[:200]
    if len(fold(words)) < 2:
        return None
    meant = written_so(words)
    if short := initials(words):
        meant |= Q(search__contains=f"|{short}|")
    if len(fold(words)) >= SHORT:
        meant |= Q(likely__contains=f"={fold(words)}=")
    skeleton = bones(words)
    if any(len(bone) >= SHORT for bone in skeleton):
        spelt = Q()
        for bone in skeleton:
            spelt &= Q(likely__contains=f"+{bone}")
        meant |= spelt
    return meant


def written_so(words: str) -> Q:
    """Those that hold each of the words in one of their names, whatever accents and case."""
    found = Q()
    for word in fold(words[:200]).split():
        found &= Q(search__contains=word)
    return found


def organisation_view(organisation: Organisation, languages: Sequence[str]) -> OrganisationView:
    return views_of([organisation], languages)[0]


def organisations_of(event: Event) -> QuerySet[Organisation]:
    """Those of the event's series, or of the event alone where it has none."""
    return directory_of(event).organisations


def find(event: Event, name: str) -> Organisation | None:
    """The one with this name, or the only one with this acronym."""
    folded = fold(name)
    rows = list(organisations_of(event).filter(search__contains=f"|{folded}|").order_by("pk")[:9])
    by_name = [each for each in rows if fold(each.acronym) != folded]
    if by_name:
        return by_name[0]
    return rows[0] if len(rows) == 1 else None


def found_by(*names: str) -> dict[str, str]:
    """The columns by which an organisation of these names is found, the first its own name."""
    return {
        "search": search_words(*names),
        "likely": likely_words(names),
        "sorted_as": fold(names[0])[:100],
    }


def search_words(*names: str) -> str:
    """`|caritas|secours catholique|`: each name folded, between bars."""
    folded = list(dict.fromkeys(fold(name).replace("|", " ") for name in names if name.strip()))
    kept = "|"
    for name in folded:
        if len(kept) + len(name) < 2_000:
            kept += f"{name}|"
    return kept


# One organisation's page


@dataclass(frozen=True)
class Whole:
    """An organisation with all that its public page tells."""

    view: OrganisationView
    names: list[tuple[str, str]]
    networks: list[Named] = field(default_factory=list)
    members: list[Named] = field(default_factory=list)
    member_count: int = 0
    topics: list[Named] = field(default_factory=list)


MEMBERS = 50


def whole(organisation: Organisation, languages: Sequence[str]) -> Whole:
    """Eight queries; of a network the first fifty members."""
    listed = {"state": State.LISTED}
    networks = [
        each.network
        for each in Affiliation.objects.filter(
            member=organisation, network__state=State.LISTED
        ).select_related("network")
    ]
    members = Organisation.objects.filter(networks__network=organisation, **listed)
    shown = list(members.order_by("sorted_as", "pk")[:MEMBERS])
    topics = list(organisation.topics.all())
    rows: list[Organisation | Topic] = [organisation, *networks, *shown, *topics]
    bank = texts.Bank(each.name_id for each in rows)
    read = bank.readings(languages)
    return Whole(
        view=OrganisationView(organisation, read[organisation.name_id]),
        names=_other_names(bank, organisation, read[organisation.name_id].lang),
        networks=[(each, read[each.name_id]) for each in networks],
        members=[(each, read[each.name_id]) for each in shown],
        member_count=len(shown) if len(shown) < MEMBERS else members.count(),
        topics=[(each, read[each.name_id]) for each in topics],
    )


def _other_names(bank: texts.Bank, of: Organisation, shown: str) -> list[tuple[str, str]]:
    """(language, name) of each name that the heading does not show."""
    source = bank.sources[of.name_id]
    every = [(source.lang, source.body)]
    every += [(each.lang, each.body) for each in bank.translations.get(of.name_id, [])]
    return [(lang, body) for lang, body in every if lang != shown]


def _own(bank: texts.Bank, of: Organisation, shown: Reading) -> Reading:
    """Its name in its own language, where that is not the one that is shown."""
    source = bank.sources[of.name_id]
    if source.lang == shown.lang:
        return texts.NOTHING
    return Reading(source.body, source.lang, source.lang)


MOST_CHOICES = 300


def named_in_order(rows: Iterable[Any], read: dict[int | None, Reading]) -> list[Named]:
    """Networks or topics with their names, sorted as they are read."""
    named = [(each, read[each.name_id]) for each in rows]
    return sorted(named, key=lambda pair: fold(str(pair[1])))


def networks_in(directory: Directory, *, listed: bool) -> QuerySet[Organisation]:
    rows = directory.organisations.filter(kind=Organisation.Kind.NETWORK).order_by("sorted_as")
    return rows.filter(state=State.LISTED) if listed else rows


@dataclass(frozen=True)
class Listed:
    """A page of organisations, and what there is to narrow the list by."""

    page: Page[OrganisationView]
    networks: list[Named]
    topics: list[Named]


def listed(
    rows: QuerySet[Organisation],
    directory: Directory,
    *,
    after: str,
    languages: Sequence[str],
    public: bool,
) -> Listed:
    """Fifty organisations by their names. Five queries."""
    page = sorted_page(rows, F("sorted_as"), after)
    networks = list(networks_in(directory, listed=public)[:MOST_CHOICES])
    topics = list(directory.topics[:MOST_CHOICES])
    named: list[Any] = [*page.rows, *networks, *topics]
    bank = texts.Bank(each.name_id for each in named)
    read = bank.readings(languages)
    views = [
        OrganisationView(
            each,
            read[each.name_id],
            getattr(each, "contact_count", 0),
            _own(bank, each, read[each.name_id]),
        )
        for each in page.rows
    ]
    return Listed(
        Page(views, page.after, page.first),
        named_in_order(networks, read),
        named_in_order(topics, read),
    )
