"""Series, events, what an event is divided into, and who runs it."""

import uuid
import zoneinfo
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from events.addresses import RESERVED
from languages import tags
from languages.models import Space, Text


def text(**options: Any) -> Any:
    """A column that holds a text: its source and its translations live in the languages app."""
    return models.ForeignKey(Text, on_delete=models.PROTECT, related_name="+", **options)


def own_space() -> Any:
    """The column of the space in which the row's texts are translated."""
    return models.OneToOneField(Space, on_delete=models.PROTECT, related_name="+")


def known_zone(name: str) -> None:
    """Raises ValidationError unless `name` is an IANA time zone."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("“%(zone)s” is not a time zone."), params={"zone": name})


def free_address(slug: str) -> None:
    if slug in RESERVED:
        raise ValidationError(_("This address is taken by the server itself."))


class Series(models.Model):
    """Editions of a meeting in a row, and what outlives each of them."""

    slug = models.SlugField(_("address"), unique=True, validators=[free_address])
    space = own_space()
    name = text()
    created_at = models.DateTimeField(auto_now_add=True)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.slug


class Event(models.Model):
    """One edition of a meeting."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("meeting")
        STANDING = "standing", _("standing body")

    class Switch(models.TextChoices):
        CLOSED = "closed", _("closed")
        OPEN = "open", _("open")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("address"), unique=True, validators=[free_address])
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.PROTECT, related_name="events"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.MEETING)
    space = own_space()
    name = text()
    about = text(null=True)
    # What stands on every page in an emergency.
    alert = text(null=True)
    alerted_at = models.DateTimeField(null=True, blank=True)
    begins = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))
    zone = models.CharField(_("time zone"), max_length=64, validators=[known_zone])
    place = models.CharField(_("place"), max_length=120, blank=True)
    country = models.CharField(_("country or territory"), max_length=2, blank=True)
    languages = models.JSONField(_("languages"), default=list)
    registration = models.CharField(max_length=8, choices=Switch.choices, default=Switch.CLOSED)
    call = models.CharField(max_length=8, choices=Switch.choices, default=Switch.CLOSED)
    # When it closes by itself; empty where an organiser closes it by hand. Each call has its own.
    registration_until = models.DateTimeField(null=True, blank=True)
    programme = models.CharField(max_length=8, choices=Switch.choices, default=Switch.CLOSED)
    created_at = models.DateTimeField(auto_now_add=True)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("begins")),
                name="event_ends_after_it_begins",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(registration__in=["open", "closed"])
                & Q(call__in=["open", "closed"])
                & Q(programme__in=["open", "closed"]),
                name="event_switches_are_open_or_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def tz(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.zone)

    @property
    def lang(self) -> str:
        """The language in which the event speaks first."""
        return self.written_languages[0]

    @property
    def written_languages(self) -> list[str]:
        """Those of its languages in which people write: no sign languages."""
        return tags.written_only(self.languages)

    @property
    def days(self) -> list[date]:
        return [self.begins + timedelta(days=n) for n in range((self.ends - self.begins).days + 1)]

    def is_open(self, switch: str, now: datetime | None = None) -> bool:
        """Whether `registration`, `call` or `programme` is open, and its deadline to come."""
        until = self.closes(switch)
        over = until is not None and until <= (now or timezone.now())
        return bool(getattr(self, switch) == self.Switch.OPEN) and not over

    def closes(self, switch: str) -> datetime | None:
        """The deadline of `registration`; None where there is none."""
        until: datetime | None = getattr(self, f"{switch}_until", None)
        return until


class Theme(models.Model):
    """A track of the programme. `colour` is a place (1 to 9) in the palette of themes."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="themes")
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = text()
    colour = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveIntegerField(default=0)
    source_id = models.CharField(max_length=200, blank=True)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Constituency(models.Model):
    """A continent or sector for which one is counted; `countries` are ISO codes it takes in."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="constituencies")
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = text()
    countries = models.JSONField(default=list, blank=True)
    position = models.PositiveIntegerField(default=0)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "constituencies"

    def __str__(self) -> str:
        return str(self.pk)


