"""Files of registrations, and who let them leave."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from events.models import Event


class Export(models.Model):
    """A file of registrations: asked for, allowed, written, fetched, deleted after a day."""

    class State(models.TextChoices):
        ASKED = "asked", _("waits for a second person")
        WAITING = "waiting", _("waits for its 24 hours")
        WRITING = "writing", _("is being written")
        READY = "ready", _("ready")
        REFUSED = "refused", _("refused")
        GONE = "gone", _("deleted")

    class Kind(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", _("XLSX (spreadsheet)")
        JSON = "json", "JSON"

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="exports")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WRITING)
    kind = models.CharField(_("kind of file"), max_length=4, choices=Kind.choices)
    purpose = models.CharField(_("what the file is for"), max_length=200)
    columns = models.JSONField(default=list)
    asked = models.CharField(max_length=2_000, blank=True)
    people = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    # Whose yes it was; empty where no second person was needed or there was none.
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    due_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True, db_index=True)

    PERSONAL = {
        "asked": Personal("to write the file; it may hold a name", Until.EVENT_ENDS),
        "asked_by": Personal("to answer for the file", Until.EVENT_ENDS),
        "answered_by": Personal("to answer for the yes", Until.EVENT_ENDS),
    }

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["asked", "writing", "refused", "gone"])
                | Q(state="waiting", due_at__isnull=False)
                | Q(state="ready", ready_at__isnull=False),
                name="export_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["csv", "xlsx", "json"]), name="export_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="refused")
                | Q(asked_by__isnull=True)
                | Q(answered_by__isnull=True)
                | ~Q(asked_by=F("answered_by")),
                name="nobody_says_yes_to_her_own_export",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
