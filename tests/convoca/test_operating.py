"""The operator sees what failed and begins it anew; everybody finds the source."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jobs.actions import MOST_ATTEMPTS
from jobs.models import Lease
from tests.jobs.tasks import note, stumble

pytestmark = pytest.mark.django_db
JOBS = "/operator/jobs/"


@pytest.fixture
def failed(run_jobs) -> Lease:
    stumble.enqueue()
    for _ in range(MOST_ATTEMPTS):
        run_jobs()
        DBTaskResult.objects.update(run_after=timezone.now() - timedelta(seconds=1))
    return Lease.objects.get(job__status="FAILED")


def test_an_operator_reads_what_failed_and_begins_it_anew(cast, failed, run_jobs):
    operator = cast.client("operator")
    page = operator.get(JOBS).content.decode()
    assert "ValueError: a stone" in page
    assert "Traceback" not in page
    assert operator.post(f"{JOBS}{failed.pk}/again/").status_code == 302
    assert DBTaskResult.objects.get(pk=failed.job_id).status == "READY"
    assert "ValueError" not in operator.get(JOBS).content.decode()
    assert operator.post(f"{JOBS}{failed.pk}/again/").status_code == 404, (
        "it is not failed any more"
    )


def test_what_waits_is_counted_by_queue(cast, django_assert_max_num_queries):
    operator = cast.client("operator")
    operator.get(JOBS)
    for _ in range(3):
        note.enqueue("one")
    with django_assert_max_num_queries(8):
        page = operator.get(JOBS)
    (found,) = page.context["waiting"]
    assert found.jobs == 3


def test_her_account_leads_an_operator_there_and_nobody_else(cast):
    assert JOBS in cast.client("operator").get("/me/").content.decode()
    assert JOBS not in cast.client("organiser").get("/me/").content.decode()
    assert cast.client("organiser").get(JOBS).status_code == 404


@pytest.mark.parametrize("source", ["", "https://source.example.org/convoca"])
def test_every_page_leads_to_the_source_of_what_runs(cast, settings, source):
    settings.SOURCE = source
    client = cast.client()
    assert "/help/software/" in client.get("/").content.decode()
    page = client.get("/help/software/")
    assert (f'href="{source}"' in page.content.decode()) == bool(source)
