"""The person who logs in, and the record of who read and changed what."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until

# The end of log-in names that are no address: no mail ever leaves for it (RFC 2606).
NOWHERE = "mailbox.invalid"


@dataclass(frozen=True)
class ByCard:
    """The card that opened a session, and the id of the event whose card it is."""

    uid: str
    event: int


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A person with this address; without `password` she logs in by code or passkey."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """One account. How a person is named at an event stands in her registration."""

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        SUSPENDED = "suspended", _("suspended")

    class Standing(models.TextChoices):
        PERSON = "person", _("person")
        OPERATOR = "operator", _("operator of this server")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    # Where her mail goes if she shares a mailbox whose address is another account's.
    mailbox = models.EmailField(blank=True, db_index=True, editable=False)
    called = models.CharField(_("how to call you"), max_length=100, blank=True)
    languages = models.JSONField(_("languages you read, best first"), default=list, blank=True)
    zone = models.CharField(_("time zone"), max_length=64, blank=True)
    quiet_from = models.TimeField(_("no mail from"), null=True, blank=True)
    quiet_until = models.TimeField(_("until"), null=True, blank=True)
    # A cache of her unread notices: every page shows it, and reads her row anyway.
    unread = models.PositiveIntegerField(default=0, editable=False)
    state = models.CharField(max_length=12, choices=State.choices, default=State.ACTIVE)
    standing = models.CharField(max_length=12, choices=Standing.choices, default=Standing.PERSON)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = PersonManager()

    # Set where a card opened the session: she then has no power beyond her own pages.
    by_card: ByCard | None = None

    PERSONAL = {
        "email": Personal("to log in and to receive mail", Until.ACCOUNT_ENDS),
        "mailbox": Personal("to log in and to receive mail", Until.ACCOUNT_ENDS),
        "called": Personal("to greet", Until.ACCOUNT_ENDS),
        "languages": Personal("to show texts in a language that she reads", Until.ACCOUNT_ENDS),
        "zone": Personal("to show hours as she lives them", Until.ACCOUNT_ENDS),
        "quiet_from": Personal("to let her sleep", Until.ACCOUNT_ENDS),
        "quiet_until": Personal("to let her sleep", Until.ACCOUNT_ENDS),
        "last_login": Personal("to see that nobody else logged in", Until.ACCOUNT_ENDS),
        "password": Personal("to log in", Until.ACCOUNT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_address"),
            models.CheckConstraint(
                condition=models.Q(state__in=["active", "suspended"]), name="person_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(standing__in=["person", "operator"]),
                name="person_standing_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.called or (self.address if self.has_address else str(_("somebody")))

    @property
    def known_as(self) -> str:
        """How others read of her: never by her address."""
        return self.called or str(_("somebody"))

    @property
    def address(self) -> str:
        """Where mail reaches her."""
        return self.mailbox or self.email

    @property
    def has_address(self) -> bool:
        return not self.address.endswith(f"@{NOWHERE}")

    def get_session_auth_hash(self) -> str:
        """Names the card that opened the session, so that it ends with that card."""
        return super().get_session_auth_hash() + self._card_in_hash

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for each in super().get_session_auth_fallback_hash():
            yield each + self._card_in_hash

    @property
    def _card_in_hash(self) -> str:
        return f".{self.by_card.uid}" if self.by_card else ""

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Django's name for it: a suspended account cannot log in and its sessions end."""
        return self.state == self.State.ACTIVE

    @property
    def is_operator(self) -> bool:
        return self.standing == self.Standing.OPERATOR

    def clean(self) -> None:
        if not isinstance(self.languages, list):
            raise ValidationError({"languages": _("Choose languages from the list.")})


class Record(models.Model):
    """Who did what to which object: ids and names of fields, never values."""

    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    did = models.CharField(max_length=80)
    object = models.CharField(max_length=120)
    fields = models.JSONField(default=list)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    PERSONAL = {
        "person": Personal("to answer for a change", Until.ACCOUNT_ENDS),
    }

    class Meta:
        indexes = [models.Index(fields=["object", "id"], name="record_of_an_object")]

    def __str__(self) -> str:
        return f"{self.did} {self.object}"


