"""One text beside its translation, as one of its translators or reviewers meets it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from accounts.models import Person
from languages import differences, ports, tags
from languages.actions.desk.drafts import seen_of
from languages.finders import Piece
from languages.models import Gap, Remark, Translation
from languages.ports import REVIEW, Kind
from languages.texts import Origin, State

TRANSLATE_MODE, REVIEW_MODE, WAITS_MODE = "translate", "review", "waits"


@dataclass
class Sheet:
    """What the page shows.

    `mode` says whether one translates, reads another's translation as the second person, or waits
    for such a person. `body` is what stands in the box, made from the source's revision
    `made_from`; `seen` is the mark of the draft that the page knows, `another` a draft that
    somebody else kept while one typed, and `aside` what she wrote herself without a line.
    `source` is the source with its changes since `made_from`.
    """

    piece: Piece
    mode: str
    gap: Gap | None
    row: Translation | None
    body: str
    made_from: int
    seen: str
    source: Sequence[differences.Piece]
    kind: Kind | None
    where: str
    remarks: list[Remark] = field(default_factory=list)
    another: str = ""
    aside: str = ""
    holder: Person | None = None
    is_mine: bool = False

    @property
    def is_older(self) -> bool:
        return self.made_from < self.piece.text.revision

    @property
    def has_difference(self) -> bool:
        return any(each.what != differences.SAME for each in self.source)

    @property
    def dir(self) -> str:
        return tags.direction(self.piece.lang)

    @property
    def lines(self) -> bool:
        """Whether it may have several."""
        return bool("\n" in self.piece.text.body or (self.kind and self.kind.markdown))


def sheet(piece: Piece, person: Person, typed: dict[str, Any] | None = None) -> Sheet:
    """Up to eight queries. `typed` is what a form holds that was refused: `body`, `made_from`,
    and `seen`.
    """
    gap = piece.text.gaps.filter(lang=piece.lang).select_related("claimed_by").first()
    draft, standing = _rows(piece)
    mode, row = _mode(piece, person, gap, draft, standing)
    body, made_from = _in_the_box(piece, row)
    found = Sheet(
        piece=piece,
        mode=mode,
        gap=gap,
        row=row,
        body=body,
        made_from=made_from,
        seen=_mark(row),
        source=(),
        kind=ports.kinds.get(piece.text.kind),
        where=_where(piece),
        remarks=list(_remarks(piece)),
        aside=_aside(piece, person),
    )
    if typed:
        _take_over(found, typed)
    found.source = _source(piece, found.made_from)
    _say_who_holds_it(found, person)
    return found


def _rows(piece: Piece) -> tuple[Translation | None, Translation | None]:
    """The draft and what stands."""
    rows = piece.text.translations.filter(lang=piece.lang).select_related("written_by")
    found = {row.state == State.DRAFT: row for row in rows}
    return found.get(True), found.get(False)


def _mode(
    piece: Piece,
    person: Person,
    gap: Gap | None,
    draft: Translation | None,
    standing: Translation | None,
) -> tuple[str, Translation | None]:
    """What she can do here, and with which row."""
    may_review = REVIEW in ports.rights(person, piece.space_id)
    if gap and gap.state == Gap.State.HANDED_IN and draft:
        is_hers = draft.written_by_id == person.pk
        return WAITS_MODE if is_hers or not may_review else REVIEW_MODE, draft
    if gap is None and draft is None and standing and standing.state == State.PUBLISHED:
        is_hers = standing.written_by_id == person.pk
        if may_review and not is_hers and standing.origin != Origin.MACHINE:
            return REVIEW_MODE, standing
    return TRANSLATE_MODE, draft or standing


def _in_the_box(piece: Piece, row: Translation | None) -> tuple[str, int]:
    return (row.body, row.of_revision) if row else ("", piece.text.revision)


def _mark(row: Translation | None) -> str:
    return seen_of(row.body) if row else ""


def _take_over(found: Sheet, typed: dict[str, Any]) -> None:
    """What was typed stays in the box; another's draft stands beside it."""
    is_known = typed.get("seen") == found.seen or typed["body"] == found.body
    is_draft = found.row is not None and found.row.state == State.DRAFT
    if found.row and is_draft and found.row.origin != Origin.MACHINE and not is_known:
        found.another = found.body
    found.body, found.made_from = typed["body"], typed.get("made_from") or found.made_from


def _source(piece: Piece, made_from: int) -> list[differences.Piece]:
    """With what changed since `made_from`, where those words are known and in this language."""
    text = piece.text
    if made_from < text.revision:
        before = text.revisions.filter(number=made_from, lang=text.lang).first()
        if before:
            return differences.difference(before.body, text.body)
    return [differences.Piece(differences.SAME, text.body)]


def _where(piece: Piece) -> str:
    kind = ports.kinds.get(piece.text.kind)
    return kind.where([piece.text.pk]).get(piece.text.pk, "") if kind else ""


def _remarks(piece: Piece) -> Any:
    return piece.text.remarks.filter(lang=piece.lang).select_related("written_by")


def _aside(piece: Piece, person: Person) -> str:
    rows = piece.text.asides.filter(lang=piece.lang, written_by=person)
    return str(rows.values_list("body", flat=True).first() or "")


def _say_who_holds_it(found: Sheet, person: Person) -> None:
    gap = found.gap
    if gap and gap.claimed_by and gap.claimed_until and gap.claimed_until > timezone.now():
        found.is_mine = gap.claimed_by == person
        found.holder = None if found.is_mine else gap.claimed_by
