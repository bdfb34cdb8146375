"""The people who take part in an event."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models.organisations import Organisation
from delegates.models.questions import FormVersion
from events.models import Constituency, Event


class Category(models.TextChoices):
    DELEGATE = "delegate", _("delegate")
    OBSERVER = "observer", _("observer")
    INTERPRETER = "interpreter", _("interpreter")
    PRESS = "press", _("press")
    VOLUNTEER = "volunteer", _("volunteer")
    STAFF = "staff", _("staff")


class Registration(models.Model):
    """A person's part in one event."""

    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        WAITING = "waiting", _("on the waiting list")
        OFFERED = "offered", _("a place is offered")
        PASSED = "passed", _("off the waiting list, answers kept")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Together(models.TextChoices):
        ALL = "all", _("all of us or none")
        MANY = "many", _("as many of us as possible")

    class Attendance(models.TextChoices):
        ON_SITE = "on_site", _("on site")
        REMOTE = "remote", _("from afar")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="registrations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="registrations",
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.CONFIRMED)
    category = models.CharField(_("category"), max_length=12, choices=Category.choices)
    full_name = models.CharField(_("full name"), max_length=200)
    called = models.CharField(_("how to call you"), max_length=100, blank=True)
    latin_name = models.CharField(_("name in Latin letters"), max_length=200, blank=True)
    public_name = models.CharField(_("public name"), max_length=100, blank=True)
    badge_name = models.CharField(_("name on the badge"), max_length=100, blank=True)
    # How she wants to stand in lists; `sort_key` is made from it, or from what there is.
    sorted_as = models.CharField(_("in lists under"), max_length=200, blank=True)
    sort_key = models.CharField(max_length=200, blank=True, editable=False)
    # Where she lives; in her own words where no code says it.
    country = models.CharField(_("country or territory"), max_length=2, blank=True)
    country_words = models.CharField(max_length=100, blank=True)
    passports = models.JSONField(_("passports"), default=list, blank=True)
    passport_words = models.CharField(max_length=100, blank=True)
    constituency = models.ForeignKey(
        Constituency,
        null=True,
        blank=True,
        db_index=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        db_index=False,
        on_delete=models.SET_NULL,
        related_name="registrations",
    )
    speaks = models.JSONField(_("languages you speak"), default=list, blank=True)
    reads = models.JSONField(_("languages you read"), default=list, blank=True)
    attendance = models.CharField(
        _("attendance"), max_length=8, choices=Attendance.choices, default=Attendance.ON_SITE
    )
    needs = models.TextField(_("needs"), max_length=2_000, blank=True)
    form_version = models.ForeignKey(
        FormVersion,
        null=True,
        blank=True,
        db_index=False,
        on_delete=models.RESTRICT,
        related_name="+",
    )
    answers = models.JSONField(default=dict, blank=True)
    lang = models.CharField(max_length=35, blank=True)
    search = models.CharField(max_length=2_000, blank=True, editable=False)
    # While she waits: the bounded quotas that she needs, as `.3.17.`
    signature = models.CharField(max_length=400, blank=True, editable=False)
    # How many seats she takes, herself included.
    party = models.PositiveSmallIntegerField(_("how many you are"), default=1)
    together = models.CharField(max_length=4, choices=Together.choices, default=Together.ALL)
    # How many she asked for, where fewer places are offered to "as many as possible".
    wished = models.PositiveSmallIntegerField(default=0, editable=False)
    queued_at = models.DateTimeField(default=timezone.now, editable=False)
    # How often smaller parties were seated before hers, and how many offers she let lapse.
    passed_over = models.PositiveIntegerField(default=0, editable=False)
    lapses = models.PositiveSmallIntegerField(default=0, editable=False)
    offered_until = models.DateTimeField(null=True, blank=True, editable=False)
    registered_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    sequence = models.PositiveIntegerField(default=0)

    PERSONAL = {
        "person": Personal("to let her see and change her registration", Until.ACCOUNT_ENDS),
        "full_name": Personal("to address her and to print the badge", Until.EVENT_ENDS),
        "called": Personal("to greet", Until.EVENT_ENDS),
        "latin_name": Personal("to find and to read aloud her name", Until.EVENT_ENDS),
        "public_name": Personal("the only name that others see", Until.PUBLISHED),
        "badge_name": Personal("to print the badge as she wants it", Until.EVENT_ENDS),
        "sorted_as": Personal("to stand in lists where she looks for it", Until.EVENT_ENDS),
        "sort_key": Personal("to sort lists", Until.EVENT_ENDS),
        "country_words": Personal("where no code says where she lives", Until.EVENT_ENDS),
        "passports": Personal("to know which letters are needed", Until.EVENT_ENDS),
        "passport_words": Personal("where no code names her passport", Until.EVENT_ENDS),
        "answers": Personal("what the event asks; each question says what for", Until.EVENT_ENDS),
        "country": Personal("to balance continents and fees", Until.EVENT_ENDS),
        "constituency": Personal("to be counted for a continent or sector", Until.EVENT_ENDS),
        "organisation": Personal("to know whom she speaks for", Until.EVENT_ENDS),
        "speaks": Personal("to plan interpretation", Until.EVENT_ENDS),
        "reads": Personal("to plan translation", Until.EVENT_ENDS),
        "attendance": Personal("to tell her how she took part", Until.ACCOUNT_ENDS),
        "needs": Personal("to receive her as she needs it", Until.EVENT_ENDS),
        "category": Personal("to tell her as what she took part", Until.ACCOUNT_ENDS),
        "lang": Personal("to write to her in her language", Until.EVENT_ENDS),
        "search": Personal("to find her at the desk by any of her names", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person"],
                condition=~Q(state="withdrawn"),
                name="one_live_registration_per_person",
                violation_error_message=_("You are registered for this event already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["confirmed", "waiting", "offered", "passed", "withdrawn"]),
                name="registration_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="offered") ^ Q(offered_until__isnull=True),
                name="registration_offer_has_its_deadline",
            ),
            models.CheckConstraint(
                condition=Q(together__in=["all", "many"]), name="registration_together_is_known"
            ),
            models.CheckConstraint(condition=Q(party__gte=1), name="registration_counts_herself"),
            models.CheckConstraint(
                condition=Q(attendance__in=["on_site", "remote"]),
                name="registration_attendance_is_known",
            ),
            models.CheckConstraint(
                condition=Q(category__in=Category.values), name="registration_category_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["event", "state", "id"], name="registration_list"),
            models.Index(fields=["event", "sort_key", "id"], name="registration_by_name"),
            models.Index(
                fields=["event", "state", "signature", "party", "queued_at"], name="waiting_list"
            ),
            # Only where there is something: each index more is a page more to write in a rush.
            *(
                models.Index(
                    fields=[name],
                    condition=Q(**{f"{name}__isnull": False}),
                    name=f"registration_{name}",
                )
                for name in ("constituency", "organisation", "form_version")
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def shown_name(self) -> str:
        """The name that others see: the public one if she chose one."""
        return self.public_name or self.full_name

    @property
    def name_on_badge(self) -> str:
        """What the badge shows: what she chose for it, else the name that others see."""
        return self.badge_name or self.shown_name
