"""Leaving in peace: nobody new, followers sent away one by one, then the usual end.

SIGUSR1 begins it (`manage.py drain` sends it to every web process of this machine).
"""

import asyncio
import contextlib
import logging
import os
import signal
from dataclasses import dataclass, field

from django.conf import settings

from realtime.hub import hub

SECONDS = 20.0
SECONDS_FOR_REQUESTS = 10.0

logger = logging.getLogger(__name__)


@dataclass
class State:
    """What this process is still doing."""

    begun: bool = False
    requests: int = 0
    task: asyncio.Task[None] | None = field(default=None, repr=False)


state = State()


def begin(seconds: float | None = None) -> None:
    """Begins to drain; called in the loop. A second call changes nothing."""
    if not state.begun:
        state.begun = True
        length = seconds if seconds is not None else settings.DRAIN_SECONDS
        state.task = asyncio.ensure_future(_drain(length))


async def _drain(seconds: float) -> None:
    logger.info("Draining for %s s", seconds)
    await hub().drain(seconds)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(SECONDS_FOR_REQUESTS):
            while state.requests:  # noqa: ASYNC110
                await asyncio.sleep(0.1)
    os.kill(os.getpid(), signal.SIGTERM)


def listen() -> None:
    """Lets SIGUSR1 begin the drain; called once in the running loop."""
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, begin)
