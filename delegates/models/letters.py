"""Visa letters: who invites, in which words, and each letter with what it says, encrypted."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models.registrations import Registration
from events.models import Event, text


class LetterHead(models.Model):
    """Who invites people to an event, and how its letters are made. Also counts their numbers."""

    class Way(models.TextChoices):
        AT_ONCE = "at_once", _("as soon as a person has confirmed it")
        BY_DESK = "by_desk", _("after the letters desk has looked at it")

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="letter_head")
    destination = models.CharField(max_length=12, blank=True)
    way = models.CharField(_("a letter is made"), max_length=8, choices=Way.choices)
    host = models.CharField(_("legal name of the organiser"), max_length=200)
    host_address = models.CharField(_("address"), max_length=300)
    host_phone = models.CharField(_("telephone that is answered"), max_length=40)
    host_id = models.CharField(_("identity or register number"), max_length=60, blank=True)
    signer = models.CharField(_("who signs"), max_length=120)
    signer_position = models.CharField(_("position"), max_length=120, blank=True)
    event_code = models.CharField(_("special event code"), max_length=40, blank=True)
    latest_days = models.PositiveSmallIntegerField(null=True, blank=True)
    decide_days = models.PositiveSmallIntegerField(null=True, blank=True)
    last_number = models.PositiveIntegerField(default=0, editable=False)

    PERSONAL = {
        "signer": Personal("to sign the letters", Until.EVENT_ENDS),
        "signer_position": Personal("to sign the letters", Until.EVENT_ENDS),
        "host_address": Personal("so that a consulate knows who invites", Until.EVENT_ENDS),
        "host_phone": Personal("so that a consulate can ask back", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(way__in=["at_once", "by_desk"]), name="letter_head_way_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.host


class LetterWords(models.Model):
    """An organiser's own words instead of the common ones; for one destination, or all."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="letter_words")
    destination = models.CharField(max_length=12, blank=True)
    words = text()

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        verbose_name_plural = "letter words"
        constraints = [
            models.UniqueConstraint(
                fields=["event", "destination"], name="one_wording_per_destination"
            ),
        ]

    def __str__(self) -> str:
        return self.destination or "every destination"


class Letter(models.Model):
    """A person's visa letter: written, confirmed by her, issued, revoked.

    `sealed` holds her answers and `pdf` the letter, both encrypted with the event's key
    (files/papers.py). After the event their place is empty, and number, day and hash stay.
    """

    class State(models.TextChoices):
        WRITTEN = "written", _("to be confirmed by the person")
        CONFIRMED = "confirmed", _("asked for")
        ISSUED = "issued", _("issued")
        REVOKED = "revoked", _("revoked")

    class Outcome(models.TextChoices):
        UNKNOWN = "unknown", _("not told")
        APPLIED = "applied", _("applied for")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        NO_ANSWER = "no_answer", _("no answer")

    class Ground(models.TextChoices):
        UNTOLD = "", _("not told")
        PURPOSE = "purpose", _("purpose of the journey not believed")
        RETURN = "return", _("return not believed")
        MEANS = "means", _("means of living")
        PAPERS = "papers", _("papers missing or not accepted")
        APPOINTMENT = "appointment", _("no appointment in time")
        OTHER = "other", _("something else")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="letters")
    registration = models.ForeignKey(
        Registration, null=True, on_delete=models.SET_NULL, related_name="letters"
    )
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaced_by"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WRITTEN)
    destination = models.CharField(max_length=12)
    lang = models.CharField(max_length=35)
    number = models.PositiveIntegerField(null=True, blank=True)
    sealed = models.BinaryField(default=bytes)
    pdf = models.BinaryField(default=bytes)
    code_hash = models.CharField(max_length=64, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    written_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.UNKNOWN)
    ground = models.CharField(max_length=12, choices=Ground.choices, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    # When she was asked, after the event, how it went.
    asked_at = models.DateTimeField(null=True, blank=True)

    PERSONAL = {
        "registration": Personal("to know whose letter it is", Until.EVENT_ENDS),
        "sealed": Personal("to write the letter; encrypted", Until.EVENT_ENDS),
        "pdf": Personal("to hand the letter over; encrypted", Until.EVENT_ENDS),
        "outcome": Personal("to count who was let in", Until.EVENT_ENDS),
        "ground": Personal("to count why people were not let in", Until.EVENT_ENDS),
        "lang": Personal("to write the letter in her language", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="one_letter_per_number"),
            models.UniqueConstraint(
                fields=["code_hash"], condition=~Q(code_hash=""), name="one_letter_per_code"
            ),
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(state__in=["written", "confirmed"]),
                name="one_letter_in_the_making",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["written", "confirmed", "revoked"])
                | Q(state="issued", number__isnull=False, issued_at__isnull=False)
                & ~Q(code_hash=""),
                name="an_issued_letter_has_number_code_and_day",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["unknown", "applied", "granted", "refused", "no_answer"]),
                name="letter_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=Q(ground="") | Q(outcome="refused"), name="only_a_refusal_has_a_ground"
            ),
        ]
        indexes = [models.Index(fields=["event", "state", "id"], name="letter_list")]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def shown_number(self) -> str:
        """As it stands on the letter: `QUEBEC-2001-0042`."""
        return f"{self.event.slug.upper()}-{self.number:04d}" if self.number else ""


class PapersReceipt(models.Model):
    """That an event's papers are gone: when, how many, and the counts that may stay."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="papers_receipt")
    at = models.DateTimeField(auto_now_add=True)
    letters = models.PositiveIntegerField()
    counts = models.JSONField(default=list)
    checked = models.JSONField(default=list)

    PERSONAL: dict[str, Personal] = {}

    def __str__(self) -> str:
        return f"{self.letters} letters of {self.event_id}"
