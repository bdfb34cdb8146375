"""What the keepers of the networks know of an organisation: whom to write to, what was said."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models.organisations import Organisation
from events.models import Event


class Contact(models.Model):
    """Somebody who answers for an organisation. Only keepers and organisers see her.

    `email` is where she is told that she stands here, with a link that takes her out.
    """

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="contacts"
    )
    name = models.CharField(_("name"), max_length=200)
    position = models.CharField(_("what she does there"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    lang = models.CharField(_("writes in"), max_length=35, blank=True)
    since = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "name": Personal("to know whom to ask for", Until.TAKEN_BACK),
        "position": Personal("to know what she answers for", Until.TAKEN_BACK),
        "email": Personal("to write to the organisation", Until.TAKEN_BACK),
        "phone": Personal("to call the organisation", Until.TAKEN_BACK),
        "lang": Personal("to write to her in her language", Until.TAKEN_BACK),
    }

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                name="one_contact_an_address",
                violation_error_message=_("This address stands here already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Remark(models.Model):
    """A note of a keeper on an organisation, which only the team reads."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="remarks")
    body = models.TextField(_("note"), max_length=2_000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "written_by": Personal("to ask her who wrote it", Until.ACCOUNT_ENDS),
    }

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return str(self.uid)


class Intake(models.Model):
    """A table of organisations that was brought in, and what is needed to undo it in one step.

    `lines` are `{"pk": 7}` for a new organisation, `{"pk": 7, "was": {…}, "is": {…}}` by columns
    for a changed one; `topics` and `contacts` what it added of these. All are emptied when it is
    undone.
    """

    class State(models.TextChoices):
        DONE = "done", _("brought in")
        UNDONE = "undone", _("undone")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="intakes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    many = models.PositiveIntegerField(default=0)
    lines = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    contacts = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DONE)

    PERSONAL = {
        "by": Personal("to answer for a table", Until.ACCOUNT_ENDS),
    }

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["done", "undone"]), name="intake_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
