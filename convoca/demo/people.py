"""Who takes part: names from the pools of their countries. Nobody here exists."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from convoca.demo.sheets import in_folder, table

INTERFACE = ("fr", "en", "es", "pt", "ar")
Part = tuple[str, str]
"""A part of a name as it is written, and in Latin letters."""


@dataclass(frozen=True)
class Pool:
    """Parts of names in one language; `name`, `latin` and `called` say how they are joined."""

    lang: str
    women: tuple[Part, ...]
    men: tuple[Part, ...]
    families: tuple[Part, ...]
    name: str = "{given} {family}"
    latin: str = ""
    called: str = "{given}"


@dataclass(frozen=True)
class Country:
    """Where delegates come from; `delegates` is how many came to Québec."""

    code: str
    continent: str
    delegates: int
    languages: tuple[str, ...]
    places: tuple[str, ...]
    pools: tuple[Pool, ...]

    @property
    def lang(self) -> str:
        """The first of its languages in which the demo can write: French, English, …"""
        return next((lang for lang in self.languages if lang in INTERFACE), "en")


@dataclass(frozen=True)
class Name:
    """`latin` is empty where the name is written in Latin letters anyway."""

    full: str
    called: str
    latin: str = ""


@dataclass(frozen=True)
class Delegate:
    """One registration. `organisation` is a key of `organisations`, or empty."""

    number: int
    name: Name
    country: Country
    speaks: tuple[str, ...]
    organisation: str = ""
    category: str = "delegate"
    attendance: str = "on_site"
    public_name: str = ""
    needs: str = ""

    @property
    def email(self) -> str:
        return f"delegate{self.number:05}@example.org"

    @property
    def reads(self) -> tuple[str, ...]:
        """Those of her languages in which the meeting writes."""
        return tuple(lang for lang in self.speaks if lang in INTERFACE)


@cache
def countries() -> tuple[Country, ...]:
    """The 37 countries, in the order of the files."""
    sheets = [table(name) for name in in_folder("people")]
    return tuple(_country(code, row) for sheet in sheets for code, row in sheet.items())


def _country(code: str, row: Mapping[str, Any]) -> Country:
    pools = tuple(_pool(names) for names in row["names"])
    kept = {"continent": row["continent"], "delegates": row["delegates"]}
    return Country(
        code, languages=tuple(row["languages"]), places=tuple(row["places"]), pools=pools, **kept
    )


def _pool(names: Mapping[str, Any]) -> Pool:
    ways = {key: names[key] for key in ("name", "latin", "called") if key in names}
    if isinstance(names["women"], dict):
        ways.setdefault("latin", "{given} {family}")
    women, men, families = (_parts(names[key]) for key in ("women", "men", "families"))
    return Pool(names["lang"], women, men, families, **ways)


def _parts(names: Mapping[str, str] | Sequence[str]) -> tuple[Part, ...]:
    if isinstance(names, Mapping):
        return tuple(names.items())
    return tuple((name, "") for name in names)


def invent(pool: Pool, rng: Random) -> Name:
    """A name from a pool: a woman's as often as a man's."""
    given = rng.choice(rng.choice((pool.women, pool.men)))
    family, family2 = rng.sample(pool.families, 2)
    spelt = {"given": given[0], "family": family[0], "family2": family2[0]}
    latin = {"given": given[1], "family": family[1], "family2": family2[1]}
    return Name(pool.name.format(**spelt), pool.called.format(**spelt), pool.latin.format(**latin))


def quebec(organisations: Mapping[str, Sequence[str]], rng: Random) -> list[Delegate]:
    """The delegates of Québec, no two of the same name."""
    seen: set[str] = set()
    homes = [country for country in countries() for _ in range(country.delegates)]
    return [
        _delegate(number, home, *_unseen(home, seen, rng), organisations, rng)
        for number, home in enumerate(homes, 1)
    ]


def crowd(count: int, organisations: Mapping[str, Sequence[str]], rng: Random) -> list[Delegate]:
    """`count` delegates of a larger meeting. Some share a name, as people do."""
    homes = rng.choices(countries(), [country.delegates for country in countries()], k=count)
    return [
        _delegate(number, home, *_unseen(home, set(), rng), organisations, rng)
        for number, home in enumerate(homes, 1)
    ]


def _unseen(home: Country, seen: set[str], rng: Random) -> tuple[Pool, Name]:
    """A name that is not in `seen`, which takes it in, and the pool that it is from."""
    while True:
        pool = rng.choice(home.pools)
        name = invent(pool, rng)
        if name.full not in seen:
            seen.add(name.full)
            return pool, name


def _delegate(
    number: int,
    home: Country,
    pool: Pool,
    name: Name,
    organisations: Mapping[str, Sequence[str]],
    rng: Random,
) -> Delegate:
    hers = organisations.get(home.code, ())
    return Delegate(
        number,
        name,
        home,
        speaks=tuple(_languages(home, pool, rng)),
        organisation=rng.choice(hers) if hers and rng.random() < 0.9 else "",
        category=rng.choices(("delegate", "observer", "press", "volunteer"), (88, 7, 2, 3))[0],
        attendance="remote" if rng.random() < 0.06 else "on_site",
        public_name=name.called if rng.random() < 0.02 else "",
        needs=rng.choice(NEEDS) if rng.random() < 0.08 else "",
    )


def _languages(home: Country, pool: Pool, rng: Random) -> Iterable[str]:
    """Her own and those that all of her country share; now and then another of the meeting's."""
    apart = {each.lang for each in home.pools} - {pool.lang}
    spoken = dict.fromkeys([pool.lang, *(lang for lang in home.languages if lang not in apart)])
    if rng.random() < 0.35:
        spoken[rng.choice(INTERFACE[:3])] = None
    return spoken


NEEDS = (
    "Step-free access",
    "Repas sans viande",
    "Comida sin gluten",
    "Une place près de l’écran, je lis sur les lèvres",
    "Crèche for a child of three",
    "Preciso de um quarto no térreo",
    "وجبات حلال",
    "Texts in large print",
)


def interpreters(
    voices: Iterable[tuple[str, Sequence[str]]], first: int, rng: Random
) -> list[Delegate]:
    """Interpreters of these countries and languages, numbered from `first`."""
    homes = {country.code: country for country in countries()}
    return [
        Delegate(
            number,
            invent(rng.choice(homes[code].pools), rng),
            homes[code],
            speaks=tuple(languages),
            category="interpreter",
        )
        for number, (code, languages) in enumerate(voices, first)
    ]
