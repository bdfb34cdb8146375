"""The movement's own words for a pair of languages, as a machine has to keep them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from languages import ports, tags
from languages.machines.machine import BadAnswer
from languages.models import Term

# Scripts that put no space between words (Unicode UAX #29): a term may stand inside a run.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
Standing = Term.Standing


@dataclass(frozen=True)
class Glossary:
    """`preferred` is the word in the other language for each source word (see `_key`);
    `forbidden` are words of the other language, with the source words that they must not render
    and our word for these, if there is one.
    """

    preferred: dict[str, str]
    forbidden: tuple[tuple[str, tuple[str, ...], str], ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        return _any_of(self.preferred) if self.preferred else None

    def replace(self, words: str, by: Callable[[str], str]) -> str:
        """`words` with `by(our word)` for each source word; the longest first."""
        if self.pattern is None:
            return words
        return self.pattern.sub(lambda found: by(self._as_written(found)), words)

    def _as_written(self, found: re.Match[str]) -> str:
        """Our word, with a capital where only the beginning of a sentence asks for one."""
        ours = self.preferred.get(_key(found[0]), found[0])
        begins = not found.string[: found.start()].strip() and found[0][:1].isupper()
        return ours[:1].upper() + ours[1:] if begins else ours

    def correct(self, source: str, answer: str) -> str:
        """Our word in place of a forbidden one. Raises BadAnswer where there is none."""
        for word, renders, ours in self.forbidden:
            if not (_any_of([word]).search(answer) and _any_of(renders).search(source)):
                continue
            if not ours:
                raise BadAnswer("It used a word that is not to be used.")
            # Our word may hold the forbidden one; it stands first and stays.
            answer = _any_of([word, ours]).sub(ours.replace("\\", r"\\"), answer)
        return answer


NO_GLOSSARY = Glossary({})


def _key(words: str) -> str:
    """Case and the kind of space make no difference."""
    return " ".join(words.casefold().split())


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    each = sorted(words, key=len, reverse=True)
    return re.compile("|".join(_whole(word) for word in each), re.IGNORECASE)


def _whole(word: str) -> str:
    spelled = r"\s+".join(re.escape(part) for part in word.split())
    return spelled if UNSPACED.search(word) else rf"(?<!\w){spelled}(?!\w)"


def glossary_of(space: int, source_lang: str, lang: str) -> Glossary:
    """What the space says about these two languages, its own words before those of the spaces
    above it. One query, beside those of the owners.
    """
    asked = {source_lang, tags.base(source_lang), lang, tags.base(lang)}
    spaces = [space, *ports.above(space)]
    rows = Term.objects.filter(concept__space__in=spaces, lang__in=asked)
    concepts: dict[int, list[Term]] = defaultdict(list)
    # The space's own come last, so that they are the ones that stay.
    for row in rows.annotate(own=Q(concept__space=space)).order_by("own", "concept", "pk"):
        concepts[row.concept_id].append(row)
    preferred: dict[str, str] = {}
    forbidden: list[tuple[str, tuple[str, ...], str]] = []
    for terms in concepts.values():
        sources = tuple(t.words for t in terms if tags.base(t.lang) == tags.base(source_lang))
        targets = [t for t in terms if tags.base(t.lang) == tags.base(lang)]
        ours = _ours(targets, lang)
        if ours:
            preferred.update({_key(words): ours for words in sources})
        if sources:
            banned = (t.words for t in targets if t.standing == Standing.FORBIDDEN)
            forbidden += [(words, sources, ours) for words in banned]
    return Glossary(preferred, tuple(forbidden))


def _ours(targets: list[Term], lang: str) -> str:
    """The preferred word, of the very language before that of its base."""
    ours = [t for t in targets if t.standing == Standing.PREFERRED]
    exact = next((t.words for t in ours if t.lang == lang), "")
    return exact or next((t.words for t in ours), "")
