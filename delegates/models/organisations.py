"""Organisations and networks."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal
from events.models import Event, Series, text


class Organisation(models.Model):
    """An organisation or network. It belongs to the series, so that it outlives the event; where
    an event stands alone, to the event. One that a delegate named stays out of public lists until
    organisers list it or it holds a session: a small one would tell who comes.
    """

    class Kind(models.TextChoices):
        ENTERPRISE = "enterprise", _("enterprise or cooperative")
        DEVELOPMENT = "development", _("development group")
        NETWORK = "network", _("network")
        MOVEMENT = "movement", _("social movement")
        UNION = "union", _("trade union")
        PUBLIC = "public", _("public body")
        OTHER = "other", _("other")

    class State(models.TextChoices):
        NAMED = "named", _("named by somebody who registered")
        LISTED = "listed", _("listed in public")
        MERGED = "merged", _("merged into another")

    class Follow(models.TextChoices):
        """How the keepers of the networks stand with it."""

        NEW = "new", _("not written to yet")
        WRITTEN = "written", _("written to")
        ANSWERS = "answers", _("in touch")
        SILENT = "silent", _("does not answer")
        ENDED = "ended", _("exists no more")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.CASCADE, related_name="organisations"
    )
    name = text()
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    country = models.CharField(_("country or territory"), max_length=2, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.OTHER)
    place = models.CharField(_("place"), max_length=120, blank=True)
    web = models.URLField(_("web page"), blank=True)
    topics: Any = models.ManyToManyField("Topic", related_name="organisations", blank=True)
    into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    follow = models.CharField(max_length=8, choices=Follow.choices, default=Follow.NEW)
    again_on = models.DateField(_("to be written to on"), null=True, blank=True)
    source_id = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.LISTED)
    search = models.CharField(max_length=2_000, blank=True, editable=False)
    likely = models.CharField(max_length=2_000, blank=True, editable=False)
    sorted_as = models.CharField(max_length=100, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "enterprise",
                        "development",
                        "network",
                        "movement",
                        "union",
                        "public",
                        "other",
                    ]
                ),
                name="organisation_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["named", "listed"], into=None)
                | Q(state="merged", into__isnull=False),
                name="organisation_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(follow__in=["new", "written", "answers", "silent", "ended"]),
                name="organisation_follow_is_known",
            ),
            models.CheckConstraint(
                condition=Q(series__isnull=True) ^ Q(event__isnull=True),
                name="organisation_belongs_to_a_series_or_an_event",
            ),
        ]
        indexes = [
            models.Index(fields=["series", "state", "sorted_as"], name="organisations_of_series"),
            models.Index(fields=["event", "state", "sorted_as"], name="organisations_of_event"),
        ]

    def __str__(self) -> str:
        return self.acronym or str(self.uid)


class Topic(models.Model):
    """A theme on which organisations work. It outlives the themes of any one event's programme.

    `folded` is its name as it is compared: no two of a directory read alike.
    """

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.PROTECT, related_name="topics"
    )
    event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.CASCADE, related_name="topics"
    )
    name = text()
    folded = models.CharField(max_length=200, editable=False)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        ordering = ["folded", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "folded"], name="one_topic_in_a_series"),
            models.UniqueConstraint(fields=["event", "folded"], name="one_topic_in_an_event"),
            models.CheckConstraint(
                condition=Q(series__isnull=True) ^ Q(event__isnull=True),
                name="topic_belongs_to_a_series_or_an_event",
            ),
        ]

    def __str__(self) -> str:
        return self.folded


class Affiliation(models.Model):
    """An organisation's membership of a network."""

    network = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="members")
    member = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="networks")

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "member"], name="one_affiliation"),
            models.CheckConstraint(
                condition=~Q(network=models.F("member")), name="no_network_is_its_own_member"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.network_id}"
