"""Staying at the place: lodging among people, journeys, meals and the care of children."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models.registrations import Registration
from events.models import Event, text


class Lodging(models.Model):
    """Beds that somebody offers or asks for, for the nights from `begins` to `ends`.

    The address is sealed (delegates/sealing.py); the guest sees it once both said yes.
    """

    class Kind(models.TextChoices):
        OFFER = "offer", _("offers beds")
        WISH = "wish", _("asks for a bed")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        WITHDRAWN = "withdrawn", _("withdrawn")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="lodgings"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    beds = models.PositiveSmallIntegerField(_("beds"), default=1)
    taken = models.PositiveSmallIntegerField(default=0, editable=False)
    begins = models.DateField(_("from the night of"))
    ends = models.DateField(_("until the morning of"))
    area = models.CharField(_("part of the town"), max_length=120, blank=True)
    about = models.TextField(_("what the other should know"), max_length=1_000, blank=True)
    address = models.BinaryField(default=b"", blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "area": Personal("to match people who live near", Until.EVENT_ENDS),
        "about": Personal("to match people who fit", Until.EVENT_ENDS),
        "address": Personal("to lead her guest there; encrypted where there is a key",
                            Until.EVENT_ENDS),
    }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "kind"],
                condition=Q(state="open"),
                name="one_open_lodging_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["offer", "wish"]), name="lodging_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "withdrawn"]), name="lodging_state_is_known"
            ),
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="lodging_has_a_night"),
            models.CheckConstraint(condition=Q(beds__gte=1), name="lodging_has_a_bed"),
            models.CheckConstraint(condition=Q(taken__lte=F("beds")), name="no_bed_is_given_twice"),
        ]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def free(self) -> int:
        return self.beds - self.taken


class Match(models.Model):
    """A wish brought together with an offer by organisers; each side answers for herself."""

    class Answer(models.TextChoices):
        ASKED = "asked", _("asked")
        YES = "yes", _("yes")
        NO = "no", _("no")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Lodging, on_delete=models.CASCADE, related_name="guests")
    wish = models.ForeignKey(Lodging, on_delete=models.CASCADE, related_name="hosts")
    beds = models.PositiveSmallIntegerField()
    host_says = models.CharField(max_length=8, choices=Answer.choices, default=Answer.ASKED)
    guest_says = models.CharField(max_length=8, choices=Answer.choices, default=Answer.ASKED)
    made_at = models.DateTimeField(auto_now_add=True)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "wish"], name="one_match_of_two_lodgings"),
            models.UniqueConstraint(
                fields=["wish"],
                condition=~Q(host_says="no") & ~Q(guest_says="no"),
                name="one_host_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(host_says__in=["asked", "yes", "no"])
                & Q(guest_says__in=["asked", "yes", "no"]),
                name="match_answers_are_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def agreed(self) -> bool:
        return self.host_says == self.guest_says == self.Answer.YES

    @property
    def refused(self) -> bool:
        return self.Answer.NO in {self.host_says, self.guest_says}


class Journey(models.Model):
    """When and where somebody arrives or leaves, so that she is met."""

    class Way(models.TextChoices):
        ARRIVES = "arrives", _("arrives")
        LEAVES = "leaves", _("leaves")

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="journeys"
    )
    way = models.CharField(max_length=8, choices=Way.choices)
    at = models.DateTimeField(_("day and hour"))
    place = models.CharField(_("station, airport or border"), max_length=120)
    by = models.CharField(_("train, flight or bus"), max_length=60, blank=True)

    PERSONAL = {
        "at": Personal("to meet her", Until.EVENT_ENDS),
        "place": Personal("to meet her", Until.EVENT_ENDS),
        "by": Personal("to meet her though it is late", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "way"], name="one_journey_each_way"),
            models.CheckConstraint(
                condition=Q(way__in=["arrives", "leaves"]), name="journey_way_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.registration_id}"


class Service(models.Model):
    """Meals or the care of children on one day, with as many seats as its quota has."""

    class Kind(models.TextChoices):
        MEAL = "meal", _("meal")
        CHILDREN = "children", _("care of children")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="services")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    name = text()
    day = models.DateField(_("day"))
    begins = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    used = models.PositiveIntegerField(default=0, editable=False)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        ordering = ["day", "begins", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["meal", "children"]), name="service_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Booking(models.Model):
    """Seats that a registration takes of a service."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="bookings")
    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="bookings"
    )
    seats = models.PositiveSmallIntegerField(default=1)
    about = models.CharField(_("diet; names and ages of children"), max_length=300, blank=True)

    PERSONAL = {
        "registration": Personal("to know whom to serve", Until.EVENT_ENDS),
        "about": Personal("to serve her as she needs it", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "registration"], name="one_booking_per_service"
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="booking_takes_a_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.seats} of {self.service_id}"
