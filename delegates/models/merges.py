"""Organisations that are one, and those that only look so."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models.organisations import Organisation


class Merge(models.Model):
    """`gone` became part of `kept`; `was` is the state that it had, for undoing."""

    class State(models.TextChoices):
        DONE = "done", _("merged")
        UNDONE = "undone", _("undone")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="merges_into")
    was = models.CharField(max_length=12)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DONE)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "by": Personal("to ask her who merged them", Until.ACCOUNT_ENDS),
    }

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["done", "undone"]), name="merge_state_is_known"
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_is_of_two"),
            models.UniqueConstraint(
                fields=["gone"], condition=Q(state="done"), name="merged_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Followed(models.Model):
    """A row that named the organisation that went: `column` as `app.model.column`."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="followed")
    column = models.CharField(max_length=120)
    row = models.BigIntegerField()

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["merge", "column", "row"], name="followed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.column}:{self.row}"


class NotOne(models.Model):
    """Two organisations that look alike and that a keeper told apart; `one` is the older."""

    one = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="told_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="older_one_first"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} is not {self.other_id}"
