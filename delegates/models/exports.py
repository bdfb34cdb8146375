"""Files of personal data, and who let them leave."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from events.models import Event


class Export(models.Model):
    """A file of people: asked for, allowed, written, fetched, deleted after a day.

    Of letters and of contacts nothing is written: their file is made while it is fetched.
    """

    class Subject(models.TextChoices):
        REGISTRATIONS = "registrations", _("registrations")
        LETTERS = "letters", _("visa letters")
        CONTACTS = "contacts", _("contacts of organisations")

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
    subject = models.CharField(
        max_length=13, choices=Subject.choices, default=Subject.REGISTRATIONS
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.WRITING)
    kind = models.CharField(_("kind of file"), max_length=4, choices=Kind.choices)
    purpose = models.CharField(_("what the file is for"), max_length=200)
    columns = models.JSONField(default=list)
    encoding = models.CharField(max_length=12, blank=True)
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
                condition=Q(subject__in=["registrations", "letters", "contacts"]),
                name="export_subject_is_known",
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

    @property
    def address(self) -> str:
        """Where whoever asked for it fetches it."""
        return reverse(f"delegates:{FETCHED[self.subject]}", args=[self.event.slug, self.uid])


FETCHED: dict[str, str] = {
    Export.Subject.REGISTRATIONS: "download",
    Export.Subject.LETTERS: "letters_file",
    Export.Subject.CONTACTS: "contacts_file",
}
