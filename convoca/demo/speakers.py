"""Who speaks where, and who chose what."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random

from convoca.demo.people import Delegate
from convoca.demo.workshops import Workshop

AT_MOST = 2
"""Sessions in which one person speaks."""


def speakers(
    sessions: Iterable[Workshop],
    delegates: Sequence[Delegate],
    countries: Mapping[str, str],
    rng: Random,
) -> dict[str, list[int]]:
    """The numbers of one to three speakers a session, from its organisations.

    `countries` are those of the organisations: where nobody of an organisation came, somebody
    of its country speaks.
    """
    pools = _pools(delegates)
    spoken: dict[int, int] = {}
    chosen: dict[str, list[int]] = {}
    for session in sessions:
        hers = chosen[session.key] = []
        for key in session.organisations or ("",):
            pool = [*pools.get(key, ()), *pools.get(countries.get(key, ""), ())]
            free = [n for n in pool if spoken.get(n, 0) < AT_MOST and n not in hers]
            if free:
                number = free[0] if pools.get(key) else rng.choice(free)
                hers.append(number)
                spoken[number] = spoken.get(number, 0) + 1
    return chosen


def _pools(delegates: Iterable[Delegate]) -> dict[str, list[int]]:
    """The numbers of those on site, by organisation and by country."""
    pools: dict[str, list[int]] = {}
    for delegate in delegates:
        if delegate.attendance == "on_site" and delegate.category == "delegate":
            for key in (delegate.organisation, delegate.country.code):
                pools.setdefault(key, []).append(delegate.number)
    pools.pop("", None)
    return pools


def stars(
    delegates: Iterable[Delegate], sessions: Sequence[Workshop], rng: Random
) -> list[tuple[int, str]]:
    """Who (by number) chose which session: mostly in one theme, in languages that she has."""
    by_theme: dict[str, list[Workshop]] = {}
    for session in sessions:
        by_theme.setdefault(session.theme, []).append(session)
    themes = sorted(by_theme)
    chosen: list[tuple[int, str]] = []
    for delegate in delegates:
        favourite = rng.choice(themes)
        for _ in range(rng.choice((0, 2, 4, 5, 7))):
            theme = favourite if rng.random() < 0.7 else rng.choice(themes)
            session = rng.choice(by_theme[theme])
            if set(delegate.speaks) & {*session.spoken, *session.into}:
                chosen.append((delegate.number, session.key))
    return list(dict.fromkeys(chosen))
