"""Wishes to change a registration for which no seat is free."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models.organisations import Organisation
from delegates.models.questions import FormVersion
from delegates.models.registrations import Registration
from events.models import Constituency, Event


class Wish(models.Model):
    """Somebody confirmed waits for what she wants to be instead, and keeps her seat meanwhile.

    `changes` maps the names of the answers that are to change to their new values (and
    `companions` to pairs of name and age); the constituency and the organisation stand in their
    own columns. `answers` are those to the event's own form, None where one is emptied. The row
    goes when the wish is fulfilled or over.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for a place")
        OFFERED = "offered", _("a place is offered")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="wish")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    changes = models.JSONField(default=dict, blank=True)
    constituency = models.ForeignKey(
        Constituency, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    form_version = models.ForeignKey(
        FormVersion, null=True, blank=True, on_delete=models.RESTRICT, related_name="+"
    )
    answers = models.JSONField(default=dict, blank=True)
    # The bounded quotas that it needs beyond what she holds, with how many seats of each, as
    # `.3x1.17x2.`
    signature = models.CharField(max_length=400, editable=False)
    queued_at = models.DateTimeField(default=timezone.now, editable=False)
    # How often smaller wishes were met before hers, and how many offers she let lapse.
    passed_over = models.PositiveIntegerField(default=0, editable=False)
    lapses = models.PositiveSmallIntegerField(default=0, editable=False)
    offered_until = models.DateTimeField(null=True, blank=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)

    PERSONAL = {
        "registration": Personal("to know whose wish it is", Until.EVENT_ENDS),
        "changes": Personal("to make the change once a place is free", Until.EVENT_ENDS),
        "constituency": Personal("to be counted for a continent or sector", Until.EVENT_ENDS),
        "organisation": Personal("to know whom she will speak for", Until.EVENT_ENDS),
        "answers": Personal("what the event asks; each question says what for", Until.EVENT_ENDS),
    }

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "offered"]), name="wish_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="offered") ^ Q(offered_until__isnull=True),
                name="wish_offer_has_its_deadline",
            ),
        ]
        indexes = [
            models.Index(fields=["event", "state", "signature", "queued_at"], name="wishes_waiting")
        ]

    def __str__(self) -> str:
        return str(self.uid)
