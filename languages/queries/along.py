"""What a translator takes along: each text with all that she needs beside it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Person
from languages import differences, ports
from languages.models import Aside, Gap, Remark, Revision, Translation
from languages.queries.glossary import Found, terms_in_each
from languages.texts import State

Key = tuple[int, str]


@dataclass
class Along:
    """A text that she holds: the translation that she goes on from (`row`), what its source said
    when that was made, its remarks, and our words in it.
    """

    gap: Gap
    row: Translation | None = None
    before: str | None = None
    remarks: list[Remark] = field(default_factory=list)
    terms: Found | None = None

    @property
    def made_from(self) -> int:
        return self.row.of_revision if self.row else self.gap.text.revision

    @property
    def source(self) -> list[differences.Piece]:
        """The source with its changes since `made_from`, where those words are known."""
        body = self.gap.text.body
        if self.before is None:
            return [differences.Piece(differences.SAME, body)]
        return differences.difference(self.before, body)


def held_by(person: Person) -> QuerySet[Gap]:
    """What she holds to translate, what lapses first first; with its text."""
    rows = Gap.objects.filter(claimed_by=person, claimed_until__gt=timezone.now())
    rows = rows.exclude(state=Gap.State.HANDED_IN).select_related("text").defer("text__folded")
    return rows.order_by("claimed_until", "-weight", "since", "pk")


def taken_along(person: Person, spaces: Collection[int]) -> list[Along]:
    """All that she holds in these spaces, for a device that goes without a line. Four queries, and
    three for each space and pair.
    """
    held = held_by(person).filter(space__in=spaces)
    found = {(gap.text_id, gap.lang): Along(gap) for gap in held}
    _add_rows(found)
    _add_what_it_said(found)
    for said in Remark.objects.filter(_of(found)).select_related("written_by"):
        found[said.text_id, said.lang].remarks.append(said)
    _add_terms(found.values())
    return list(found.values())


def _of(keys: Iterable[Key]) -> Q:
    """Rows of these texts and languages; of none, none."""
    wanted = Q(pk__in=[])
    for text, lang in keys:
        wanted |= Q(text=text, lang=lang)
    return wanted


def _add_rows(found: dict[Key, Along]) -> None:
    """The draft, else what stands."""
    for row in Translation.objects.filter(_of(found)).defer("folded"):
        along = found[row.text_id, row.lang]
        if along.row is None or row.state == State.DRAFT:
            along.row = row


def _add_what_it_said(found: dict[Key, Along]) -> None:
    older = [each for each in found.values() if each.made_from < each.gap.text.revision]
    wanted = Q(pk__in=[])
    for each in older:
        text = each.gap.text
        wanted |= Q(text=text, number=each.made_from, lang=text.lang)
    said = {(row.text_id, row.number): row.body for row in Revision.objects.filter(wanted)}
    for each in older:
        each.before = said.get((each.gap.text_id, each.made_from))


def _add_terms(found: Iterable[Along]) -> None:
    groups: dict[tuple[int, str, str], list[Along]] = {}
    for each in found:
        gap = each.gap
        groups.setdefault((gap.space_id, gap.text.lang, gap.lang), []).append(each)
    for (space, source_lang, lang), group in groups.items():
        bodies = [each.gap.text.body for each in group]
        for each, terms in zip(group, terms_in_each(space, bodies, source_lang, lang), strict=True):
            each.terms = terms


def asides_of(person: Person, spaces: Collection[int]) -> list[Aside]:
    """What was set aside for her there, the newest first, with its text. One query."""
    rows = Aside.objects.filter(written_by=person, text__space__in=spaces)
    return list(rows.select_related("text").order_by("-changed_at", "-pk")[:MOST_ASIDES])


MOST_ASIDES = 20


def title_of(kind: str) -> Any:
    """What it is, in words."""
    return ports.kinds[kind].title if kind in ports.kinds else ""
