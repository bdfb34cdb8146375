"""Check-in: who may come in where, the devices at the desks, and what they scanned."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models.badges import Badge
from delegates.models.registrations import Registration
from events.models import Event


class CheckinBook(models.Model):
    """The event's number of changes. Whoever writes takes the next one and holds the row until
    the commit, so that a device that has seen number 7 never misses a 6 that commits late.
    """

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="checkin_book")
    number = models.PositiveBigIntegerField(default=0)

    PERSONAL: dict[str, Personal] = {}

    def __str__(self) -> str:
        return f"{self.number} of {self.event_id}"


class CheckinList(models.Model):
    """Who may come in where and when.

    Days are counted from the event's first (0), hours are the event's own: both follow when the
    event is moved or copied. None of something means all. `closes` before `opens` is the next
    morning.
    """

    class Repeat(models.TextChoices):
        ONCE = "once", _("once")
        DAILY = "daily", _("once a day")
        FREE = "free", _("as often as they like")

    class State(models.TextChoices):
        USED = "used", _("in use")
        CLOSED = "closed", _("closed")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="checkin_lists")
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120)
    categories = models.JSONField(default=list, blank=True)
    days = models.JSONField(default=list, blank=True)
    gates = models.JSONField(default=list, blank=True)
    opens = models.TimeField(_("opens at"), null=True, blank=True)
    closes = models.TimeField(_("closes at"), null=True, blank=True)
    repeat = models.CharField(
        _("each person comes in"), max_length=8, choices=Repeat.choices, default=Repeat.DAILY
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.USED)
    version = models.PositiveIntegerField(default=1, editable=False)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(repeat__in=["once", "daily", "free"]),
                name="checkin_repeat_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["used", "closed"]), name="checkin_list_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Device(models.Model):
    """A phone or laptop at a desk. Of its link and of its secret only the hashes are stored."""

    class State(models.TextChoices):
        WAITING = "waiting", _("link not used yet")
        PAIRED = "paired", _("in use")
        ENDED = "ended", _("ended")

    class Reach(models.TextChoices):
        SCANS = "scans", _("scans badges")
        SEARCHES = "searches", _("scans, searches names, prints and registers")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="devices")
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=80)
    reach = models.CharField(_("it"), max_length=8, choices=Reach.choices, default=Reach.SCANS)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    link_hash = models.CharField(max_length=64, blank=True, db_index=True)
    secret_hash = models.CharField(max_length=64, blank=True, db_index=True)
    until = models.DateTimeField(_("until"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    # Somebody's own device ends with her role.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    seen_at = models.DateTimeField(null=True)

    PERSONAL = {
        "name": Personal("to know which device is at which desk", Until.EVENT_ENDS),
        "made_by": Personal("to answer for a device", Until.EVENT_ENDS),
        "person": Personal("to end her device with her role", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "paired", "ended"]),
                name="device_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(reach__in=["scans", "searches"]), name="device_reach_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Scan(models.Model):
    """One scan as a device made it. Rows are only added: undoing is a scan too."""

    class Kind(models.TextChoices):
        ENTRY = "entry", _("came in")
        EXIT = "exit", _("went out")
        UNDO = "undo", _("undone")

    class Verdict(models.TextChoices):
        ADMITTED = "admitted", _("let in")
        BY_HAND = "by_hand", _("let in all the same")
        REFUSED = "refused", _("not let in")

    uid = models.UUIDField(unique=True)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="scans")
    checkin_list = models.ForeignKey(CheckinList, on_delete=models.CASCADE, related_name="scans")
    badge = models.ForeignKey(Badge, on_delete=models.CASCADE, related_name="scans")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="scans")
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="scans")
    sequence = models.PositiveBigIntegerField()
    gate = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    undoes = models.UUIDField(null=True)
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    reason = models.CharField(max_length=12, blank=True)
    rule_version = models.PositiveIntegerField()
    # What the device's clock said, how many milliseconds it was behind, and the sum of both.
    device_time = models.DateTimeField()
    offset = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    came_at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "registration": Personal("to know who is in the house", Until.EVENT_ENDS),
        "badge": Personal("to know who is in the house", Until.EVENT_ENDS),
        "at": Personal("to know since when she is in the house", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["entry", "exit", "undo"]), name="scan_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["admitted", "by_hand", "refused"]),
                name="scan_verdict_is_known",
            ),
            models.CheckConstraint(
                condition=Q(kind="undo", undoes__isnull=False)
                | Q(kind__in=["entry", "exit"], undoes__isnull=True),
                name="an_undo_names_what_it_undoes",
            ),
        ]
        indexes = [
            models.Index(fields=["checkin_list", "registration"], name="scans_of_a_person"),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Presence(models.Model):
    """Where somebody stands on a list: the fold of her scans, written anew with each batch."""

    class State(models.TextChoices):
        INSIDE = "inside", _("inside")
        OUTSIDE = "outside", _("outside")

    checkin_list = models.ForeignKey(
        CheckinList, on_delete=models.CASCADE, related_name="presences"
    )
    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="presences"
    )
    state = models.CharField(max_length=8, choices=State.choices)
    at = models.DateTimeField()
    entries = models.PositiveIntegerField(default=0)
    doubles = models.PositiveIntegerField(default=0)
    number = models.PositiveBigIntegerField()

    PERSONAL = {
        "registration": Personal("to know who is in the house", Until.EVENT_ENDS),
        "at": Personal("to know since when she is in the house", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["checkin_list", "registration"], name="one_presence_per_list"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["inside", "outside"]), name="presence_state_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["checkin_list", "number"], name="presence_changes"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ParkedScan(models.Model):
    """What a device sent and could not be stored, kept for the organisers to look at."""

    class Why(models.TextChoices):
        BROKEN = "broken", _("it cannot be read")
        NO_LIST = "no_list", _("its list is gone")
        NO_BADGE = "no_badge", _("its badge is gone")
        ENDED = "ended", _("its device had been ended")

    uid = models.CharField(max_length=64, unique=True)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="parked_scans")
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="parked_scans")
    why = models.CharField(max_length=12, choices=Why.choices)
    sent = models.TextField(max_length=2_000)
    came_at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "sent": Personal("to put a scan right by hand", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(why__in=["broken", "no_list", "no_badge", "ended"]),
                name="parked_scan_reason_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.uid
