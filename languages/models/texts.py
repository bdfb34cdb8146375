"""Source texts, what they said before, and their translations."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from languages.models.spaces import Space

MOST_LETTERS = 200_000


def _writer() -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )


class Text(models.Model):
    """What a person wrote, in one language.

    `revision` counts the changes of its sense; a translation names the revision that it was
    made from and is older than its source when that number has moved on. `kind` names what it is
    (languages/ports.py); `weight` and `due_at` say what is translated first. `folded` is what
    searches look in.
    """

    class Reach(models.TextChoices):
        """How far the words may go; its owner widens it when he publishes them."""

        INSIDE = "inside", _("only those who see the page on which they stand")
        DESK = "desk", _("translators too; to no other service")
        OPEN = "open", _("everybody")

    space = models.ForeignKey(Space, null=True, on_delete=models.CASCADE, related_name="texts")
    kind = models.CharField(max_length=40, blank=True)
    reach = models.CharField(max_length=6, choices=Reach.choices, default=Reach.INSIDE)
    weight = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    lang = models.CharField(_("language"), max_length=35)
    body = models.TextField(_("text"), blank=True, validators=[MaxLengthValidator(MOST_LETTERS)])
    folded = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    written_by = _writer()
    changed_at = models.DateTimeField(auto_now=True)

    PERSONAL = {
        "written_by": Personal("to ask back about a text", Until.PUBLISHED),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reach__in=["inside", "desk", "open"]), name="text_reach_is_known"
            )
        ]
        indexes = [models.Index(fields=["space", "kind"], name="texts_of_a_space")]

    def __str__(self) -> str:
        return self.body[:60]


class Revision(models.Model):
    """What a text said before its sense changed: kept where a translation was made from it."""

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    lang = models.CharField(max_length=35)
    body = models.TextField(blank=True)
    replaced_at = models.DateTimeField(auto_now_add=True)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "number"], name="one_body_per_revision")
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.body[:60]}"


class Translation(models.Model):
    """A text in another language: where it comes from, how far it is, what it was made from.

    In each language a text has at most one that stands (published or reviewed) and one draft.
    """

    class Origin(models.TextChoices):
        PERSON = "person", _("a person")
        INTERPRETER = "interpreter", _("an interpreter")
        MACHINE = "machine", _("a machine")
        IMPORT = "import", _("an import")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        REVIEWED = "reviewed", _("reviewed")

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="translations")
    lang = models.CharField(_("language"), max_length=35)
    body = models.TextField(_("text"), validators=[MaxLengthValidator(MOST_LETTERS)])
    folded = models.TextField(blank=True)
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.PERSON)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PUBLISHED)
    of_revision = models.PositiveIntegerField()
    written_by = _writer()
    reviewed_by = _writer()
    changed_at = models.DateTimeField(auto_now=True)

    PERSONAL = {
        "written_by": Personal("to ask back about a translation", Until.PUBLISHED),
        "reviewed_by": Personal("to know that a second person has read it", Until.PUBLISHED),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["text", "lang"],
                condition=~Q(state="draft"),
                name="one_translation_per_language",
            ),
            models.UniqueConstraint(
                fields=["text", "lang"],
                condition=Q(state="draft"),
                name="one_draft_per_language",
            ),
            models.CheckConstraint(
                condition=Q(origin__in=["person", "interpreter", "machine", "import"]),
                name="translation_origin_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published", "reviewed"]),
                name="translation_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None)
                | Q(written_by=None)
                | ~Q(reviewed_by=F("written_by")),
                name="nobody_reviews_her_own_translation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lang}: {self.body[:60]}"
