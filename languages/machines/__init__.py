"""Machines that translate, of which the operator's settings choose one."""

from functools import lru_cache

from django.conf import settings

from languages.machines.argos import Argos
from languages.machines.libretranslate import LibreTranslate
from languages.machines.machine import (
    BadAnswer,
    Busy,
    Fault,
    Machine,
    Refuses,
    UnknownLanguage,
    pair,
)
from languages.machines.nobody import Nobody

__all__ = ["BadAnswer", "Busy", "Fault", "Machine", "Refuses", "UnknownLanguage", "chosen", "pair"]


def chosen() -> Machine:
    """The machine of this server, one for each process."""
    return _made(
        settings.MACHINE,
        settings.LIBRETRANSLATE_ADDRESS,
        settings.LIBRETRANSLATE_KEY,
        settings.ARGOS_PYTHON,
    )


@lru_cache(maxsize=4)
def _made(name: str, address: str, key: str, python: str) -> Machine:
    if name == "libretranslate":
        return LibreTranslate(address=address, key=key)
    return Argos(python=python) if name == "argos" else Nobody()
