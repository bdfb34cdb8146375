"""Care: reports of harassment, who reads them, contact that is blocked, people shut out."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models.registrations import Registration
from events.models import Event


class Report(models.Model):
    """What somebody reported, by name or not. Nobody reads it but its readers.

    `words` are sealed by `delegates/sealing.py`. `token_hash` is of the link by which whoever
    wrote it comes back without an account.
    """

    class State(models.TextChoices):
        NEW = "new", _("new")
        TAKEN = "taken", _("somebody looks after it")
        CLOSED = "closed", _("closed")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="reports")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    words = models.BinaryField()
    page = models.CharField(max_length=300, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    made_at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "person": Personal("to answer who reported by name", Until.EVENT_ENDS),
        "words": Personal("to help; encrypted where the operator set a key", Until.EVENT_ENDS),
        "page": Personal("to know where it happened", Until.EVENT_ENDS),
        "token_hash": Personal("to let her come back to her report", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["new", "taken", "closed"]), name="report_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class ReportReader(models.Model):
    """One of the care team who reads a report: left in by its writer, or added by a reader."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="readers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    PERSONAL = {
        "person": Personal("to let her read the report", Until.EVENT_ENDS),
        "added_by": Personal("to answer for who reads a report", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "person"], name="one_reader_per_report"),
        ]

    def __str__(self) -> str:
        return f"reader of {self.report_id}"


class ReportNote(models.Model):
    """A word about a report: the team's own, or between the team and whoever reported."""

    class Kind(models.TextChoices):
        TEAM = "team", _("for the care team")
        ANSWER = "answer", _("to whoever reported")
        REPORTER = "reporter", _("from whoever reported")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    words = models.BinaryField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "words": Personal("to help; encrypted where the operator set a key", Until.EVENT_ENDS),
        "written_by": Personal("to know who looks after it", Until.EVENT_ENDS),
    }

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["team", "answer", "reporter"]),
                name="report_note_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.report_id}"


class Block(models.Model):
    """One person does not want to be reached by another; it holds both ways and everywhere."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocks"
    )
    blocked = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "person": Personal("to keep another person away from her", Until.TAKEN_BACK),
        "blocked": Personal("to keep this person away", Until.TAKEN_BACK),
        "name": Personal("to tell her whom she blocked", Until.TAKEN_BACK),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "blocked"], name="one_block_per_pair"),
            models.CheckConstraint(condition=~Q(person=F("blocked")), name="nobody_blocks_herself"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Exclusion(models.Model):
    """A registration that may not take part, from `at` until it is lifted."""

    class State(models.TextChoices):
        HOLDS = "holds", _("excluded")
        LIFTED = "lifted", _("lifted")

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="exclusions"
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.HOLDS)
    reason = models.TextField(_("reason"), max_length=2_000)
    excluded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    PERSONAL = {
        "reason": Personal("to answer for an exclusion", Until.EVENT_ENDS),
        "excluded_by": Personal("to answer for an exclusion", Until.EVENT_ENDS),
        "lifted_by": Personal("to answer for an exclusion", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=Q(state="holds"), name="one_exclusion_holds"
            ),
            models.CheckConstraint(
                condition=Q(state="holds", lifted_at__isnull=True)
                | Q(state="lifted", lifted_at__isnull=False),
                name="a_lifted_exclusion_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.state}"

    @property
    def event(self) -> Event:
        return self.registration.event
