"""That what was kept for an event is gone."""

from django.db import models

from access.privacy import Personal


class Receipt(models.Model):
    """That something kept for an event is gone, and was looked for again and not found: how many
    rows of what, and no names.
    """

    event = models.ForeignKey("events.Event", on_delete=models.CASCADE, related_name="receipts")
    counts = models.JSONField(default=dict)
    verified_at = models.DateTimeField(auto_now_add=True)

    PERSONAL: dict[str, Personal] = {}

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.event_id} {self.verified_at:%Y-%m-%d}"
