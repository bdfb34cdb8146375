"""Calls: what may be proposed, by whom and until when."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal
from delegates.models import Questionnaire
from events.closing import still
from events.models import Event, Theme, known_zone, text


class ActivityKind(models.Model):
    """What can be held, as an event names it: a workshop, an assembly, an evening of music."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="activity_kinds")
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = text()
    minutes = models.PositiveIntegerField(_("minutes"), default=90)
    position = models.PositiveIntegerField(default=0)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Call(models.Model):
    """One call for proposals of an event.

    It takes proposals while it is open and the event's own switch `call` is, until its deadline
    where it has one. Without kinds or themes of its own it takes all.
    """

    class State(models.TextChoices):
        CLOSED = "closed", _("closed")
        OPEN = "open", _("open")

    class Who(models.TextChoices):
        ANYBODY = "anybody", _("anybody with an account")
        REGISTERED = "registered", _("those who are registered")
        ORGANISATIONS = "organisations", _("registered organisations only")

    class Readers(models.TextChoices):
        EVERYBODY = "everybody", _("everybody, once it is handed in")
        PROPOSERS = "proposers", _("those who propose something too, once it is handed in")
        NOBODY = "nobody", _("only the team, until it is accepted")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="calls")
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    title = text()
    about = text(null=True)
    kinds = models.ManyToManyField(ActivityKind, blank=True, related_name="calls")
    themes = models.ManyToManyField(Theme, blank=True, related_name="calls")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    until = models.DateTimeField(null=True, blank=True)
    # The zone in which its deadline is said and shown; empty for the event's.
    zone = models.CharField(_("time zone"), max_length=64, blank=True, validators=[known_zone])
    # How many proposals one organisation may hand in; empty for any number.
    limit = models.PositiveSmallIntegerField(null=True, blank=True)
    who = models.CharField(max_length=16, choices=Who.choices, default=Who.ANYBODY)
    readers = models.CharField(max_length=12, choices=Readers.choices, default=Readers.PROPOSERS)
    questionnaire = models.OneToOneField(
        Questionnaire, null=True, blank=True, on_delete=models.SET_NULL, related_name="call"
    )
    position = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["closed", "open"]), name="call_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(who__in=["anybody", "registered", "organisations"]),
                name="call_knows_who_may_propose",
            ),
            models.CheckConstraint(
                condition=Q(readers__in=["everybody", "proposers", "nobody"]),
                name="call_readers_are_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def shown_zone(self) -> str:
        """The zone in which its deadline is said."""
        return self.zone or self.event.zone

    @property
    def was_opened(self) -> bool:
        """Whether its page is everybody's: it is open, its time is over, or it was answered."""
        if self.state == self.State.OPEN or not still(self.until):
            return True
        return bool(self.proposals.exclude(state="draft").exists())

    def is_open(self, now: datetime | None = None) -> bool:
        """Whether something may be handed in."""
        is_thrown = self.state == self.State.OPEN and self.event.is_open("call", now)
        return is_thrown and still(self.until, now)
