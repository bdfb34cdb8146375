"""Links between proposals, as the forum of 2005 had them: who asks, who answers, what follows."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models import Organisation
from events.models import Event
from workshops.models.people import Contributor, Host
from workshops.models.proposals import Proposal


class Link(models.Model):
    """What two or more proposals are to each other, or might become.

    A fusion makes one session of several. A sequence holds them one after the other. A dialogue
    never holds them at the same time, and each sends a speaker to the other. A meeting takes a
    room in the hours that are kept free for new encounters.
    """

    class Kind(models.TextChoices):
        FUSION = "fusion", _("fusion")
        SEQUENCE = "sequence", _("sequence")
        DIALOGUE = "dialogue", _("dialogue")
        MEETING = "meeting", _("meeting")

    class State(models.TextChoices):
        # By those who facilitate a theme; nobody is asked until a proposer takes it up.
        SUGGESTED = "suggested", _("suggested")
        PROPOSED = "proposed", _("waits for answers")
        AGREED = "agreed", _("agreed")
        REFUSED = "refused", _("refused")
        COUNTERED = "countered", _("answered by another proposal")
        LAPSED = "lapsed", _("lapsed")
        TAKEN_BACK = "taken_back", _("taken back")
        UNDONE = "undone", _("undone")
        # Because one of its proposals is withdrawn or declined.
        ENDED = "ended", _("ended")

    class Rooms(models.TextChoices):
        ANY = "any", _("in any room")
        SAME = "same", _("in the same room")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    rooms = models.CharField(max_length=4, choices=Rooms.choices, default=Rooms.ANY)
    # How many people a fusion expects together; empty for as many as its largest proposal does.
    size = models.PositiveIntegerField(_("people expected"), null=True, blank=True)
    # What is said to the others, in a language of its writer; no text to be translated.
    words = models.TextField(max_length=2_000, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True)
    # Of a fusion: when a release of the programme fixed it.
    fixed_at = models.DateTimeField(null=True, blank=True)
    instead_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="answers"
    )

    PERSONAL = {
        "words": Personal("to say why they should meet", Until.EVENT_ENDS),
        "made_by": Personal("to know who asks", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["fusion", "sequence", "dialogue", "meeting"]),
                name="link_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        *("suggested", "proposed", "agreed", "refused", "countered"),
                        *("lapsed", "taken_back", "undone", "ended"),
                    ]
                ),
                name="link_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(rooms__in=["any", "same"]), name="link_rooms_are_known"
            ),
        ]
        indexes = [models.Index(fields=["event", "state", "until"], name="link_by_state")]

    def __str__(self) -> str:
        return str(self.uid)


class Side(models.Model):
    """A proposal in a link: its place in a sequence, the speaker whom it sends in a dialogue."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="sides")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="sides")
    position = models.PositiveSmallIntegerField(default=0)
    sends = models.ForeignKey(
        Contributor, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    PERSONAL = {
        "sends": Personal("to name who speaks for one side at the other", Until.PUBLISHED),
    }

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["link", "proposal"], name="one_side_per_proposal"),
        ]

    def __str__(self) -> str:
        return f"{self.link_id}/{self.position}"


class Consent(models.Model):
    """What one of those who stand behind a side answers: the proposer (no host), or a host."""

    class Answer(models.TextChoices):
        ASKED = "asked", _("asked")
        YES = "yes", _("yes")
        NO = "no", _("no")

    side = models.ForeignKey(Side, on_delete=models.CASCADE, related_name="consents")
    host = models.ForeignKey(
        Host, null=True, blank=True, on_delete=models.CASCADE, related_name="consents"
    )
    answer = models.CharField(max_length=5, choices=Answer.choices, default=Answer.ASKED)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    PERSONAL = {
        "answered_by": Personal("to know who agreed", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["side", "host"], name="one_consent_per_host"),
            models.UniqueConstraint(
                fields=["side"], condition=Q(host=None), name="one_consent_of_the_proposer"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["asked", "yes", "no"]), name="consent_answer_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer} at {self.side_id}"


class Step(models.Model):
    """One line of a link's story, as both pages tell it."""

    class What(models.TextChoices):
        SUGGESTED = "suggested", _("suggested")
        PROPOSED = "proposed", _("proposed")
        SAID_YES = "said_yes", _("said yes")
        SAID_NO = "said_no", _("said no")
        AGREED = "agreed", _("agreed by all")
        COUNTERED = "countered", _("answered by another proposal")
        LAPSED = "lapsed", _("lapsed")
        TAKEN_BACK = "taken_back", _("taken back")
        UNDONE = "undone", _("undone")
        ENDED = "ended", _("ended, as one of them is not held")
        FROZEN = "frozen", _("fixed by the release of the programme")

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=10, choices=What.choices)
    side = models.ForeignKey(Side, null=True, on_delete=models.CASCADE, related_name="+")
    # For which organisation it was said; its name stands in the story, no person's.
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    words = models.TextField(max_length=2_000, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "by": Personal("to know who said it", Until.EVENT_ENDS),
        "words": Personal("to read why", Until.EVENT_ENDS),
    }

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    what__in=[
                        *("suggested", "proposed", "said_yes", "said_no", "agreed"),
                        *("countered", "lapsed", "taken_back", "undone", "ended", "frozen"),
                    ]
                ),
                name="step_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.link_id}"
