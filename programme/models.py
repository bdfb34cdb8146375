"""The draft programme, its releases, and what people choose from it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from events.models import Event, Room, text
from workshops.models import Session


class Slot(models.Model):
    """A stretch of time of the event."""

    class Kind(models.TextChoices):
        SESSIONS = "sessions", _("sessions")
        PLENARY = "plenary", _("plenary")
        BREAK = "break", _("break")
        # Hours kept free for meetings that nobody planned before.
        ENCOUNTERS = "encounters", _("new encounters")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="slots")
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.SESSIONS)
    begins = models.DateTimeField(_("begins"))
    ends = models.DateTimeField(_("ends"))

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        ordering = ["begins", "ends"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")),
                name="slot_ends_after_it_begins",
                violation_error_message=_("A slot must end after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["sessions", "plenary", "break", "encounters"]),
                name="slot_kind_is_known",
            ),
            models.UniqueConstraint(
                fields=["event", "begins", "ends"],
                name="one_slot_per_stretch",
                violation_error_message=_("This slot exists already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.begins:%Y-%m-%d %H:%M}"


class Placement(models.Model):
    """Where and when a session stands in the draft programme. `version` counts its moves."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="placement")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="placements")
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")), name="placement_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} at {self.begins:%Y-%m-%d %H:%M}"


class Release(models.Model):
    """A published version of the programme. Its artefacts are written while it is `writing`.

    `done` is the percentage written, `file` the pack that holds them,
    `assets` the build of the front end that they name.
    """

    class State(models.TextChoices):
        WRITING = "writing", _("being written")
        CURRENT = "current", _("current")
        PAST = "past", _("past")
        FAILED = "failed", _("failed")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="releases")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WRITING)
    note = text(null=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    released_at = models.DateTimeField(auto_now_add=True)
    written_at = models.DateTimeField(null=True)
    done = models.PositiveSmallIntegerField(default=0)
    file = models.CharField(max_length=80, blank=True)
    assets = models.CharField(max_length=64, blank=True)

    PERSONAL = {
        "released_by": Personal("to answer for a release", Until.EVENT_ENDS),
    }

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="one_release_per_number"),
            models.UniqueConstraint(
                fields=["event"], condition=Q(state="current"), name="one_current_release"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["writing", "current", "past", "failed"]),
                name="release_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"release {self.number}"


class ReleasedPlacement(models.Model):
    """A placement as a release froze it.

    `digest` is the hash of all that a reader sees of it; `sequence` and `changed_at` move only
    with it (RFC 5545 §3.8.7.4). Names are not kept here: they are put in when artefacts are
    written, as is `search`, the folded words by which a session is found.
    """

    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        CANCELLED = "cancelled", _("cancelled")

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="placements")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="released")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.CONFIRMED)
    digest = models.CharField(max_length=64)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    search = models.TextField(blank=True)

    PERSONAL = {
        "search": Personal("to find a session by who speaks", Until.PUBLISHED),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "session"], name="one_place_per_session_and_release"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["confirmed", "cancelled"]),
                name="released_state_is_known",
            ),
        ]
        indexes = [models.Index(fields=["release", "begins"], name="released_by_time")]

    def __str__(self) -> str:
        return f"{self.session_id} in {self.release_id}"


class Star(models.Model):
    """A session that a person chose for her agenda."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="stars"
    )
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="stars")
    at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "person": Personal(
            "to keep her agenda and to keep popular sessions apart", Until.EVENT_ENDS
        ),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "session"], name="one_star_per_session"),
        ]

    def __str__(self) -> str:
        return str(self.session_id)


class CalendarAddress(models.Model):
    """The private address of a person's agenda; it opens nothing else and can be renewed."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_addresses"
    )
    token = models.CharField(max_length=43, unique=True)
    made_at = models.DateTimeField(auto_now=True)

    PERSONAL = {
        "person": Personal("to write her agenda", Until.EVENT_ENDS),
        "token": Personal("to let her calendar program read it", Until.EVENT_ENDS),
    }

    class Meta:
        verbose_name_plural = "calendar addresses"
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person"], name="one_calendar_address_per_event"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Running(models.Model):
    """How a session goes on the day itself, whatever the programme said."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        SOON = "soon", _("begins soon")
        LIVE = "live", _("now")
        LATE = "late", _("late")
        MOVED = "moved", _("moved")
        ENDED = "ended", _("ended")

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="running")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    late_minutes = models.PositiveSmallIntegerField(default=0)
    room = models.ForeignKey(
        Room, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        verbose_name_plural = "running"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["planned", "soon", "live", "late", "moved", "ended"]),
                name="running_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="moved") | Q(room__isnull=False),
                name="moved_session_has_a_room",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.state}"
