"""Lists that a team keeps, and what is done with everybody on one."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from accounts.models import Mail
from delegates.models.registrations import Registration
from events.models import Event, text


class SavedList(models.Model):
    """A narrowed list under a name, for all organisers of the event."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="saved_lists")
    name = models.CharField(_("name"), max_length=80)
    # The part of the list's address after `?`.
    asked = models.CharField(max_length=2_000)
    made_at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "asked": Personal("to find the same people again; it may hold a name", Until.EVENT_ENDS),
    }

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "name"],
                name="one_saved_list_per_name",
                violation_error_message=_("There is a list of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Batch(models.Model):
    """One thing done with many registrations: their list is frozen when it is asked for."""

    class Kind(models.TextChoices):
        WITHDRAW = "withdraw", _("withdraw")
        MOVE_UP = "move_up", _("move up from the waiting list")
        WRITE = "write", _("write to")

    class State(models.TextChoices):
        ASKED = "asked", _("not begun")
        PLANNED = "planned", _("planned")
        RUNNING = "running", _("running")
        PAUSED = "paused", _("paused")
        DONE = "done", _("done")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="batches")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked = models.CharField(max_length=2_000, blank=True)
    subject = text(null=True)
    body = text(null=True)
    begins_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    PERSONAL = {
        "asked": Personal("to say who was meant; it may hold a name", Until.EVENT_ENDS),
        "made_by": Personal("to answer for what was done", Until.ACCOUNT_ENDS),
    }

    class Meta:
        verbose_name_plural = "batches"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["withdraw", "move_up", "write"]),
                name="batch_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "paused", "running", "done"])
                | Q(state="planned", begins_at__isnull=False),
                name="batch_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind="write")
                | Q(state="asked")
                | Q(subject__isnull=False, body__isnull=False),
                name="nothing_is_sent_without_words",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class BatchItem(models.Model):
    """One registration of a batch, and what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        LEFT_OUT = "left_out", _("left out")

    class Why(models.TextChoices):
        FULL = "full", _("no place is free")
        GONE = "gone", _("withdrawn meanwhile")
        OTHERWISE = "otherwise", _("no longer on the list")
        NO_ADDRESS = "no_address", _("no e-mail address")

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    why = models.CharField(max_length=12, choices=Why.choices, blank=True)
    mail = models.ForeignKey(Mail, null=True, on_delete=models.SET_NULL, related_name="+")

    PERSONAL = {
        "registration": Personal("to do it once for each", Until.EVENT_ENDS),
        "mail": Personal("to see which mails came back", Until.SENT),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "registration"], name="a_batch_reaches_each_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "done"], why="")
                | Q(state="left_out", why__in=["full", "gone", "otherwise", "no_address"]),
                name="who_is_left_out_knows_why",
            ),
        ]
        indexes = [models.Index(fields=["batch", "state", "id"], name="batch_progress")]

    def __str__(self) -> str:
        return f"{self.registration_id} of {self.batch_id}"
