"""What translators and reviewers do at their desk, one function each."""

from languages.actions.desk.claims import claim, release_claim, take_next
from languages.actions.desk.drafts import Kept, keep_draft, seen_of
from languages.actions.desk.handing import Before, hand_in, undo
from languages.actions.desk.pairs import set_pairs
from languages.actions.desk.remarks import remark
from languages.actions.desk.reviews import review, send_back

__all__ = [
    "Before",
    "Kept",
    "claim",
    "hand_in",
    "keep_draft",
    "release_claim",
    "remark",
    "review",
    "seen_of",
    "send_back",
    "set_pairs",
    "take_next",
    "undo",
]
