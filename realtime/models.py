"""The log of everything live: topics, their entries, answers already given, and the epoch."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from access.privacy import Personal, Until

EVERYONE = "everyone"
REMOVED = "removed"


class Topic(models.Model):
    """One log. Its row is the lock under which `seq` moves on, so that no number is left out."""

    PERSONAL: ClassVar[dict[str, Personal]] = {}

    name = models.CharField(max_length=120, unique=True)
    seq = models.PositiveBigIntegerField(default=0)
    pruned_to = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pruned_to__lte=F("seq")), name="a_topic_is_pruned_up_to_its_head"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One thing that happened, at its place in the topic's log."""

    PERSONAL = {
        "payload": Personal("what was said or decided live is read again later", Until.PUBLISHED)
    }

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="entries")
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)
    lang = models.CharField(max_length=35, blank=True)
    audience = models.CharField(max_length=60, default=EVERYONE)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["topic", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "seq"], name="a_place_in_a_log_holds_one_entry"
            ),
            models.CheckConstraint(condition=Q(seq__gt=0), name="a_log_begins_with_one"),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id}:{self.seq} {self.kind}"


class Receipt(models.Model):
    """What was answered to one attempt to write, so that a retry hears the same."""

    PERSONAL = {
        "person": Personal("only who asked may hear the answer again", Until.SENT),
        "body": Personal("a retry hears what the first try was answered", Until.SENT),
    }

    key = models.UUIDField(unique=True)
    topic = models.CharField(max_length=120)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return str(self.key)


class Epoch(models.Model):
    """The one row that says which life of the database this is; a restore begins a new one."""

    PERSONAL: ClassVar[dict[str, Personal]] = {}

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    uid = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="there_is_one_epoch")]

    def __str__(self) -> str:
        return self.tag

    @property
    def tag(self) -> str:
        """The short form in frames and addresses: 12 hexadecimal digits."""
        return self.uid.hex[:12]
