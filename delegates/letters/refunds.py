"""Who gives fees back to those whose visa was refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Refunder:
    """`offers` says whether a registration has paid something that may go back; `ask` asks for
    it, and may be called twice.
    """

    offers: Callable[[Any], bool]
    ask: Callable[[Any], None]


# Whoever keeps fees adds one in AppConfig.ready().
refunds: list[Refunder] = []
