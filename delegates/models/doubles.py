"""Two registrations that may be one person's."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from access.privacy import Personal, Until
from delegates.models.registrations import Registration
from events.models import Event


class Double(models.Model):
    """What organisers decided about two registrations: one person, or two.

    While they are joined, `gone` is withdrawn and all that followed belongs to `kept`. `before`
    and `followed` hold states, ids and names of columns: what it takes to part them again.
    """

    class State(models.TextChoices):
        JOINED = "joined", _("one person")
        APART = "apart", _("two people")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    kept = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="joined")
    gone = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="joined_into")
    state = models.CharField(max_length=8, choices=State.choices)
    before = models.JSONField(default=dict)
    followed = models.JSONField(default=dict)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now=True)

    PERSONAL = {
        "decided_by": Personal("to answer for a decision about two people", Until.EVENT_ENDS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Least(F("kept"), F("gone")),
                Greatest(F("kept"), F("gone")),
                name="one_decision_about_two_registrations",
            ),
            models.UniqueConstraint(
                fields=["gone"], condition=Q(state="joined"), name="joined_into_one_registration"
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="a_double_has_two_sides"),
            models.CheckConstraint(
                condition=Q(state__in=["joined", "apart"]), name="double_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kept_id} {self.state} {self.gone_id}"
