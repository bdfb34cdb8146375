"""Tables of the languages app."""

from languages.models.desk import Aside, Gap, Pair, Remark, Work
from languages.models.glossary import Concept, Term
from languages.models.machines import MachineAnswer, MachineDay, MachineWish
from languages.models.spaces import Space
from languages.models.texts import Revision, Text, Translation

__all__ = [
    "Aside",
    "Concept",
    "Gap",
    "MachineAnswer",
    "MachineDay",
    "MachineWish",
    "Pair",
    "Remark",
    "Revision",
    "Space",
    "Term",
    "Text",
    "Translation",
    "Work",
]
