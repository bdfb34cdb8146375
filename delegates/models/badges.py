"""Badges: the codes that people wear, and files of badges to print."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models.registrations import Registration
from events.models import Event


class Badge(models.Model):
    """A code that one registration wears. A lost badge is revoked, and another one is given."""

    class State(models.TextChoices):
        VALID = "valid", _("valid")
        REVOKED = "revoked", _("revoked")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="badges")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="badges")
    code = models.CharField(max_length=12, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.VALID)
    # Days on which it is valid, counted from the event's first (0); none means all.
    days = models.JSONField(default=list, blank=True)
    # What desks were told of it last (`standing_of`), and when, as a number of the event's book.
    told = models.CharField(max_length=80, blank=True, editable=False)
    number = models.PositiveBigIntegerField(default=0, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "registration": Personal("to know who wears it", Until.EVENT_ENDS),
        "code": Personal("to let her in", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(state="valid"),
                name="one_valid_badge_per_registration",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["valid", "revoked"]), name="badge_state_is_known"
            ),
        ]
        indexes = [models.Index(fields=["event", "number"], name="badge_changes")]

    def __str__(self) -> str:
        return str(self.pk)


class BadgeDays(models.Model):
    """Days on which badges are valid, counted from the event's first (0): those of a category, or
    of one person, who then goes by hers alone. Without a row a badge is valid on all days.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="badge_days")
    category = models.CharField(max_length=12, blank=True)
    registration = models.ForeignKey(
        Registration, null=True, on_delete=models.CASCADE, related_name="badge_days"
    )
    days = models.JSONField(default=list)

    PERSONAL = {
        "registration": Personal("to let her in on her days", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "category"],
                condition=Q(registration=None),
                name="one_row_of_days_per_category",
            ),
            models.UniqueConstraint(fields=["registration"], name="one_row_of_days_per_person"),
            models.CheckConstraint(
                condition=Q(category="") ^ Q(registration=None),
                name="days_are_of_a_category_or_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.days}"


class BadgePrint(models.Model):
    """Badges that a task writes into files of at most 200, for a day."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        READY = "ready", _("ready")
        GONE = "gone", _("deleted")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="badge_prints")
    size = models.CharField(_("size"), max_length=12)
    category = models.CharField(_("category"), max_length=12, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "made_by": Personal("to answer for a file of names", Until.ACCOUNT_ENDS),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "ready", "gone"]),
                name="badge_print_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def numbers(self) -> range:
        """Of the files that are there."""
        return range(1, self.files + 1)
