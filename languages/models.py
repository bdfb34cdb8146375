"""Source texts and their translations."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until

MOST_LETTERS = 200_000


class Text(models.Model):
    """What a person wrote, in one language.

    `revision` counts the changes of its sense; a translation names the revision that it was
    made from and is older than its source when that number has moved on.
    """

    lang = models.CharField(_("language"), max_length=35)
    body = models.TextField(_("text"), blank=True, validators=[MaxLengthValidator(MOST_LETTERS)])
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    PERSONAL = {
        "written_by": Personal("to ask back about a text", Until.PUBLISHED),
    }

    def __str__(self) -> str:
        return self.body[:60]


class Translation(models.Model):
    """A text in another language: where it comes from, how far it is, what it was made from."""

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
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.PERSON)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PUBLISHED)
    of_revision = models.PositiveIntegerField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    PERSONAL = {
        "written_by": Personal("to ask back about a translation", Until.PUBLISHED),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "lang"], name="one_translation_per_language"),
            models.CheckConstraint(
                condition=Q(origin__in=["person", "interpreter", "machine", "import"]),
                name="translation_origin_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published", "reviewed"]),
                name="translation_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lang}: {self.body[:60]}"
