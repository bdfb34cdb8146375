"""What a table would change in the directory; nothing is written here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from delegates.directories import Directory
from delegates.directory_table import CONTACT, Line, Table
from delegates.models import Affiliation, Contact, Organisation
from delegates.spellings import bones, likely_words, sound_alike
from languages import texts
from languages.folding import fold

FACTS = ("acronym", "kind", "country", "place", "web")
Kind, State = Organisation.Kind, Organisation.State


@dataclass
class Planned:
    """One line: a new organisation where `organisation` is None; `changes` are column names.

    `networks` are organisations of the directory, or planned ones of the same table; `contact`
    what is known of one who does not stand there yet.
    """

    line: Line
    organisation: Organisation | None
    changes: list[str] = field(default_factory=list)
    networks: list["Organisation | Planned"] | None = None
    contact: dict[str, str] = field(default_factory=dict)
    alike: str = ""

    @property
    def columns(self) -> list[str]:
        """All that would change, for the reader."""
        return [*self.changes, *(["contact"] if self.contact else [])]

    @property
    def name(self) -> str:
        return str(self.line.given.get("name") or self.line.given.get("id", ""))

    @property
    def fate(self) -> str:
        if self.organisation is None:
            return "new"
        return "changed" if self.columns else "same"


class Known:
    """The directory as it stands, loaded once: seven queries, however large it is."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.rows = list(directory.organisations.order_by("pk"))
        topics = list(directory.topics.all())
        names = [each.name_id for each in self.rows] + [each.name_id for each in topics]
        self.bank = texts.Bank(names)
        self.by_uid = {str(each.uid): each for each in self.rows}
        self.by_key = {each.source_id: each for each in self.rows if each.source_id}
        self.by_pk = {each.pk: each for each in self.rows}
        self.by_name: dict[str, list[Organisation]] = defaultdict(list)
        self.by_bone: dict[str, list[Organisation]] = defaultdict(list)
        for each in self.rows:
            for name in filter(None, each.search.split("|")):
                self.by_name[name].append(each)
            for bone in each.likely.split("+")[1:]:
                self.by_bone[bone].append(each)
        self.topics = {each.pk: each for each in topics}
        self.topics_of = self._pairs(Organisation.topics.through, "organisation", "topic")
        self.networks_of = self._pairs(Affiliation, "member", "network")
        self.contacts_of = self._pairs(Contact, "organisation", "email")

    def _pairs(self, model: Any, one: str, other: str) -> dict[int, set[Any]]:
        found: dict[int, set[Any]] = defaultdict(set)
        rows = model.objects.filter(**{f"{one}__{k}": v for k, v in self.directory.home.items()})
        for pk, value in rows.values_list(one, other):
            found[pk].add(value)
        return found

    def sounds_like(self, name: str) -> str:
        """The name of one that sounds alike, which may be the same; empty where there is none."""
        likely = likely_words([name])
        for bone in bones(name):
            near = self.by_bone[bone]
            for each in near if len(near) < 200 else []:
                if sound_alike(each.likely, likely):
                    return self.bank.sources[each.name_id].body
        return ""


def plan(directory: Directory, table: Table) -> list[Planned]:
    """What becomes of each line. Faults are added to the table: then nothing may be written."""
    known = Known(directory)
    planned = [_of_line(line, known, table) for line in table.lines]
    found = [each for each in planned if each]
    _no_line_twice(found, table)
    in_table = {fold(name): each for each in found for name in _network_names(each, known)}
    for each in found:
        _networks(each, known, in_table, table)
        each.changes = _changes(each, known)
        each.contact = _contact(each, known, table)
    return found


def _of_line(line: Line, known: Known, table: Table) -> Planned | None:
    """None, with its fault in the table, for a line that names none or several."""
    given = line.given
    there = known.by_uid.get(given.get("id", "")) or known.by_key.get(given.get("key", ""))
    if line.wrong & {"id", "key", "name"}:
        return None
    if "id" in given and str(there and there.uid) != given["id"]:
        table.fault(line, "id", _("No organisation of this directory has this id."))
    elif there:
        return Planned(line, there)
    elif not given.get("name"):
        table.fault(line, "name", _("The name is missing."))
    else:
        return _by_name(line, known, table)
    return None


def _by_name(line: Line, known: Known, table: Table) -> Planned | None:
    name = line.given["name"]
    same = [each for each in known.by_name[fold(name)] if _may_be(each, line.given)]
    if len(same) > 1:
        words = _("Several organisations have this name. Merge them first, or give the id.")
        table.fault(line, "name", words)
        return None
    if same:
        return Planned(line, same[0])
    return Planned(line, None, alike=known.sounds_like(name))


