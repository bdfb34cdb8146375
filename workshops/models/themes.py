"""Where those who work on one theme meet: who facilitates it, and what they say to each other."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from events.models import Event, Theme
from workshops.models.proposals import Proposal


class Facilitator(models.Model):
    """Who brings the proposers of a theme together: she suggests links and decides nothing."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="facilitators")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="facilitates"
    )
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    since = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "person": Personal("to let her bring proposers together", Until.EVENT_ENDS),
        "named_by": Personal("to answer for it", Until.EVENT_ENDS),
    }

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["theme", "person"], name="one_facilitator_once"),
        ]

    def __str__(self) -> str:
        return f"{self.theme_id}"


class ThemeMessage(models.Model):
    """What somebody says to all who propose something in a theme."""

    class State(models.TextChoices):
        SHOWN = "shown", _("shown")
        HIDDEN = "hidden", _("hidden")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="messages")
    # For which proposal she speaks; none for those who facilitate.
    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    words = models.TextField(max_length=2_000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=6, choices=State.choices, default=State.SHOWN)
    at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "words": Personal("to let proposers of a theme talk", Until.EVENT_ENDS),
        "written_by": Personal("to let her take it back", Until.EVENT_ENDS),
    }

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["shown", "hidden"]), name="theme_message_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Conversation(models.Model):
    """What those behind two proposals write to each other; nobody else reads it."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="conversations")
    # In the order of their keys, so that there is one row for the two, whoever began.
    one = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="+")
    last_at = models.DateTimeField()

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        ordering = ["-last_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="one_conversation_per_pair"),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")), name="conversation_of_two_in_their_order"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Message(models.Model):
    """One message of a conversation, from the side of one of its two proposals."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="messages"
    )
    side = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(max_length=4_000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "words": Personal("to let proposers talk", Until.EVENT_ENDS),
        "written_by": Personal("to keep away whom somebody blocked", Until.EVENT_ENDS),
    }

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)
