"""The counters of tries, where there is no Redis."""

from typing import ClassVar

from django.db import models

from access.privacy import Personal


class Tries(models.Model):
    """How often something was tried in one window. `name` is a digest that tells of nobody;
    `until` is the end of the window, in seconds of Unix.
    """

    name = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    until = models.BigIntegerField(db_index=True)

    PERSONAL: ClassVar[dict[str, Personal]] = {}

    def __str__(self) -> str:
        return f"{self.count} until {self.until}"
