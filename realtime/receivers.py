"""What ends with an account: her open lines."""

from collections.abc import Collection
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from accounts.models import Person
from realtime import wake


@receiver(post_save, sender=Person)
def on_change(instance: Person, update_fields: Collection[str] | None, **_: Any) -> None:
    """A suspended person is nobody on the lines that she holds open."""
    if update_fields and "state" in update_fields:
        transaction.on_commit(partial(wake.look_again, instance.pk), robust=True)


@receiver(post_delete, sender=Person)
def on_farewell(instance: Person, **_: Any) -> None:
    transaction.on_commit(partial(wake.look_again, instance.pk), robust=True)
