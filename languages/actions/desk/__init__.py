"""What translators and reviewers do at their desk, one function each."""

from languages.actions.desk.along import give_all_back, put_away, take_along
from languages.actions.desk.bringing import Home, Written, bring_home
from languages.actions.desk.claims import claim, release_claim, take_next
from languages.actions.desk.drafts import Kept, keep_draft, seen_of
from languages.actions.desk.handing import Before, hand_in, undo
from languages.actions.desk.pairs import set_pairs
from languages.actions.desk.remarks import remark
from languages.actions.desk.reviews import review, send_back

__all__ = [
    "Before",
    "Home",
    "Kept",
    "Written",
    "bring_home",
    "claim",
    "give_all_back",
    "hand_in",
    "keep_draft",
    "put_away",
    "release_claim",
    "remark",
    "review",
    "seen_of",
    "send_back",
    "set_pairs",
    "take_along",
    "take_next",
    "undo",
]
