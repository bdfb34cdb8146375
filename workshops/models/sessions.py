"""The sessions that proposals become."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models import Organisation, Registration
from events.models import Event, Theme, text
from workshops.models.links import Link
from workshops.models.people import Contributor
from workshops.models.proposals import Access, Proposal


class Session(models.Model):
    """An accepted activity. `code` is its address; `guid` its identity in feeds and imports."""

    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        CANCELLED = "cancelled", _("cancelled")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sessions")
    code = models.CharField(max_length=12)
    guid = models.UUIDField(default=uuid.uuid4)
    source_id = models.CharField(max_length=200, blank=True)
    proposal = models.OneToOneField(
        Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="session"
    )
    # The first of those who hold it; the others are its co-hosts.
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions"
    )
    # Of a meeting that was agreed.
    link = models.OneToOneField(
        Link, null=True, blank=True, on_delete=models.SET_NULL, related_name="session"
    )
    title = text()
    subtitle = models.CharField(max_length=300, blank=True)
    abstract = text()
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions"
    )
    kind = models.CharField(max_length=100, blank=True)
    spoken = models.JSONField(_("languages spoken"), default=list)
    interpreted = models.JSONField(_("interpreted into"), default=list, blank=True)
    size = models.PositiveIntegerField(_("people expected"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("minutes"), default=90)
    access = models.CharField(
        _("access"), max_length=12, choices=Access.choices, default=Access.ANY
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.CONFIRMED)
    changed_at = models.DateTimeField(auto_now=True)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "code"], name="one_session_per_code"),
            models.UniqueConstraint(fields=["event", "guid"], name="one_session_per_guid"),
            models.CheckConstraint(
                condition=Q(state__in=["confirmed", "cancelled"]), name="session_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(access__in=Access.values), name="session_access_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Joined(models.Model):
    """A further proposal that a session holds, by a fusion; its own texts are read there too."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="joined")
    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="held_in")
    position = models.PositiveSmallIntegerField(default=0)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        verbose_name_plural = "joined"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.proposal_id} in {self.session_id}"


class CoHost(models.Model):
    """An organisation that holds a session together with its first.

    With `joined` it came by a fusion, and goes with it.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="co_hosts")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="co_hosted"
    )
    joined = models.ForeignKey(
        Joined, null=True, blank=True, on_delete=models.CASCADE, related_name="co_hosts"
    )
    position = models.PositiveSmallIntegerField(default=0)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "organisation"], name="one_co_host_per_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} at {self.session_id}"


class Part(models.Model):
    """A person named in a session: by her registration, or by name alone (imports, guests)."""

    class Kind(models.TextChoices):
        SPEAKER = "speaker", _("speaker")
        MODERATOR = "moderator", _("moderator")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="parts")
    registration = models.ForeignKey(
        Registration, null=True, blank=True, on_delete=models.SET_NULL, related_name="parts"
    )
    # Whom of the proposal it is, so that her hours and what is corrected there follow.
    contributor = models.ForeignKey(
        Contributor, null=True, blank=True, on_delete=models.SET_NULL, related_name="parts"
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.SPEAKER)
    position = models.PositiveIntegerField(default=0)
    source_id = models.CharField(max_length=200, blank=True)
    # By which fusion she came, if by one; with it she goes.
    joined = models.ForeignKey(
        Joined, null=True, blank=True, on_delete=models.CASCADE, related_name="parts"
    )

    PERSONAL = {
        "registration": Personal("to show her public name at her session", Until.PUBLISHED),
        "name": Personal("to name who speaks", Until.PUBLISHED),
        "contributor": Personal("to know her hours", Until.PUBLISHED),
    }

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(registration__isnull=False) | ~Q(name=""), name="part_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["speaker", "moderator"]), name="part_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def shown_name(self) -> str:
        return (self.registration and self.registration.shown_name) or self.name


class WebLink(models.Model):
    """An address that belongs to a session: slides, a stream, a text."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="web_links")
    title = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=1_000)
    position = models.PositiveIntegerField(default=0)
    source_id = models.CharField(max_length=200, blank=True)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.url
