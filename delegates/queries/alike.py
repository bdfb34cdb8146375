"""Organisations that may be one, with reasons."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from delegates.actions.merges import pointing
from delegates.directories import Directory
from delegates.models import NotOne, Organisation
from delegates.ports import named_by
from delegates.queries.organisations import OrganisationView, views_of
from delegates.spellings import bones_in, initials, sound_alike
from languages.folding import fold

SAME_NAME, SAME_ACRONYM = _("the same name"), _("the same acronym and country")
SAME_WEB, SOUND_ALIKE = _("the same web page"), _("names that read or sound alike")
SHORT_OF_THE_OTHER = _("one is the acronym of the other")
COMMON = 12  # what more of them share tells nothing: a host of pages, a frequent word
SHOWN = 50
Pair = tuple[int, int]


@dataclass(frozen=True)
class Alike:
    one: OrganisationView
    other: OrganisationView
    reasons: list[Any]


@dataclass(frozen=True, slots=True)
class Line:
    pk: int
    search: str
    likely: str
    acronym: str
    country: str
    web: str

    @property
    def names(self) -> list[str]:
        return [each for each in self.search.strip("|").split("|") if each != fold(self.acronym)]


def pairs(directory: Directory) -> dict[Pair, list[Any]]:
    """Pairs with their reasons, those with the most reasons first. Two queries."""
    columns = ("pk", "search", "likely", "acronym", "country", "web")
    lines = {
        row[0]: Line(*row) for row in directory.organisations.order_by("pk").values_list(*columns)
    }
    apart = set(NotOne.objects.filter(one__in=directory.organisations).values_list("one", "other"))
    found: dict[Pair, list[Any]] = defaultdict(list)
    for pair, reason in _reasons(lines):
        if pair not in apart and reason not in found[pair]:
            found[pair].append(reason)
    strongest = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return {pair: reasons for pair, reasons in strongest if reasons}


def _reasons(lines: dict[int, Line]) -> Iterator[tuple[Pair, Any]]:
    every = list(lines.values())
    yield from _sharing(every, lambda line: line.names, SAME_NAME)
    yield from _sharing(every, _acronym_there, SAME_ACRONYM)
    yield from _sharing(every, _page, SAME_WEB)
    yield from _sharing(every, _shortened, SHORT_OF_THE_OTHER)
    for pair, _reason in _sharing(every, lambda line: _two_bones(line.likely), SOUND_ALIKE):
        if sound_alike(lines[pair[0]].likely, lines[pair[1]].likely):
            yield pair, SOUND_ALIKE


def _sharing(lines: list[Line], keys: Any, reason: Any) -> Iterator[tuple[Pair, Any]]:
    by_key: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        for key in dict.fromkeys(keys(line)):
            by_key[key].append(line.pk)
    for holders in by_key.values():
        if 1 < len(holders) <= COMMON:
            for pair in combinations(holders, 2):
                yield pair, reason


def _acronym_there(line: Line) -> list[str]:
    return [f"{line.country} {fold(line.acronym)}"] if line.acronym else []


def _page(line: Line) -> list[str]:
    address = urlsplit(line.web)
    host = (address.hostname or "").removeprefix("www.")
    return [f"{host}{address.path.rstrip('/')}"] if host else []


def _shortened(line: Line) -> list[str]:
    short = {initials(name) for name in line.names} | {fold(line.acronym)} | set(line.names)
    return [f"{line.country} {each}" for each in short if each and len(each.split()) == 1]


def _two_bones(likely: str) -> list[str]:
    """The beginnings of each two words."""
    skeleton = sorted(bone[:3] for bone in bones_in(likely))
    return [" ".join(two) for two in combinations(skeleton[:8], 2)]


def alike(directory: Directory, languages: Sequence[str]) -> tuple[list[Alike], int]:
    """The fifty likeliest pairs, and how many there are. Five queries."""
    found = pairs(directory)
    shown = list(found.items())[:SHOWN]
    ids = {pk for pair, _reasons in shown for pk in pair}
    views = views_of(Organisation.objects.filter(pk__in=ids), languages)
    by_pk = {view.organisation.pk: view for view in views}
    pairs_shown = [Alike(by_pk[a], by_pk[b], reasons) for (a, b), reasons in shown]
    return pairs_shown, len(found)


def what_names(organisation: Organisation) -> list[tuple[Any, int]]:
    """(what, how many) of all that names it and would follow. A query for each kind."""
    found = []
    for model, column in pointing():
        many = _many(model, column, organisation)
        if many:
            label = f"{model._meta.label_lower}.{column}"
            found.append((named_by.get(label, _("other entries")), many))
    return found


def _many(model: type[Model], column: str, organisation: Organisation) -> int:
    return model._default_manager.filter(**{column: organisation}).count()
