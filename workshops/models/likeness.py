"""By what proposals are found to be alike."""

from django.db import models

from access.privacy import Personal
from events.models import Event
from workshops.models.proposals import Proposal


class Fingerprint(models.Model):
    """The features of a proposal's words, in all their languages, with their counts.

    Written from what it says (workshops/likeness/features.py) once it is handed in; `read_at` is
    the moment (UTC) at which the words were read.
    """

    proposal = models.OneToOneField(
        Proposal, primary_key=True, on_delete=models.CASCADE, related_name="fingerprint"
    )
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    features = models.JSONField(default=dict)
    read_at = models.DateTimeField()

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        indexes = [models.Index(fields=["event", "read_at"], name="fingerprints_by_moment")]

    def __str__(self) -> str:
        return str(self.proposal_id)
