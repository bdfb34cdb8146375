"""The movement's own words, in each language."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from languages.models.spaces import Space


class Concept(models.Model):
    """What several words in several languages mean; `note` explains it."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="concepts")
    note = models.CharField(_("what it means"), max_length=500, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    PERSONAL = {
        "changed_by": Personal("to ask back about a word", Until.PUBLISHED),
    }

    def __str__(self) -> str:
        return self.note or str(self.pk)

    @property
    def by_language(self) -> list[tuple[str, list["Term"]]]:
        """Its terms, ours first in each language, as a query brought them along."""
        found: dict[str, list[Term]] = {}
        for term in self.terms.all():
            found.setdefault(term.lang, []).append(term)
        return list(found.items())

    @property
    def title(self) -> str:
        """What one calls it on a page: its first word."""
        first = next(iter(self.terms.all()), None)
        return first.words if first else str(self)


class Term(models.Model):
    """A word for a concept in one language, or one that must not be used for it."""

    class Standing(models.TextChoices):
        PREFERRED = "preferred", _("our word")
        ALLOWED = "allowed", _("also good")
        FORBIDDEN = "forbidden", _("not to be used")

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="terms")
    lang = models.CharField(_("language"), max_length=35)
    words = models.CharField(_("word or words"), max_length=120)
    # What is compared (languages/terms.py): signs of one letter each stand apart.
    folded = models.CharField(max_length=480)
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.PREFERRED)
    note = models.CharField(_("note"), max_length=300, blank=True)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "lang", "folded"], name="one_term_per_spelling"
            ),
            models.CheckConstraint(
                condition=Q(standing__in=["preferred", "allowed", "forbidden"]),
                name="term_standing_is_known",
            ),
        ]
        indexes = [models.Index(fields=["lang", "folded"], name="terms_by_spelling")]

    def __str__(self) -> str:
        return f"{self.lang}: {self.words}"