def _may_be(each: Organisation, given: dict[str, Any]) -> bool:
    """Not one of another country, nor one that came with another number."""
    country, key = given.get("country", ""), given.get("key", "")
    same_country = not country or not each.country or country == each.country
    return same_country and (not key or not each.source_id)


def _no_line_twice(planned: Iterable[Planned], table: Table) -> None:
    seen: dict[Any, int] = {}
    contacts: dict[Any, int] = {}
    for each in planned:
        line, given = each.line, each.line.given
        own = each.organisation.pk if each.organisation else None
        key = own or given.get("key") or (fold(given.get("name", "")), given.get("country", ""))
        if not (own and _is_contact_alone(given)):
            if key in seen:
                column = "id" if "id" in given else "name"
                words = _("Row %(row)d is the same organisation.") % {"row": seen[key]}
                table.fault(line, column, words)
            seen.setdefault(key, line.number)
        if email := given.get("contact_email"):
            if (key, email) in contacts:
                words = _("Row %(row)d is the same contact.") % {"row": contacts[key, email]}
                table.fault(line, "contact_email", words)
            contacts.setdefault((key, email), line.number)


def _is_contact_alone(given: dict[str, Any]) -> bool:
    """Whether a line says of an organisation only who one more of its contacts is."""
    return "contact_email" in given and not set(given) - {"id", "key", "name", "country", *CONTACT}


def _contact(each: Planned, known: Known, table: Table) -> dict[str, str]:
    """Empty for one who stands there already: she stays as she is."""
    given, line = each.line.given, each.line
    found = {field: given[column] for column, field in CONTACT.items() if column in given}
    if not found or line.wrong & set(CONTACT):
        return {}
    for column in ("contact", "contact_email"):
        if column not in given:
            table.fault(line, column, _("A contact needs a name and an e-mail address."))
            return {}
    own = each.organisation
    return {} if own and found["email"] in known.contacts_of[own.pk] else found


def _network_names(each: Planned, known: Known) -> list[str]:
    """By what other lines may call it, if it is a network."""
    given, own = each.line.given, each.organisation
    kind = given.get("kind") or (own.kind if own else "")
    names = [given.get("name", ""), given.get("acronym", ""), *each.line.names.values()]
    return [name for name in names if name] if kind == Kind.NETWORK else []


def _networks(each: Planned, known: Known, in_table: dict[str, Planned], table: Table) -> None:
    names = each.line.given.get("networks")
    if names is None:
        return
    each.networks = []
    for name in names:
        there = [o for o in known.by_name[fold(name)] if o.kind == Kind.NETWORK]
        network = in_table.get(fold(name)) or (there[0] if there else None)
        if network is None:
            words = _("“%(name)s” is no network of this directory or of this table.")
            table.fault(each.line, "networks", words % {"name": name})
        elif network is not each and network is not each.organisation:
            each.networks.append(network)


def _changes(each: Planned, known: Known) -> list[str]:
    """The columns that differ from what is known; all that are given of a new one."""
    given, own = each.line.given, each.organisation
    if own is None:
        return [name for name in given if name != "id" and name not in CONTACT]
    changed = [fact for fact in FACTS if fact in given and given[fact] != getattr(own, fact)]
    source = known.bank.sources[own.name_id]
    # Whoever is known by this name may keep the accents that it has.
    if "name" in given and fold(given["name"]) not in own.search.split("|"):
        changed.append("name")
    if "key" in given and given["key"] != own.source_id:
        changed.append("key")
    others = {row.lang: row.body for row in known.bank.translations.get(own.name_id, [])}
    others[source.lang] = source.body
    changed += [
        f"name_{lang}" for lang, name in each.line.names.items() if others.get(lang) != name
    ]
    if "themes" in given:
        held = {known.topics[pk].folded for pk in known.topics_of[own.pk]}
        changed += ["themes"] if held != {fold(name)[:200] for name in given["themes"]} else []
    if each.networks is not None:
        held_in = {pk for pk in known.networks_of[own.pk] if pk in known.by_pk}
        wanted = {_pk_of(network) for network in each.networks}
        changed += ["networks"] if held_in != wanted else []
    return changed


def _pk_of(network: Organisation | Planned) -> int | None:
    found = network.organisation if isinstance(network, Planned) else network
    return found.pk if found else None
