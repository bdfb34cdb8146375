"""Who stands behind a proposal: organisations that hold it together, and people with hours."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models import Organisation, Registration
from workshops.models.proposals import Proposal


class Host(models.Model):
    """An organisation that holds a proposal together with the one that proposed it.

    It is asked by a link, of which only the hash is kept; whoever confirms it (`person`) may
    write on the proposal from then on.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        CONFIRMED = "confirmed", _("takes part")
        DECLINED = "declined", _("declined")
        LEFT = "left", _("no longer takes part")

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="hosts")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="hosted")
    state = models.CharField(max_length=9, choices=State.choices, default=State.ASKED)
    email = models.EmailField(_("e-mail"), blank=True)
    # Empty once it is answered.
    token_hash = models.CharField(max_length=64, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="hosts"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    PERSONAL = {
        "email": Personal("to ask whether the organisation takes part", Until.EVENT_ENDS),
        "token_hash": Personal("to answer by a link", Until.EVENT_ENDS),
        "person": Personal("to let her write on the proposal", Until.EVENT_ENDS),
        "asked_by": Personal("to answer for an invitation", Until.EVENT_ENDS),
    }

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "organisation"], name="one_host_per_organisation"
            ),
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="one_host_per_link"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "confirmed", "declined", "left"]),
                name="host_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} at {self.proposal_id}"


class Contributor(models.Model):
    """Somebody named in a proposal: by her registration, or by name alone."""

    class Kind(models.TextChoices):
        SPEAKER = "speaker", _("speaker")
        MODERATOR = "moderator", _("moderator")

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="contributors")
    registration = models.ForeignKey(
        Registration, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributes"
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.SPEAKER)
    languages = models.JSONField(_("languages that she speaks there"), default=list, blank=True)
    position = models.PositiveIntegerField(default=0)

    PERSONAL = {
        "registration": Personal("to show her public name at the activity", Until.PUBLISHED),
        "name": Personal("to name who speaks", Until.PUBLISHED),
        "languages": Personal("to plan interpretation", Until.EVENT_ENDS),
    }

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(registration__isnull=False) | ~Q(name=""),
                name="contributor_has_a_name",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["speaker", "moderator"]), name="contributor_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def shown_name(self) -> str:
        return (self.registration and self.registration.shown_name) or self.name


class Hours(models.Model):
    """A stretch of time (UTC) in which somebody named in a proposal can be there."""

    contributor = models.ForeignKey(Contributor, on_delete=models.CASCADE, related_name="hours")
    begins = models.DateTimeField()
    ends = models.DateTimeField()

    PERSONAL = {
        "begins": Personal("to place her session when she is there", Until.EVENT_ENDS),
        "ends": Personal("to place her session when she is there", Until.EVENT_ENDS),
    }

    class Meta:
        ordering = ["begins"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="hours_end_later"),
        ]

    def __str__(self) -> str:
        return f"{self.begins:%d %H:%M} to {self.ends:%d %H:%M}"


class Need(models.Model):
    """What an activity needs beyond a room; sign language and captions are for a named person."""

    class Kind(models.TextChoices):
        PROJECTOR = "projector", _("a projector")
        SOUND = "sound", _("microphones and loudspeakers")
        BOOTH = "booth", _("a booth for interpreters")
        STREAM = "stream", _("a line for people far away")
        SIGN_LANGUAGE = "sign_language", _("sign language")
        CAPTIONS = "captions", _("captions")

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="need_rows")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    # Of sign language and captions: which.
    lang = models.CharField(max_length=35, blank=True)
    asked_for = models.CharField(_("who needs it"), max_length=200, blank=True)

    PERSONAL = {
        "asked_for": Personal("to make sure that she can follow", Until.EVENT_ENDS),
    }

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "kind", "lang", "asked_for"], name="one_need_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        *("projector", "sound", "booth", "stream"),
                        *("sign_language", "captions"),
                    ]
                ),
                name="need_kind_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["sign_language", "captions"])
                | (~Q(asked_for="") & ~Q(lang="")),
                name="need_of_a_named_person",
            ),
        ]

    def __str__(self) -> str:
        return self.kind
