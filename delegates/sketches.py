"""How alike two registrations are: names folded, words sorted, mailboxes without their tags."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from django.utils.translation import gettext_lazy as _

from languages.folding import fold

REASONS: dict[str, Any] = {
    "name": _("the same name"),
    "part": _("one name lies in the other"),
    "letter": _("the names differ by one letter"),
    "mail": _("similar mail addresses"),
    "organisation": _("the same organisation"),
    "country": _("the same country or territory"),
}
WEIGHTS = {"name": 4, "letter": 3, "part": 2, "mail": 3, "organisation": 2, "country": 1}
# Below this, two people only happen to be called alike.
ENOUGH = 5
# A name that more people share is common: it says nothing by itself.
COMMON = 8

Groups = dict[Hashable, list[int]]
Found = dict[tuple[int, int], set[str]]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is compared of one registration."""

    pk: int
    names: tuple[str, ...]
    email: str = ""
    country: str = ""
    organisation: int | None = None

    @property
    def spellings(self) -> list[str]:
        """Each name as its words in the order of the alphabet: `awa diop`."""
        return list(dict.fromkeys(filter(None, map(sorted_words, self.names))))

    @property
    def mailbox(self) -> str:
        """`Awa.Diop+forum@mail.org` → `awadiop`; empty where it is too short to tell."""
        local = self.email.lower().partition("@")[0].partition("+")[0]
        plain = "".join(letter for letter in local if letter.isalnum()).rstrip("0123456789")
        return plain if len(plain) >= 5 else ""


@dataclass(slots=True)
class Alike:
    """Two registrations, the earlier first, with the reasons why they may be one person's."""

    one: int
    other: int
    reasons: list[str] = field(default_factory=list)

    @property
    def weight(self) -> int:
        return sum(WEIGHTS[reason] for reason in self.reasons)

    @property
    def words(self) -> list[Any]:
        return [REASONS[reason] for reason in self.reasons]


def sorted_words(name: str) -> str:
    return " ".join(sorted(fold(name).replace(".", " ").replace("'", "").split()))


def without_a_letter(words: str) -> Iterator[str]:
    """The name itself, and with each of its letters left out once (as SymSpell does)."""
    yield words
    for place in range(len(words)):
        yield words[:place] + words[place + 1 :]


def likely_doubles(sketches: Iterable[Sketch]) -> list[Alike]:
    """Pairs that are alike enough, the most alike first. Grows with the number of sketches."""
    known = {each.pk: each for each in sketches}
    spelt = {each.pk: each.spellings for each in known.values()}
    found: Found = defaultdict(set)
    _same_names(known, spelt, found)
    _near_names(known, spelt, found)
    _mailboxes(known, found)
    pairs = [_alike(known[one], known[other], said) for (one, other), said in found.items()]
    likely = [each for each in pairs if each.weight >= ENOUGH]
    return sorted(likely, key=lambda each: (-each.weight, each.one, each.other))


def _alike(one: Sketch, other: Sketch, said: set[str]) -> Alike:
    if one.organisation and one.organisation == other.organisation:
        said.add("organisation")
    if one.country and one.country == other.country:
        said.add("country")
    if "name" in said:
        said -= {"letter", "part"}
    return Alike(one.pk, other.pk, [reason for reason in REASONS if reason in said])


def _pairs(groups: Groups, found: Found, reason: str) -> None:
    for group in groups.values():
        members = sorted(set(group)) if len(group) > 1 else ()
        if 1 < len(members) <= COMMON:
            for pair in combinations(members, 2):
                found[pair].add(reason)


def _places(each: Sketch) -> list[tuple[str, Any]]:
    """Where she comes from: what makes a common name less common."""
    places = [("country", each.country), ("organisation", each.organisation)]
    return [(kind, place) for kind, place in places if place]


def _same_names(known: dict[int, Sketch], spelt: dict[int, list[str]], found: Found) -> None:
    groups: Groups = defaultdict(list)
    for each in known.values():
        for words in spelt[each.pk]:
            groups[words].append(each.pk)
            for place in _places(each):
                groups[words, place].append(each.pk)
    _pairs(groups, found, "name")


def _near_names(known: dict[int, Sketch], spelt: dict[int, list[str]], found: Found) -> None:
    """Only among those of one country or organisation; else there would be too many."""
    letters: Groups = defaultdict(list)
    parts: Groups = defaultdict(list)
    for each in known.values():
        places = _places(each)
        for words in spelt[each.pk] if places else ():
            if 6 <= len(words) <= 40:
                for spelling in without_a_letter(words):
                    letters[spelling, places[0]].append(each.pk)
            for pair in combinations(sorted(set(words.split()))[:6], 2):
                parts[pair, places[-1]].append(each.pk)
    _pairs(letters, found, "letter")
    _pairs(_where_one_holds_the_other(parts, spelt), found, "part")


def _where_one_holds_the_other(groups: Groups, spelt: dict[int, list[str]]) -> Groups:
    kept: Groups = {}
    for group in groups.values():
        members = sorted(set(group)) if len(group) > 1 else ()
        if 1 < len(members) <= COMMON:
            for one, other in combinations(members, 2):
                if _holds(spelt[one], spelt[other]) or _holds(spelt[other], spelt[one]):
                    kept[one, other] = [one, other]
    return kept


def _holds(longer: list[str], shorter: list[str]) -> bool:
    return any(set(less.split()) < set(more.split()) for more in longer for less in shorter)


def _mailboxes(known: dict[int, Sketch], found: Found) -> None:
    groups: Groups = defaultdict(list)
    for each in known.values():
        if each.mailbox:
            groups[each.mailbox].append(each.pk)
    _pairs(groups, found, "mail")
