"""Writing texts, and reading each in the language that its reader understands best."""

from languages.texts.gaps import offer, schedule
from languages.texts.homes import NOWHERE, Home, Reach
from languages.texts.reading import NOTHING, Bank, Reading, choose, load, read
from languages.texts.searching import matching
from languages.texts.writing import Origin, State, change, create, save, translate, unsaved

__all__ = [
    "NOTHING",
    "NOWHERE",
    "Bank",
    "Home",
    "Origin",
    "Reach",
    "Reading",
    "State",
    "change",
    "choose",
    "create",
    "load",
    "matching",
    "offer",
    "read",
    "save",
    "schedule",
    "translate",
    "unsaved",
]
