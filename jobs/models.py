"""What Convoca keeps beside a job of django-tasks-db, and the clock's periods."""

from django.db import models
from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from access.privacy import Personal, Until


class Lease(models.Model):
    """Who works at a job, the how-manieth time, and until when without a sign of life."""

    PERSONAL = {"last_error": Personal("to repair what failed", Until.SENT)}

    job = models.OneToOneField(DBTaskResult, models.CASCADE, related_name="lease")
    key = models.CharField(max_length=200, blank=True, default="")
    attempt = models.PositiveSmallIntegerField(default=0)
    # None while nobody works at it.
    until = models.DateTimeField(null=True, db_index=True)
    last_error = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=~Q(key=""), name="a_key_names_one_job"
            )
        ]

    def __str__(self) -> str:
        return f"{self.job_id}, attempt {self.attempt}"


class Period(models.Model):
    """A stretch of time for which a periodic job was enqueued."""

    PERSONAL: dict[str, Personal] = {}

    name = models.CharField(max_length=100)
    begins = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "begins"], name="a_period_has_one_job")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.begins:%Y-%m-%d %H:%M}"
