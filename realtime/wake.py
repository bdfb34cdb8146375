"""Wakes the readers of a topic after a commit. It may fail or get lost: readers also poll."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from redis.exceptions import RedisError

GROUP = "live"
SECONDS = 1.0

logger = logging.getLogger(__name__)
Listener = Callable[[dict[str, Any]], None]
listeners: set[Listener] = set()


def is_local() -> bool:
    """Whether the channel layer stays in its own process, where no worker can reach it."""
    return "InMemory" in settings.CHANNEL_LAYERS["default"]["BACKEND"]


def announce(topic: str, seq: int = 0) -> None:
    """Says that a topic now ends with `seq`; 0 says that its counters moved."""
    publish({"type": "live.moved", "topic": topic, "seq": seq})


def look_again(person_id: int | None = None) -> None:
    """Has the rights of a person's open lines looked up at once; None means everybody's."""
    publish({"type": "live.rights", "person": person_id})


def publish(message: dict[str, Any]) -> None:
    """Tells the hubs of this process directly, the others through the layer, within 1 s.

    Never raises for a layer that is away: the write that it speaks of is committed.
    """
    for listener in list(listeners):
        listener(message)
    if is_local():
        return
    try:
        async_to_sync(_send)(message)
    except (RedisError, OSError, TimeoutError) as error:
        logger.warning("The live layer did not take a wake-up: %s", type(error).__name__)


async def _send(message: dict[str, Any]) -> None:
    layer: Any = get_channel_layer()
    async with asyncio.timeout(SECONDS):
        await layer.group_send(GROUP, message)
