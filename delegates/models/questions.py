"""Forms of an event in their versions, and what is answered in them beside the registration."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from events.models import Event


class Questionnaire(models.Model):
    """A form of an event through all its versions; `draft` is what organisers work on."""

    class Use(models.TextChoices):
        REGISTRATION = "registration", _("registration")
        FOLLOW_UP = "follow_up", _("for those who are registered")
        CALL = "call", _("for a call for proposals")

    class Replies(models.TextChoices):
        ONE = "one", _("one answer a person")
        SEVERAL = "several", _("as many answers as one likes")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="questionnaires")
    use = models.CharField(max_length=12, choices=Use.choices)
    replies = models.CharField(max_length=8, choices=Replies.choices, default=Replies.ONE)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    draft = models.JSONField()
    # The ids of questions whose answers were purged: shown as closed in every version.
    purged = models.JSONField(default=list, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(use="registration"),
                name="one_registration_form_per_event",
            ),
            models.CheckConstraint(
                condition=Q(use__in=["registration", "follow_up", "call"]),
                name="questionnaire_use_is_known",
            ),
            models.CheckConstraint(
                condition=Q(replies__in=["one", "several"]), name="questionnaire_replies_are_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "closed"]), name="questionnaire_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class FormVersion(models.Model):
    """A published form, never written again."""

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField()
    document = models.JSONField()
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    PERSONAL = {
        "published_by": Personal("to know who changed what is asked", Until.ACCOUNT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"], name="one_form_version_per_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire_id}/{self.number}"


class Reply(models.Model):
    """What somebody who is registered answers in a follow-up form."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.CASCADE, related_name="reply_rows"
    )
    registration = models.ForeignKey(
        "delegates.Registration", on_delete=models.CASCADE, related_name="replies"
    )
    number = models.PositiveIntegerField(default=1)
    version = models.ForeignKey(FormVersion, on_delete=models.RESTRICT, related_name="replies")
    answers = models.JSONField(default=dict)
    sent_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    PERSONAL = {
        "registration": Personal("to know whose answers they are", Until.EVENT_ENDS),
        "answers": Personal("what the event asks; each question says what for", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "registration", "number"], name="one_reply_per_number"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Unsent(models.Model):
    """What somebody typed into a form and has not sent yet, to come back to from any device."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="unsent"
    )
    # `registration`, `change`, or the id of a follow-up form.
    place = models.CharField(max_length=40)
    typed = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)
    until = models.DateTimeField(db_index=True)

    PERSONAL = {
        "person": Personal("to give her back what she typed", Until.UNSENT),
        "typed": Personal("so that nothing typed is lost", Until.UNSENT),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person", "place"], name="one_unsent_form_per_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}/{self.place}"


class CountryName(models.Model):
    """How an event calls a country or territory, in one language: a name of its own each."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="country_names")
    code = models.CharField(max_length=2)
    lang = models.CharField(max_length=35)
    name = models.CharField(max_length=100)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "code", "lang"], name="one_name_per_country_and_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.lang}"
