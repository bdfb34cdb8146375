"""What a translator wrote without a line is brought home: each text is answered on its own, and
nothing that she wrote is lost.
"""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from access.doors import allows
from accounts.models import Person
from languages.actions.desk.drafts import draft_of, keep_draft, locked, seen_of
from languages.actions.desk.handing import hand_in, standing_of
from languages.finders import Piece, find_piece
from languages.models import Aside, Gap, Text
from languages.refusals import (
    DraftMoved,
    HeldByAnother,
    NothingWritten,
    Refusal,
    SourceMoved,
    WaitsForReview,
)
from languages.texts import Origin
from realtime import receipts
from realtime.receipts import Answer, BadKey

# What became of a text. Kept as a draft; handed in; kept as a draft because its source has moved;
# kept although somebody else has translated it, or is at it; not taken: her right has ended, or
# the words cannot be kept.
KEPT, HANDED_IN, MOVED = "kept", "handed in", "moved"
TRANSLATED, HELD, ENDED, WRONG = "translated", "held", "ended", "wrong"


@dataclass(frozen=True)
class Written:
    """What she wrote: made from revision `made_from` of the source while revision `shown` stood
    beside it; `seen` is the mark of the draft that her device knew, `key` that of this version.
    """

    key: UUID
    space: int
    text: int
    lang: str
    body: str
    made_from: int
    shown: int
    seen: str = ""
    hands_in: bool = False

    @property
    def mark(self) -> str:
        return seen_of(self.body)

    @property
    def topic(self) -> str:
        """What a receipt is for: the same key with other words is another attempt."""
        how = "in" if self.hands_in else "draft"
        return f"along:{self.text}:{self.lang}:{how}:{self.mark}"


@dataclass(frozen=True)
class Home:
    """How it went: the state, the mark of the draft that the server has now, and where something
    is to be told, the words for it.
    """

    state: str
    seen: str = ""
    says: str = ""


class Ended(Refusal):
    words = _("You can no longer translate this text. Your words are kept on this device only.")


class AlreadyTranslated(Refusal):
    words = _("Somebody else has translated this meanwhile. Your words are kept as your draft.")


class WaitsBeside(Refusal):
    words = _(
        "A translation of this text waits for a second person. Your words are kept for you "
        "beside it."
    )


class SetAside(Refusal):
    words = _("Somebody else is at this text now. Your words are kept for you beside it.")


def bring_home(written: Written, *, by: Person) -> Home:
    """Keeps or hands in what she wrote, once for its key: a second time changes nothing and says
    the same. What is not taken may be sent again.
    """

    def action() -> Answer:
        return Answer(body=asdict(_settle(_piece(written, by), written, by)))

    try:
        answer, _now = receipts.once(written.key, topic=written.topic, person=by, action=action)
    except Ended as refusal:
        return Home(ENDED, says=str(refusal))
    except (NothingWritten, BadKey) as refusal:
        return Home(WRONG, says=str(refusal))
    return Home(**answer.body)


def _piece(written: Written, by: Person) -> Piece:
    """Raises Ended where there is no such text any more, or she may not translate it."""
    try:
        piece = find_piece(written.space, written.text, written.lang)
    except Http404 as error:
        raise Ended from error
    if not allows("languages.translate", by, piece):
        raise Ended
    return piece


def _settle(piece: Piece, written: Written, by: Person) -> Home:
    text = locked(piece.text)
    if _is_handed_in(text, written, by):
        return Home(HANDED_IN, written.mark)
    is_done = _is_done_by_another(text, written.lang, by)
    try:
        kept = keep_draft(
            text,
            written.lang,
            body=written.body,
            of_revision=written.made_from,
            seen=written.seen,
            by=by,
        )
    except (HeldByAnother, DraftMoved):
        return _set_aside(text, written, by, SetAside())
    except WaitsForReview:
        return _set_aside(text, written, by, WaitsBeside())
    if is_done:
        return Home(TRANSLATED, kept.seen, str(AlreadyTranslated()))
    return _handed_in(text, written, by) if written.hands_in else _kept(written, kept.revision)


def _is_handed_in(text: Text, written: Written, by: Person) -> bool:
    """Whether these words of hers are handed in already."""
    waits = text.gaps.filter(lang=written.lang, state=Gap.State.HANDED_IN).exists()
    row = draft_of(text, written.lang) if waits else standing_of(text, written.lang)
    is_hers = row is not None and row.written_by_id == by.pk and row.body == written.body
    return bool(row and is_hers and row.of_revision >= text.revision)


def _is_done_by_another(text: Text, lang: str, by: Person) -> bool:
    """Whether somebody else's translation of the present source stands."""
    row = standing_of(text, lang)
    if row is None or row.origin == Origin.MACHINE or row.written_by_id == by.pk:
        return False
    return row.of_revision >= text.revision


def _kept(written: Written, revision: int) -> Home:
    if written.shown < revision:
        return Home(MOVED, written.mark, str(SourceMoved()))
    return Home(KEPT, written.mark)


def _handed_in(text: Text, written: Written, by: Person) -> Home:
    """What is refused here stands as a draft."""
    try:
        hand_in(text, written.lang, body=written.body, of_revision=written.shown, by=by)
    except SourceMoved as refusal:
        return Home(MOVED, written.mark, str(refusal))
    Aside.objects.filter(text=text, lang=written.lang, written_by=by, body=written.body).delete()
    return Home(HANDED_IN, written.mark)


def _set_aside(text: Text, written: Written, by: Person, why: Refusal) -> Home:
    if written.body:
        made_from = min(written.made_from, text.revision)
        Aside.objects.update_or_create(
            text=text,
            lang=written.lang,
            written_by=by,
            defaults={"body": written.body, "of_revision": made_from},
        )
    return Home(HELD, written.seen, str(why))
