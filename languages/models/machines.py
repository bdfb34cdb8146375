"""What machines are asked, what they answered, and how much was sent."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal
from languages.models.spaces import Space
from languages.models.texts import Text


class MachineWish(models.Model):
    """A text that a machine shall translate; the most pressing first (`priority`, low first)."""

    class State(models.TextChoices):
        WAITS = "waits", _("waits")
        FAILED = "failed", _("failed")

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="machine_wishes")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="machine_wishes")
    lang = models.CharField(max_length=35)
    state = models.CharField(max_length=6, choices=State.choices, default=State.WAITS)
    priority = models.SmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    # What went wrong the last time, in a word of our own; never what the machine said.
    fault = models.CharField(max_length=40, blank=True)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "lang"], name="one_wish_per_language"),
            models.CheckConstraint(
                condition=Q(state__in=["waits", "failed"]), name="machine_wish_state_is_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["priority", "next_at"], condition=Q(state="waits"), name="wishes_in_line"
            )
        ]

    def __str__(self) -> str:
        return f"{self.text_id}>{self.lang}: {self.state}"


class MachineAnswer(models.Model):
    """What a machine made of some words: by content, so that nothing is sent twice."""

    # SHA-256 (hex) of machine, languages and the words as they were sent.
    digest = models.CharField(max_length=64, unique=True)
    body = models.TextField()
    used_at = models.DateTimeField()

    PERSONAL: dict[str, Personal] = {}

    def __str__(self) -> str:
        return self.body[:60]


class MachineDay(models.Model):
    """How many letters of a space went to a machine on one day (UTC)."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="machine_days")
    day = models.DateField()
    letters = models.PositiveIntegerField(default=0)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "day"], name="one_machine_day_per_space")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.letters}"
