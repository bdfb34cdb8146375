"""Brings a table into the directory, all of it or nothing."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from accounts.records import note
from delegates.actions import intakes
from delegates.actions.keeping import add_contacts
from delegates.actions.organisations import set_networks, write_search
from delegates.actions.topics import topics_named
from delegates.directories import Directory, directory_of
from delegates.directory_plan import FACTS, Planned, plan
from delegates.directory_table import read
from delegates.homes import ORGANISATION
from delegates.models import Affiliation, Contact, Organisation, Topic
from delegates.queries.organisations import found_by
from delegates.refusals import FaultyTable
from events.models import Event
from languages import texts
from languages.folding import fold
from languages.models import Text, Translation
from languages.texts.writing import unsaved_translation

BATCH = 500


@transaction.atomic
def bring_in(*, event: Event, rows: Sequence[Sequence[str]], by: Any) -> Counter[str]:
    """How many lines were `new`, `changed` and the `same`.

    Raises FaultyTable, and then nothing is done. Bringing the same table in
    again changes nothing.
    """
    directory, table = directory_of(event), read(rows)
    planned = plan(directory, table)
    if table.faults:
        raise FaultyTable
    done = Counter(each.fate for each in planned)
    new = [each for each in planned if each.fate == "new"]
    changed = [each for each in planned if each.fate == "changed"]
    known = set(directory.topics.values_list("pk", flat=True))
    topics = _topics(planned, directory, event, by)
    _add(new, directory, event, by)
    was = _before(changed)
    for each in changed:
        _write(each, event, by)
    _join(new, changed, topics)
    contacts = add_contacts(_contacts([*new, *changed]), event=event, by=by)
    if new or changed:
        added = [each.pk for each in topics.values() if each.pk not in known]
        intake = intakes.remember(event=event, new=new, was=was, topics=added, by=by)
        intakes.remember_contacts(intake, contacts)
    fields = [f"{fate}: {many}" for fate, many in sorted(done.items())]
    note(by, "brought organisations in", directory.series or event, fields)
    return done


def _before(changed: Sequence[Planned]) -> dict[int, Any]:
    """What stood in the columns that will change, by the organisation's id."""
    columns: dict[int, list[str]] = defaultdict(list)
    for each in changed:
        if each.organisation:
            columns[each.organisation.pk] += each.changes
    rows = Organisation.objects.select_related("name").filter(pk__in=columns)
    return {each.pk: intakes.state_of(each, columns[each.pk]) for each in rows}


def _topics(
    planned: Sequence[Planned], directory: Directory, event: Event, by: Any
) -> dict[str, Topic]:
    names = [name for each in planned for name in each.line.given.get("themes", [])]
    return {each.folded: each for each in topics_named(directory, names, lang=event.lang, by=by)}


def _add(new: Sequence[Planned], directory: Directory, event: Event, by: Any) -> None:
    """In bulk: 6,000 rows take seconds."""
    langs = [each.line.given.get("language", event.lang) for each in new]
    where = directory.home_of(ORGANISATION)
    names = Text.objects.bulk_create(
        (
            texts.unsaved(body=each.line.given["name"], lang=lang, by=by, home=where)
            for each, lang in zip(new, langs, strict=True)
        ),
        batch_size=BATCH,
    )
    Translation.objects.bulk_create(
        (
            unsaved_translation(name, lang=lang, body=body, by=by)
            for each, name in zip(new, names, strict=True)
            for lang, body in each.line.names.items()
            if lang != name.lang
        ),
        batch_size=BATCH,
    )
    rows = [_row(each, name, directory) for each, name in zip(new, names, strict=True)]
    made = Organisation.objects.bulk_create(rows, batch_size=BATCH)
    for each, row in zip(new, made, strict=True):
        each.organisation = row


def _row(each: Planned, name: Text, directory: Directory) -> Organisation:
    given = each.line.given
    facts = {fact: given[fact] for fact in FACTS if fact in given}
    names = [name.body, given.get("acronym", ""), *each.line.names.values()]
    return Organisation(
        **directory.home,
        **facts,
        **found_by(*names),
        name=name,
        source_id=given.get("key", ""),
    )


def _write(each: Planned, event: Event, by: Any) -> None:
    organisation, given = each.organisation, each.line.given
    if organisation is None or not each.changes:
        return
    for fact in set(FACTS) & set(each.changes):
        setattr(organisation, fact, given[fact])
    if "key" in each.changes:
        organisation.source_id = given["key"]
    organisation.save()
    name = organisation.name
    if "name" in each.changes:
        texts.change(name, body=given["name"], lang=given.get("language", name.lang), by=by)
    for lang, body in each.line.names.items():
        if f"name_{lang}" in each.changes and lang != name.lang:
            texts.translate(name, lang=lang, body=body, by=by)
    write_search(Organisation.objects.select_related("name").get(pk=organisation.pk))
    note(by, "changed the organisation", organisation, each.changes)


def _join(new: Sequence[Planned], changed: Sequence[Planned], topics: dict[str, Topic]) -> None:
    """Themes and networks, once every line has its row."""
    themes, memberships = [], []
    for each in new:
        themes += [(each.organisation, topic) for topic in _named(each, topics)]
        memberships += [(each.organisation, network) for network in _networks(each)]
    through = Organisation.topics.through
    through.objects.bulk_create(
        (through(organisation=row, topic=topic) for row, topic in themes), batch_size=BATCH
    )
    Affiliation.objects.bulk_create(
        (Affiliation(member=row, network=network) for row, network in memberships),
        batch_size=BATCH,
    )
    for each in changed:
        if each.organisation and "themes" in each.changes:
            each.organisation.topics.set(_named(each, topics))
        if each.organisation and "networks" in each.changes:
            set_networks(each.organisation, _networks(each))


def _contacts(planned: Sequence[Planned]) -> list[Contact]:
    return [
        Contact(organisation=each.organisation, **each.contact)
        for each in planned
        if each.contact and each.organisation
    ]


def _named(each: Planned, topics: dict[str, Topic]) -> list[Topic]:
    names = each.line.given.get("themes", [])
    return list(dict.fromkeys(topics[fold(name)[:200]] for name in names))


def _networks(each: Planned) -> list[Organisation]:
    """Those of the table have their rows by now."""
    found = [
        network.organisation if isinstance(network, Planned) else network
        for network in each.networks or []
    ]
    return list(dict.fromkeys(row for row in found if row))
