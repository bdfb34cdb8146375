"""What upper apps want done from time to time."""

from dataclasses import dataclass
from typing import Any

from django_tasks.base import Task


@dataclass(frozen=True)
class Periodic:
    """A task without arguments, enqueued once in each stretch of `seconds` (UTC)."""

    name: str
    task: Task[[], Any]
    seconds: int


# Apps add theirs in AppConfig.ready().
periodic: list[Periodic] = []