class Venue(models.Model):
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="venues")
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = text()
    address = models.CharField(_("address"), max_length=300, blank=True)
    position = models.PositiveIntegerField(default=0)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Room(models.Model):
    """A room: seats, access, and the hours (of the event's zone) between which it is open."""

    class Access(models.TextChoices):
        STEP_FREE = "step_free", _("step-free")
        STEPS = "steps", _("only by steps")
        UNKNOWN = "unknown", _("not known")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="rooms")
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    venue = models.ForeignKey(
        Venue, null=True, blank=True, on_delete=models.SET_NULL, related_name="rooms"
    )
    name = text()
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    access = models.CharField(
        _("access"), max_length=12, choices=Access.choices, default=Access.UNKNOWN
    )
    opens = models.TimeField(_("opens at"), null=True, blank=True)
    closes = models.TimeField(_("closes at"), null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    source_id = models.CharField(max_length=200, blank=True)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(access__in=["step_free", "steps", "unknown"]),
                name="room_access_is_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Role(models.TextChoices):
    """What a person may do in an event."""

    ORGANISER = "organiser", _("organiser")
    PROGRAMME = "programme", _("programme organiser")
    MODERATOR = "moderator", _("moderator")
    NOTES = "notes", _("note-taker")
    DESK = "desk", _("desk volunteer")
    CARE = "care", _("care team")
    LETTERS = "letters", _("letters desk")
    INTERPRETATION = "interpretation", _("coordinator of interpreters")
    TRANSLATOR = "translator", _("translator")
    TREASURER = "treasurer", _("treasurer")
    FUND = "fund", _("committee of the solidarity fund")
    NETWORKS = "networks", _("keeper of networks")


class Membership(models.Model):
    """A role of a person in an event, until the end of the day `until` (for ever if empty)."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="team")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=16, choices=Role.choices)
    until = models.DateField(_("until"), null=True, blank=True)
    since = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "person": Personal("to let the team do its work", Until.ACCOUNT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person", "role"], name="one_membership_per_role"
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="membership_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.event_id}"

    def holds(self, now: datetime | None = None) -> bool:
        """Whether the role has not ended, by the calendar of the event's zone."""
        today = (now or timezone.now()).astimezone(self.event.tz).date()
        return self.until is None or today <= self.until


class Invitation(models.Model):
    """A link that gives a role to the first person who opens it; only its hash is stored."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(_("role"), max_length=16, choices=Role.choices)
    until = models.DateField(_("role ends on"), null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    note = models.CharField(_("for whom"), max_length=120, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    lapses_at = models.DateTimeField()
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    PERSONAL = {
        "note": Personal("to know whom a link was meant for", Until.EVENT_ENDS),
        "made_by": Personal("to answer for an invitation", Until.EVENT_ENDS),
        "used_by": Personal("to know who came by a link", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="invitation_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.event_id}"


class Publication(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")


class Page(models.Model):
    """A page of the event's own, in Markdown."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="pages")
    slug = models.SlugField(_("address"))
    title = text()
    body = text()
    position = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, choices=Publication.choices, default=Publication.DRAFT)
    changed_at = models.DateTimeField(auto_now=True)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "slug"],
                name="one_page_per_address",
                violation_error_message=_("Another page of this event has this address."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published"]), name="page_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class News(models.Model):
    """A piece of news of the event, in Markdown."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="news")
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    title = text()
    body = text()
    state = models.CharField(max_length=12, choices=Publication.choices, default=Publication.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name_plural = "news"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(state="published", published_at__isnull=False),
                name="published_news_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


from events.receipts import Receipt as Receipt  # noqa: E402, PLC0414  (it points at Event)
