"""Those who come with somebody who is registered."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models.registrations import Registration


class Companion(models.Model):
    """A child, a carer, a partner; the age at the event's first day, where it is told."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="companions"
    )
    name = models.CharField(_("name"), max_length=200)
    age = models.PositiveSmallIntegerField(_("age"), null=True, blank=True)

    PERSONAL = {
        "registration": Personal("to know with whom they come", Until.EVENT_ENDS),
        "name": Personal("to print a badge", Until.EVENT_ENDS),
        "age": Personal("to plan childcare and meals", Until.EVENT_ENDS),
    }

    def __str__(self) -> str:
        return str(self.uid)
