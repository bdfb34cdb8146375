"""What is done with organisations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from accounts.records import note
from delegates.actions.topics import topics_named
from delegates.directories import directory_of, directory_with
from delegates.homes import ORGANISATION
from delegates.models import Affiliation, Organisation, Topic
from delegates.queries.organisations import find, found_by
from events.models import Event
from languages import texts
from languages.forms import Written

FACTS = ("acronym", "kind", "country", "place", "web")


@dataclass(frozen=True, kw_only=True)
class Described:
    """What is written about an organisation. Networks and topics None leave them as they are;
    `new_topics` are names.
    """

    name: Written
    acronym: str = ""
    kind: str = Organisation.Kind.OTHER
    country: str = ""
    place: str = ""
    web: str = ""
    networks: list[Organisation] | None = None
    topics: list[Topic] | None = None
    new_topics: list[str] = field(default_factory=list)


@transaction.atomic
def add_organisation(
    *,
    event: Event,
    name: str,
    lang: str,
    by: Any,
    translations: Mapping[str, str] | None = None,
    acronym: str = "",
    country: str = "",
    kind: str = Organisation.Kind.OTHER,
    place: str = "",
    web: str = "",
    state: str = Organisation.State.LISTED,
) -> Organisation:
    """A new organisation in the directory of `event`."""
    directory = directory_of(event)
    where = directory.home_of(ORGANISATION)
    organisation = Organisation.objects.create(
        **directory.home,
        name=texts.create(body=name, lang=lang, by=by, translations=translations, home=where),
        acronym=acronym,
        country=country,
        kind=kind,
        place=place,
        web=web,
        state=state,
        **found_by(name, acronym, *(translations or {}).values()),
    )
    note(by, "added the organisation", organisation)
    return organisation


@transaction.atomic
def describe(
    organisation: Organisation | None, *, event: Event, content: Described, by: Any
) -> Organisation:
    """Writes all that is known of it, for every event of its series; a new one where it is None."""
    name = content.name
    if organisation is None:
        organisation = add_organisation(event=event, name=name.body, lang=name.lang, by=by)
    organisation.name = texts.save(
        organisation.name,
        body=name.body,
        lang=name.lang,
        by=by,
        translations=name.translations,
        is_small=name.is_small,
    )
    for fact in FACTS:
        setattr(organisation, fact, getattr(content, fact))
    organisation.save()
    write_search(organisation)
    if content.networks is not None:
        set_networks(organisation, content.networks)
    if content.topics is not None:
        directory = directory_with(organisation)
        new = topics_named(directory, content.new_topics, lang=name.lang, by=by)
        organisation.topics.set([*content.topics, *new])
    note(by, "changed the organisation", organisation)
    return organisation


def set_networks(organisation: Organisation, networks: Iterable[Organisation]) -> None:
    """The networks that it belongs to from now on; itself is left out."""
    wanted = {each.pk for each in networks} - {organisation.pk}
    held = set(organisation.networks.values_list("network", flat=True))
    organisation.networks.exclude(network__in=wanted).delete()
    Affiliation.objects.bulk_create(
        Affiliation(network_id=pk, member=organisation) for pk in sorted(wanted - held)
    )


def write_search(organisation: Organisation) -> None:
    """Makes it found by all its names, and by those of the organisations that became part of it."""
    names = names_of(organisation)
    for other in organisation.merged.select_related("name").order_by("pk"):
        names += names_of(other)
    for column, words in found_by(*names).items():
        setattr(organisation, column, words)
    organisation.save(update_fields=["search", "likely", "sorted_as"])


def names_of(organisation: Organisation) -> list[str]:
    """Its name, its acronym, and its names in other languages."""
    name = organisation.name
    translations = name.translations.order_by("lang").values_list("body", flat=True)
    return [name.body, organisation.acronym, *translations]


def find_or_add(*, event: Event, name: str, lang: str, by: Any) -> Organisation:
    """The organisation with this name or acronym, whatever its accents and case, else a new one,
    which is not listed yet.
    """
    named = Organisation.State.NAMED
    return find(event, name) or add_organisation(
        event=event, name=name, lang=lang, by=by, state=named
    )


def list_publicly(organisation: Organisation, *, by: Any) -> None:
    """Puts it into the public list."""
    with transaction.atomic():
        rows = Organisation.objects.filter(pk=organisation.pk, state=Organisation.State.NAMED)
        if rows.update(state=Organisation.State.LISTED):
            note(by, "listed the organisation", organisation)
