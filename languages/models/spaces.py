"""Where texts belong."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal


class Space(models.Model):
    """Texts that are translated together: into which languages, by which words, at what cost.

    An event or a series owns it; the space itself knows neither. `languages` are tags, the one in
    which the owner speaks first at the head.
    """

    class Publishing(models.TextChoices):
        AT_ONCE = "at once", _("a translation is shown as soon as its translator hands it in")
        REVIEWED = "reviewed", _("a translation is shown once a second person has read it")

    class Machine(models.TextChoices):
        NONE = "none", _("no machine translates")
        DRAFTS = "drafts", _("a machine drafts for translators; readers do not see it")
        READERS = "readers", _("readers see a machine's words, marked as such, until a person's")

    languages = models.JSONField(_("languages"), default=list)
    publishing = models.CharField(
        max_length=8, choices=Publishing.choices, default=Publishing.AT_ONCE
    )
    machine = models.CharField(max_length=8, choices=Machine.choices, default=Machine.NONE)
    # How many letters may be sent to a machine in a day (UTC).
    machine_letters = models.PositiveIntegerField(_("letters a day"), default=200_000)
    # Since when the queue rests because a coordinator wants it so.
    machine_paused_at = models.DateTimeField(null=True, blank=True)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(publishing__in=["at once", "reviewed"])
                & models.Q(machine__in=["none", "drafts", "readers"]),
                name="space_choices_are_known",
            )
        ]

    def __str__(self) -> str:
        return ", ".join(self.languages)
