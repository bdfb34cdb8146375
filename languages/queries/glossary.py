"""Reading the glossary, and finding its words in a text and in its translation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Prefetch, Q, QuerySet, When

from access.paging import Page, page_of
from languages import ports, tags
from languages.models import Concept, Term
from languages.terms import Lexicon, forms, lexicon, rule_of, spelling

Standing = Term.Standing


def spaces_of(space: int) -> list[int]:
    """The space itself, and those whose glossary counts in it too."""
    return [space, *ports.above(space)]


def in_language(lang: str) -> Q:
    """Terms in `lang` or in another variety of the same language."""
    base = tags.base(lang)
    return Q(lang__iexact=base) | Q(lang__istartswith=f"{base}-")


@dataclass
class Entry:
    """A concept of which `source` stands in a text, and our words for it in the other language."""

    concept: int
    note: str
    source: str
    terms: list[Term] = field(default_factory=list)

    def _of(self, standing: str) -> list[Term]:
        return [term for term in self.terms if term.standing == standing]

    @property
    def ours(self) -> list[Term]:
        return self._of(Standing.PREFERRED)

    @property
    def allowed(self) -> list[Term]:
        return self._of(Standing.ALLOWED)

    @property
    def forbidden(self) -> list[Term]:
        return self._of(Standing.FORBIDDEN)


@dataclass
class Found:
    """`pieces` are the source cut into (words, entries); entries are empty between terms."""

    lang: str
    pieces: list[tuple[str, list[Entry]]]
    entries: list[Entry]

    def __bool__(self) -> bool:
        return bool(self.entries)

    @property
    def data(self) -> dict[str, Any]:
        """What the page's script needs to look at a translation as it is typed."""
        rule = rule_of(self.lang)
        return {
            "fronts": rule.fronts,
            "ends": rule.ends,
            "least": rule.least,
            "entries": [
                {
                    "source": each.source,
                    "note": each.note,
                    "terms": [
                        {
                            "words": term.words,
                            "lang": term.lang,
                            "standing": term.standing,
                            "said": str(term.get_standing_display()),
                            "note": term.note,
                            "forms": self._forms(term),
                        }
                        for term in each.terms
                    ],
                }
                for each in self.entries
            ],
        }

    def _forms(self, term: Term) -> list[list[str]]:
        base = tags.base(self.lang)
        return [sorted(forms(word, base)) for word in term.folded.split()]


@dataclass(frozen=True)
class Slip:
    """Where a translation does not go with the glossary: `used` must not be, or is empty where
    one of `ours` was to be expected for `source`.
    """

    source: str
    used: str
    ours: list[str]


def terms_in(space: int, body: str, source_lang: str, lang: str) -> Found:
    """The concepts whose terms stand in `body`, with their terms in `lang`. Three queries."""
    return terms_in_each(space, [body], source_lang, lang)[0]


def terms_in_each(space: int, bodies: Sequence[str], source_lang: str, lang: str) -> list[Found]:
    """The same for several texts of one language, in their order. Three queries."""
    concerned = Term.objects.filter(concept__space__in=spaces_of(space))
    rows = concerned.filter(in_language(source_lang)).values_list(
        "folded", "concept", "concept__note"
    )
    known: Lexicon[tuple[int, str]] = lexicon(source_lang, ((f, (pk, n)) for f, pk, n in rows))
    found = [_found(known, body, lang) for body in bodies]
    concepts = {entry.concept for each in found for entry in each.entries}
    theirs = concerned.filter(in_language(lang), concept__in=concepts) if concepts else ()
    terms: dict[int, list[Term]] = {}
    for term in sorted(theirs, key=lambda term: (term.lang != lang, term.pk)):
        terms.setdefault(term.concept_id, []).append(term)
    for entry in (entry for each in found for entry in each.entries):
        entry.terms = terms.get(entry.concept, [])
    return found


def _found(known: Lexicon[tuple[int, str]], body: str, lang: str) -> Found:
    """The source cut into pieces; its entries have no terms yet."""
    entries: dict[int, Entry] = {}
    pieces: list[tuple[str, list[Entry]]] = []
    end = 0
    for hit in known.find(body):
        said = body[hit.start : hit.end]
        here = [entries.setdefault(pk, Entry(pk, note, said)) for pk, note in hit.values]
        pieces += [(body[end : hit.start], []), (said, here)]
        end = hit.end
    pieces.append((body[end:], []))
    return Found(lang, [piece for piece in pieces if piece[0]], list(entries.values()))


def slips(found: Found, translation: str) -> list[Slip]:
    """What in the translation does not go with what `terms_in` found. No query."""
    if not translation.strip():
        return []
    pairs = ((each, term) for each in found.entries for term in each.terms)
    known = lexicon(found.lang, ((term.folded, (at, term)) for at, term in _numbered(pairs)))
    used: dict[int, list[Term]] = {}
    for hit in known.find(translation):
        for concept, term in hit.values:
            used.setdefault(concept, []).append(term)
    return [slip for each in found.entries for slip in _slips(each, used.get(each.concept, []))]


def _numbered(pairs: Iterable[tuple[Entry, Term]]) -> Iterable[tuple[int, Term]]:
    return ((entry.concept, term) for entry, term in pairs)


def _slips(entry: Entry, used: Sequence[Term]) -> list[Slip]:
    ours = [term.words for term in entry.ours]
    wrong = {term.words for term in used if term.standing == Standing.FORBIDDEN}
    if wrong:
        return [Slip(entry.source, words, ours) for words in sorted(wrong)]
    return [Slip(entry.source, "", ours)] if ours and not used else []


def concepts(space: int, *, q: str = "", lang: str = "", after: str = "") -> Page[Concept]:
    """A page of the space's own concepts with their terms: those in which `q` stands in a term
    (folded) or in the note, and that have a term in `lang`. Two queries.
    """
    return page_of(_with_terms(_matching(Concept.objects.filter(space=space), q, lang)), after)


def above(space: int, *, q: str = "", lang: str = "", most: int = 200) -> list[Concept]:
    """The concepts of the spaces whose glossary counts here too. Three queries."""
    spaces = ports.above(space)
    rows = _matching(Concept.objects.filter(space__in=spaces), q, lang) if spaces else None
    return [] if rows is None else list(_with_terms(rows).order_by("pk")[:most])


def every(space: int) -> list[Concept]:
    """All concepts of the space, for a file. Two queries."""
    return list(_with_terms(Concept.objects.filter(space=space)).order_by("pk"))


def _matching(rows: QuerySet[Concept], q: str, lang: str) -> QuerySet[Concept]:
    terms = Term.objects.all()
    if lang:
        rows = rows.filter(pk__in=terms.filter(in_language(lang)).values("concept"))
    if folded := spelling(q):
        spelt = terms.filter(folded__contains=folded).values("concept")
        rows = rows.filter(Q(pk__in=spelt) | Q(note__icontains=q.strip()))
    return rows


def _with_terms(rows: QuerySet[Concept]) -> QuerySet[Concept]:
    order = Case(*(When(standing=each, then=at) for at, each in enumerate(Standing)))
    ordered = Term.objects.order_by("lang", order, "pk")
    return rows.prefetch_related(Prefetch("terms", ordered))
