"""What waits at the translators' desk."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Left
from django.http import QueryDict
from django.utils import timezone

from access import paging
from accounts.models import Person
from languages import ports, tags
from languages.folding import fold
from languages.models import Gap, Pair, Space, Translation
from languages.ports import TRANSLATE, Owned
from languages.queries.next import SOON, Pairs, next_gap
from languages.queries.owned import every_owned

__all__ = ["Pairs", "Wanted", "drafts_of", "listed", "next_gap", "pairs_of", "waiting"]
# How much of a text a list shows.
SHORT = 160
MOST_DRAFTS = 20


def spaces_of(person: Person, languages: Sequence[str]) -> list[Owned]:
    """The spaces in which she may translate."""
    return [each for each in every_owned(person, languages) if TRANSLATE in each.rights]


def pairs_of(person: Person) -> list[tuple[str, str]]:
    rows = Pair.objects.filter(person=person).order_by("source_lang", "lang")
    return list(rows.values_list("source_lang", "lang"))


def spoken(spaces: Collection[int]) -> list[str]:
    """The languages of these spaces, the first of the first space first."""
    found = Space.objects.filter(pk__in=spaces).order_by("pk").values_list("languages", flat=True)
    return list(dict.fromkeys(tag for languages in found for tag in languages))


def suggested(reads: Sequence[str], offered: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs of somebody who reads `reads` where `offered` are spoken: into her first language
    from all others that she reads, and into those from her first.
    """
    bases = [tags.base(tag) for tag in reads]
    known = sorted(
        (tag for tag in offered if tags.base(tag) in bases),
        key=lambda tag: bases.index(tags.base(tag)),
    )
    first, others = known[:1], known[1:]
    return [(other, own) for own in first for other in others] + [
        (own, other) for own in first for other in others
    ]


def pairs_for(person: Person, spaces: Collection[int]) -> list[tuple[str, str]]:
    """Hers, or what her languages suggest as long as she has said nothing."""
    return pairs_of(person) or suggested(person.languages, spoken(spaces))


def offered(spaces: Collection[int], pairs: Pairs) -> list[str]:
    """The languages that she can choose from: those spoken, those written, and hers."""
    written = Gap.objects.filter(space__in=spaces).order_by("source_lang")
    found = [*spoken(spaces), *written.values_list("source_lang", flat=True).distinct()]
    return list(dict.fromkeys([*found, *(tag for pair in pairs for tag in pair)]))


@dataclass(frozen=True)
class Waits:
    """How many texts of a space wait in a pair; `soon` of them are needed within 36 hours."""

    space: int
    source_lang: str
    lang: str
    many: int
    soon: int


def waiting(spaces: Collection[int]) -> list[Waits]:
    """What waits, by space and pair, the most first. One query."""
    now = timezone.now()
    soon = Count("pk", filter=Q(due_at__gte=now, due_at__lte=now + SOON))
    rows = (
        Gap.objects.filter(space__in=spaces)
        .values_list("space", "source_lang", "lang")
        .annotate(many=Count("pk"), soon=soon)
        .order_by("-many", "source_lang", "lang")
    )
    return [Waits(*row) for row in rows]


def by_space(hers: Iterable[Owned], rows: Iterable[Waits], pairs: Pairs) -> list[dict[str, Any]]:
    """Each space with what waits in it in her pairs (in all, where she has none)."""
    wanted = [row for row in rows if not pairs or (row.source_lang, row.lang) in pairs]
    return [
        {"owned": each, "rows": [row for row in wanted if row.space == each.space]} for each in hers
    ]


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to, as its address says it."""

    space: int = 0
    pair: str = ""
    into: str = ""
    kind: str = ""
    state: str = ""
    words: str = ""

    @classmethod
    def of(cls, asked: QueryDict) -> "Wanted":
        """What makes no sense is left out."""
        state, kind = asked.get("state", ""), asked.get("kind", "")
        return cls(
            paging.key_of(asked.get("space", "")),
            asked.get("pair", "")[:80].replace("\0", ""),
            asked.get("into", "")[:35].replace("\0", ""),
            kind if kind in ports.kinds else "",
            state if state in Gap.State.values else "",
            asked.get("q", "")[:200].replace("\0", ""),
        )

    def spaces(self, hers: Iterable[Owned]) -> list[int]:
        """Those of her spaces that are asked for."""
        return [each.space for each in hers if self.space in (0, each.space)]

    @property
    def asked(self) -> tuple[str, str] | None:
        """The pair that is asked for."""
        source, _, lang = self.pair.partition(">")
        return (source, lang) if source and lang else None

    def pairs(self, hers: Pairs) -> list[tuple[str, str]]:
        """The pair that is asked for, else hers; all where only a language is asked for."""
        if self.asked:
            return [self.asked]
        return [] if self.into else list(hers)


def listed(
    person: Person,
    wanted: Wanted,
    *,
    spaces: Collection[int],
    pairs: Pairs,
    after: str = "",
) -> paging.Page[Any]:
    """What waits, the weightiest first and of these what waits longest; each row with what
    its text `begins` with and `is_a`. Without pairs in every language. One query.
    """
    rows = Gap.objects.filter(_in_pairs(pairs), space__in=spaces)
    if wanted.into:
        rows = rows.filter(lang=wanted.into)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.kind:
        rows = rows.filter(text__kind=wanted.kind)
    for word in fold(wanted.words).split()[:10]:
        rows = rows.filter(text__folded__contains=word)
    shown = rows.annotate(
        begins=Left("text__body", SHORT),
        kind=F("text__kind"),
        is_hers=Exists(_drafts(person).filter(text=OuterRef("text"), lang=OuterRef("lang"))),
    )
    page = paging.sorted_page(shown.select_related("claimed_by"), -1 * F("weight"), after)
    for row in page.rows:
        row.is_a = ports.kinds[row.kind].title if row.kind in ports.kinds else ""
    return page


def _in_pairs(pairs: Pairs) -> Q:
    found = Q()
    for source, lang in pairs:
        found |= Q(source_lang=source, lang=lang)
    return found


def drafts_of(person: Person, spaces: Collection[int]) -> list[Translation]:
    """What she has begun and not handed in, or what is sent back to her; the newest first. Each
    with `begins` of its source and the `state` of its gap as `waits`. One query.
    """
    gap = Gap.objects.filter(text=OuterRef("text"), lang=OuterRef("lang"))
    rows = _drafts(person).filter(text__space__in=spaces)
    rows = rows.annotate(begins=Left("text__body", SHORT), waits=gap.values("state")[:1])
    rows = rows.exclude(waits=Gap.State.HANDED_IN).select_related("text")
    rows = rows.defer("body", "folded", "text__body", "text__folded")
    return list(rows.order_by("-changed_at", "-pk")[:MOST_DRAFTS])


def _drafts(person: Person) -> QuerySet[Translation]:
    return Translation.objects.filter(state=Translation.State.DRAFT, written_by=person)


def to_review(person: Person, spaces: Collection[int], pairs: Pairs) -> int:
    """How many handed-in translations of others wait for a second person. One query."""
    hers = _drafts(person).filter(text=OuterRef("text"), lang=OuterRef("lang"))
    rows = Gap.objects.filter(_in_pairs(pairs), space__in=spaces, state=Gap.State.HANDED_IN)
    return rows.exclude(Exists(hers)).count()
