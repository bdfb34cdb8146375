"""Who gives fees back to those whose visa was refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Refunder:
    """`offers` says whether a registration has paid something that may go back; `ask` asks for
    it, and may be called twice; `asked` says whether she waits for the answer.
    """

    offers: Callable[[Any], bool]
    ask: Callable[[Any], None]
    asked: Callable[[Any], bool] = lambda registration: False


# Whoever keeps fees adds one in AppConfig.ready().
refunds: list[Refunder] = []
