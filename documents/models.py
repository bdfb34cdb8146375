"""Shared documents: what is written together, as a log of updates with checkpoints."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from events.models import Event, text
from workshops.models import Session


class Document(models.Model):
    """One text in one language. Its row is the lock under which `seq` moves on.

    `size` is what loading reads: the bytes of the last checkpoint and of the updates after it.
    """

    class Readers(models.TextChoices):
        PUBLIC = "public", _("everyone")
        REGISTERED = "registered", _("those who are registered")
        TEAM = "team", _("the team")

    class Writers(models.TextChoices):
        REGISTERED = "registered", _("those who are registered")
        HOLDERS = "holders", _("those who hold the session, and the team")
        TEAM = "team", _("the team")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="documents")
    session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="documents"
    )
    title = text()
    language = models.CharField(_("language"), max_length=35)
    readers = models.CharField(
        _("who may read"), max_length=12, choices=Readers.choices, default=Readers.PUBLIC
    )
    writers = models.CharField(
        _("who may write"), max_length=12, choices=Writers.choices, default=Writers.TEAM
    )
    seq = models.PositiveBigIntegerField(default=0, editable=False)
    size = models.PositiveBigIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "created_by": Personal("to ask back about a document", Until.PUBLISHED),
    }

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(readers__in=["public", "registered", "team"]),
                name="document_readers_are_known",
            ),
            models.CheckConstraint(
                condition=Q(writers__in=["registered", "holders", "team"]),
                name="document_writers_are_known",
            ),
        ]
        indexes = [models.Index(fields=["event", "-changed_at", "-id"], name="document_list")]

    def __str__(self) -> str:
        return str(self.uid)


class Update(models.Model):
    """One change as Yjs writes it, at its place in the document's log."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="updates")
    seq = models.PositiveBigIntegerField()
    data = models.BinaryField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "author": Personal("to know who wrote which words", Until.PUBLISHED),
        "data": Personal("what is written together is read by others", Until.PUBLISHED),
    }

    class Meta:
        ordering = ["document", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "seq"], name="a_place_in_a_document_holds_one_update"
            ),
            models.CheckConstraint(condition=Q(seq__gt=0), name="a_document_begins_with_one"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}:{self.seq}"


class Checkpoint(models.Model):
    """The whole document after its update `seq`, so that loading need not begin at the first."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="checkpoint")
    seq = models.PositiveBigIntegerField()
    state = models.BinaryField()

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "state": Personal("what is written together is read by others", Until.PUBLISHED),
    }

    def __str__(self) -> str:
        return f"{self.document_id} up to {self.seq}"
