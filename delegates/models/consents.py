"""What a person agreed to, in which version of its text."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models.registrations import Registration


class Consent(models.Model):
    """A yes to one kind of use (delegates/consents.py), given for one version of its words."""

    class State(models.TextChoices):
        GIVEN = "given", _("given")
        WITHDRAWN = "withdrawn", _("taken back")

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="consents"
    )
    kind = models.CharField(max_length=20)
    version = models.CharField(max_length=12)
    lang = models.CharField(max_length=35)
    state = models.CharField(max_length=10, choices=State.choices, default=State.GIVEN)
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    PERSONAL = {
        "kind": Personal("to prove what she agreed to", Until.EVENT_ENDS),
        "version": Personal("to prove which words she agreed to", Until.EVENT_ENDS),
        "lang": Personal("to prove in which language she read them", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "kind"],
                condition=Q(state="given"),
                name="one_consent_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(state="given", withdrawn_at__isnull=True)
                | Q(state="withdrawn", withdrawn_at__isnull=False),
                name="a_consent_taken_back_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"
