"""What waits for translators, who took it, and who has done what."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from languages.models.spaces import Space
from languages.models.texts import MOST_LETTERS, Text


class Gap(models.Model):
    """A text that some language waits for.

    There is one row a text and language of its space until a person's translation of the present
    source stands. What orders the desk stands here again (space, languages, weight, hour), so
    that the next item of 100,000 is one look into an index. `is_late` says that its hour has
    passed, a few minutes after it has: no index knows what time it is. A claim lapses by itself.
    """

    class State(models.TextChoices):
        MISSING = "missing", _("not translated")
        OLDER = "older", _("older than its original")
        MACHINE = "machine", _("drafted by a machine")
        SENT_BACK = "sent back", _("sent back")
        HANDED_IN = "handed in", _("waits for a second person")

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="gaps")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="gaps")
    source_lang = models.CharField(max_length=35)
    lang = models.CharField(max_length=35)
    state = models.CharField(max_length=10, choices=State.choices, default=State.MISSING)
    weight = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    is_late = models.BooleanField(default=False)
    since = models.DateTimeField()
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    claimed_until = models.DateTimeField(null=True, blank=True)

    PERSONAL = {
        "claimed_by": Personal("so that two do not translate the same", Until.TAKEN_BACK),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "lang"], name="one_gap_per_language"),
            models.CheckConstraint(
                condition=Q(state__in=["missing", "older", "machine", "sent back", "handed in"]),
                name="gap_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(claimed_by=None) | Q(claimed_until__isnull=False),
                name="gap_claim_lapses",
            ),
        ]
        indexes = [
            models.Index(
                "space",
                "lang",
                "source_lang",
                F("weight").desc(),
                "since",
                condition=Q(is_late=False),
                name="gaps_by_weight",
            ),
            models.Index(
                "space",
                "lang",
                "source_lang",
                "due_at",
                condition=Q(due_at__isnull=False),
                name="gaps_by_hour",
            ),
            models.Index(
                "claimed_by", condition=Q(claimed_by__isnull=False), name="gaps_by_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text_id} {self.source_lang}>{self.lang}: {self.state}"


class Pair(models.Model):
    """From which language into which a volunteer translates."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="translates"
    )
    source_lang = models.CharField(_("from"), max_length=35)
    lang = models.CharField(_("into"), max_length=35)

    PERSONAL = {
        "person": Personal("to show her what she can translate", Until.TAKEN_BACK),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "source_lang", "lang"], name="one_pair_per_person"
            ),
            models.CheckConstraint(
                condition=~Q(source_lang=F("lang")), name="pair_has_two_languages"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_lang}>{self.lang}"


class Remark(models.Model):
    """What people say to each other about a text's translation into one language."""

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="remarks")
    lang = models.CharField(max_length=35)
    body = models.CharField(_("remark"), max_length=2_000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "body": Personal("to agree on a translation", Until.EVENT_ENDS),
        "written_by": Personal("to answer her", Until.EVENT_ENDS),
    }

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["text", "lang"], name="remarks_of_a_translation")]

    def __str__(self) -> str:
        return self.body[:60]


class Aside(models.Model):
    """What somebody wrote without a line while another took the text over: hers alone to read,
    until she puts it away.
    """

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="asides")
    lang = models.CharField(max_length=35)
    body = models.TextField(_("text"), validators=[MaxLengthValidator(MOST_LETTERS)])
    of_revision = models.PositiveIntegerField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    PERSONAL = {
        "body": Personal("so that nothing written is lost", Until.UNSENT),
        "written_by": Personal("to give her back what she wrote", Until.UNSENT),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["text", "lang", "written_by"], name="one_aside_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lang}: {self.body[:60]}"


class Work(models.Model):
    """One piece of a translator's or reviewer's work: for counts and certificates."""

    class Did(models.TextChoices):
        TRANSLATED = "translated", _("translated")
        REVIEWED = "reviewed", _("reviewed")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="translated"
    )
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="work")
    text = models.ForeignKey(Text, null=True, on_delete=models.SET_NULL, related_name="+")
    source_lang = models.CharField(max_length=35)
    lang = models.CharField(max_length=35)
    did = models.CharField(max_length=10, choices=Did.choices)
    words = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(auto_now_add=True)

    PERSONAL = {
        "person": Personal("to count and certify her work", Until.ACCOUNT_ENDS),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(did__in=["translated", "reviewed"]), name="work_is_known"
            )
        ]
        indexes = [models.Index(fields=["space", "person"], name="work_of_a_person")]

    def __str__(self) -> str:
        return f"{self.did} {self.words} words {self.source_lang}>{self.lang}"
