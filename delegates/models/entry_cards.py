"""How people without e-mail log in: by a card; and a desk's mail to those who have one."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models.registrations import Registration
from events.models import Event


class EntryCard(models.Model):
    """A card with which somebody without an address logs in until the event is over.

    Of its code only a digest is stored, keyed by the server's secret (delegates/entry.py).
    """

    class State(models.TextChoices):
        VALID = "valid", _("valid")
        ENDED = "ended", _("ended")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="entry_cards")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="entry_cards"
    )
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.VALID)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "person": Personal("to let her in without an e-mail address", Until.EVENT_ENDS),
        "made_by": Personal("to tell her who gave her the card", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="valid"),
                name="one_valid_entry_card_per_person",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["valid", "ended"]), name="entry_card_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class TakeOver(models.Model):
    """A link in a mail by which somebody whom a desk registered takes her registration over.

    Only the hash of its token is stored; the row goes when the link was used.
    """

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="take_over"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    address = models.EmailField()
    made_at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "address": Personal("to give her registration to whoever reads it", Until.EVENT_ENDS),
    }

    def __str__(self) -> str:
        return str(self.pk)
