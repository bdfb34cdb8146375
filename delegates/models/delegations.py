"""Delegations: a block of seats, the links into them, and who looks after them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models.organisations import Organisation
from delegates.models.registrations import Category, Registration
from events.models import Event


class Delegation(models.Model):
    """Seats for people whom an organisation, or a country's committee, names later.

    `granted` seats, of which `named` have a person; the block claims the rest. While it waits for
    `awaited` seats it stands on the waiting list; then so many are `offered` and held until it
    takes them.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("asked for")
        WAITING = "waiting", _("on the waiting list")
        OFFERED = "offered", _("seats are offered")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")

    class Together(models.TextChoices):
        MANY = "many", _("as many as there are")
        ALL = "all", _("all of them or none")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="delegations")
    name = models.CharField(_("name of the delegation"), max_length=200)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="delegations"
    )
    country = models.CharField(_("country or territory"), max_length=2, blank=True)
    category = models.CharField(
        _("they come as"), max_length=12, choices=Category.choices, default=Category.DELEGATE
    )
    wanted = models.PositiveIntegerField(_("seats"))
    granted = models.PositiveIntegerField(default=0)
    named = models.PositiveIntegerField(default=0, editable=False)
    words = models.TextField(_("words to the organisers"), max_length=2_000, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(auto_now_add=True)
    together = models.CharField(
        _("if there are too few seats"),
        max_length=4,
        choices=Together.choices,
        default=Together.MANY,
    )
    awaited = models.PositiveIntegerField(default=0, editable=False)
    offered = models.PositiveIntegerField(default=0, editable=False)
    # The bounded quotas that it needs, as of a registration that waits.
    signature = models.CharField(max_length=400, blank=True, editable=False)
    queued_at = models.DateTimeField(default=timezone.now, editable=False)
    passed_over = models.PositiveIntegerField(default=0, editable=False)
    lapses = models.PositiveSmallIntegerField(default=0, editable=False)
    offered_until = models.DateTimeField(null=True, blank=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    PERSONAL: dict[str, Personal] = {
        "words": Personal("to decide about the seats", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["asked", "waiting", "offered", "granted", "refused"]),
                name="delegation_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", offered__gt=0, offered_until__isnull=False)
                | (~Q(state="offered") & Q(offered=0, offered_until=None)),
                name="delegation_offer_has_its_deadline",
            ),
            models.CheckConstraint(
                condition=Q(together__in=["all", "many"]), name="delegation_together_is_known"
            ),
            models.CheckConstraint(
                condition=Q(named__lte=F("granted")), name="delegation_names_no_more_than_granted"
            ),
            models.CheckConstraint(
                condition=Q(category__in=Category.values), name="delegation_category_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["event", "state", "id"], name="delegation_list"),
            models.Index(fields=["event", "state", "signature"], name="delegations_waiting"),
        ]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def free(self) -> int:
        """Seats of the block that nobody has yet."""
        return self.granted - self.named

    @property
    def claimed(self) -> int:
        """Seats that the block takes of the quotas: free ones, or those held for its answer."""
        return self.free + self.offered

    @property
    def party(self) -> int:
        """How many seats it waits for, as the waiting list asks of everybody."""
        return self.awaited


class Coordinator(models.Model):
    """Somebody who looks after a delegation; there may be several."""

    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="coordinators"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="coordinates"
    )
    since = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "person": Personal("to let her look after the delegation", Until.ACCOUNT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["delegation", "person"], name="one_coordinator_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"coordinator of {self.delegation_id}"


class Arrival(models.Model):
    """A list of people that a coordinator brought as a file, entered and undone in one step."""

    class State(models.TextChoices):
        TRIED = "tried", _("tried, nothing is written")
        ENTERED = "entered", _("entered")
        UNDONE = "undone", _("undone")

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="arrivals")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    # The good rows until they are entered, and what is wrong with the others.
    rows = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    # How many rows were left out because their people are invited already.
    known = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State.choices, default=State.TRIED)

    PERSONAL = {
        "by": Personal("to answer for a list", Until.EVENT_ENDS),
        "rows": Personal("to enter the people; emptied when they are", Until.EVENT_ENDS),
        "faults": Personal("to put the list right", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["tried", "entered", "undone"]),
                name="arrival_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"list of {self.delegation_id}"

    @property
    def too_many(self) -> bool:
        """Whether a fault of the whole list keeps it from being entered."""
        return any(not fault["cell"] for fault in self.faults)


class SeatLink(models.Model):
    """A link into a delegation: onto seats of its block, or into the coordinator's role.

    Only the token's hash is stored. With `address` it serves that address alone.
    """

    class Kind(models.TextChoices):
        SEAT = "seat", _("a seat")
        COORDINATOR = "coordinator", _("the coordinator's role")

    class State(models.TextChoices):
        READY = "ready", _("not used up yet")
        REVOKED = "revoked", _("revoked")

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.SEAT)
    state = models.CharField(max_length=8, choices=State.choices, default=State.READY)
    token_hash = models.CharField(max_length=64, unique=True)
    address = models.EmailField(_("e-mail"), blank=True)
    full_name = models.CharField(_("full name"), max_length=200, blank=True)
    places = models.PositiveIntegerField(_("how many may use it"), default=1)
    used = models.PositiveIntegerField(default=0, editable=False)
    arrival = models.ForeignKey(
        Arrival, null=True, blank=True, on_delete=models.SET_NULL, related_name="links"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    lapses_at = models.DateTimeField(null=True, blank=True)

    PERSONAL = {
        "address": Personal("to let this person alone use the link", Until.EVENT_ENDS),
        "full_name": Personal("to know for whom the link is", Until.EVENT_ENDS),
        "made_by": Personal("to answer for a link", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["seat", "coordinator"]), name="seat_link_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["ready", "revoked"]), name="seat_link_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(used__lte=F("places")), name="seat_link_is_not_overused"
            ),
            models.UniqueConstraint(
                fields=["delegation", "address"],
                condition=Q(state="ready", kind="seat") & ~Q(address=""),
                name="one_seat_link_per_address",
            ),
        ]

    def __str__(self) -> str:
        return f"link of {self.delegation_id}"


class Seat(models.Model):
    """Who sits on a seat of a delegation's block, and by which link she came."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="seats")
    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="seat")
    link = models.ForeignKey(
        SeatLink, null=True, blank=True, on_delete=models.SET_NULL, related_name="seats"
    )
    since = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "registration": Personal("to know who sits on whose seat", Until.ACCOUNT_ENDS),
    }

    def __str__(self) -> str:
        return f"seat of {self.delegation_id}"