class ErasureCount(models.Model):
    """How many people were erased, in one row: see accounts/erasures.py."""

    number = models.PositiveBigIntegerField(default=0)

    PERSONAL: ClassVar[dict[str, Personal]] = {}

    def __str__(self) -> str:
        return str(self.number)


class Mail(models.Model):
    """One mail to one person, kept until it is sent; then only that it was."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        BOUNCED = "bounced", _("came back")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    # Whose it is: several people may share the address.
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="mails")
    address = models.EmailField()
    lang = models.CharField(max_length=35)
    template = models.CharField(max_length=120)
    subject = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    attachments = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    written_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True, db_index=True)
    # Why it came back, such as `5.1.1` (RFC 3463).
    status = models.CharField(max_length=12, blank=True)

    PERSONAL = {
        "person": Personal("to show her what we wrote to her", Until.SENT),
        "address": Personal("to send the mail", Until.SENT),
        "subject": Personal("to send the mail", Until.SENT),
        "body": Personal("to send the mail; emptied when it is sent", Until.SENT),
        "attachments": Personal("to send the mail; emptied when it is sent", Until.SENT),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="waiting")
                | models.Q(state__in=["sent", "bounced"], body=""),
                name="a_sent_mail_is_emptied",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.uid}"


class Notice(models.Model):
    """Something that a person is told: it stands in her inbox, and goes by mail and to her
    browsers as she wishes.

    `values` are put into the words of its kind (accounts/ports.py); a value that is a map of
    languages is read in hers.
    """

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    # Tells the same thing once: a task may run twice.
    key = models.CharField(max_length=120, blank=True)
    values = models.JSONField(default=dict, blank=True)
    address = models.CharField(max_length=300)
    made_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    # When its mail is due; empty where she wants none, or it went.
    mail_at = models.DateTimeField(null=True, db_index=True)
    # The same of what her browsers show.
    push_at = models.DateTimeField(null=True, db_index=True)

    PERSONAL = {
        "person": Personal("to tell her what follows", Until.ACCOUNT_ENDS),
        "values": Personal("to tell her what follows", Until.ACCOUNT_ENDS),
        "address": Personal("to lead her there", Until.ACCOUNT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "key"],
                condition=~models.Q(key=""),
                name="the_same_is_told_once",
            ),
        ]
        indexes = [models.Index(fields=["person", "-id"], name="inbox")]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class NoticeWish(models.Model):
    """How a person wants to hear of one kind of notice, where it is not the usual way."""

    class Way(models.TextChoices):
        AT_ONCE = "at_once", _("a mail at once")
        DAILY = "daily", _("in one mail a day")
        INBOX = "inbox", _("only here")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notice_wishes")
    kind = models.CharField(max_length=60)
    way = models.CharField(max_length=8, choices=Way.choices)
    # Whether the browsers in which she asked for it show it too.
    push = models.BooleanField(default=False)

    PERSONAL = {
        "person": Personal("to write to her as she wishes", Until.ACCOUNT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="one_wish_per_kind"),
            models.CheckConstraint(
                condition=models.Q(way__in=["at_once", "daily", "inbox"]),
                name="notice_way_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.way}"


class Browser(models.Model):
    """A browser of hers that shows her notices while no page is open (RFC 8030)."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="browsers")
    # At the push service of the browser's maker, who cannot read what passes.
    endpoint = models.CharField(max_length=1000, unique=True)
    # What a message is encrypted with, in URL-safe base64 (RFC 8291 §2): 65 and 16 bytes.
    key = models.CharField(max_length=100)
    secret = models.CharField(max_length=30)
    made_at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "person": Personal("to tell her what follows where she asked for it", Until.TAKEN_BACK),
        "endpoint": Personal("to reach her browser", Until.TAKEN_BACK),
        "key": Personal("to let her browser alone read it", Until.TAKEN_BACK),
        "secret": Personal("to let her browser alone read it", Until.TAKEN_BACK),
    }

    def __str__(self) -> str:
        return f"browser {self.uid}"
