"""Proposals: what is handed in."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models import FormVersion, Organisation
from events.models import Event, Theme, text
from workshops.models.calls import ActivityKind, Call


class Access(models.TextChoices):
    """What a room must offer."""

    ANY = "any", _("any room")
    STEP_FREE = "step_free", _("a room without steps")


class Proposal(models.Model):
    """What is handed in: an activity that its organisers will hold themselves."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("handed in")
        # Good enough, and without a room so far.
        WAITING = "waiting", _("on the waiting list")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Presence(models.TextChoices):
        ON_SITE = "on_site", _("on site")
        HYBRID = "hybrid", _("on site and far away")
        REMOTE = "remote", _("far away only")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="proposals")
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="proposals")
    kind = models.ForeignKey(
        ActivityKind, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    title = text()
    abstract = text()
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    spoken = models.JSONField(_("languages spoken"), default=list)
    wished = models.JSONField(_("languages of the audience wished"), default=list, blank=True)
    size = models.PositiveIntegerField(_("people expected"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("minutes"), default=90)
    access = models.CharField(
        _("access"), max_length=12, choices=Access.choices, default=Access.ANY
    )
    needs = models.TextField(_("needs"), max_length=2_000, blank=True)
    presence = models.CharField(
        _("where people take part"),
        max_length=8,
        choices=Presence.choices,
        default=Presence.ON_SITE,
    )
    # The call's own questions, as `delegates.questions.answers` keeps them.
    answers = models.JSONField(default=dict, blank=True)
    form_version = models.ForeignKey(
        FormVersion, null=True, blank=True, on_delete=models.RESTRICT, related_name="proposals"
    )
    # What was typed and is not in the columns yet, field by field; see workshops/actions/typing.py.
    typed = models.JSONField(default=dict, blank=True)
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    typed_at = models.DateTimeField(null=True)
    # Counts what was saved, so that two devices do not overwrite each other unseen.
    revision = models.PositiveIntegerField(default=0)
    # In the address by which others read a draft; empty while it is not shown by link.
    share_key = models.CharField(max_length=32, blank=True)
    # Who entered it at a desk for those who propose it, and why.
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    entry_note = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    reason = models.TextField(max_length=2_000, blank=True)
    search = models.CharField(max_length=4_000, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    # When it first was no draft any more.
    handed_in_at = models.DateTimeField(null=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    PERSONAL = {
        "proposer": Personal("to write to those who proposed", Until.EVENT_ENDS),
        "needs": Personal("to find a fitting room", Until.EVENT_ENDS),
        "answers": Personal("what the call asks; each question says what for", Until.EVENT_ENDS),
        "typed": Personal("so that nothing typed is lost", Until.EVENT_ENDS),
        "typed_by": Personal("to know whose words they are", Until.EVENT_ENDS),
        "entered_by": Personal("to answer for a late entry", Until.EVENT_ENDS),
        "entry_note": Personal("to know why it came late", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        *("draft", "submitted", "waiting"),
                        *("accepted", "declined", "withdrawn"),
                    ]
                ),
                name="proposal_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(access__in=Access.values), name="proposal_access_is_known"
            ),
            models.CheckConstraint(
                condition=Q(presence__in=["on_site", "hybrid", "remote"]),
                name="proposal_presence_is_known",
            ),
        ]
        indexes = [models.Index(fields=["event", "state", "id"], name="proposal_list")]

    def __str__(self) -> str:
        return str(self.uid)
