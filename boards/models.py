"""What is written on the boards of sessions and on the event's own."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from events.models import Event, text
from workshops.models import Session


class Line(models.Model):
    """One line on a session's board, or of the whole event where `session` is empty."""

    class Kind(models.TextChoices):
        NOTE = "note", _("note")
        ANNOUNCEMENT = "announcement", _("announcement")

    class State(models.TextChoices):
        SHOWN = "shown", _("shown")
        REMOVED = "removed", _("removed")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="lines")
    session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.CASCADE, related_name="lines"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.SHOWN)
    body = text()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    PERSONAL = {
        "written_by": Personal("to answer for a line on a board", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["note", "announcement"]), name="line_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["shown", "removed"]), name="line_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(session__isnull=False) | Q(kind="announcement"),
                name="a_line_of_the_event_is_an_announcement",
            ),
        ]
        indexes = [models.Index(fields=["event", "session", "at"], name="line_by_board")]

    def __str__(self) -> str:
        return str(self.uid)
