"""The worker as a process: killed halfway, told to stop, left without its database."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jobs import actions
from jobs.models import Lease
from tests.jobs.tasks import hold, note

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def worker(tmp_path):
    """Starts worker processes on this test's database; those left are ended with the test."""
    started = []

    def start(*options):
        command = [sys.executable, str(settings.BASE / "manage.py"), "worker", *options]
        process = subprocess.Popen(
            command, env=environment(), cwd=settings.BASE, stderr=subprocess.DEVNULL
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def held(tmp_path):
    """A job that stands still until a word is written into its pipe."""
    os.mkfifo(tmp_path / "reached")
    os.mkfifo(tmp_path / "leave")
    hold.enqueue(str(tmp_path))
    return tmp_path


def environment():
    own = connection.settings_dict
    url = f"sqlite:///{own['NAME']}"
    if connection.vendor == "postgresql":
        place = f"{own['HOST']}:{own['PORT'] or 5432}"
        url = f"postgres://{own['USER']}:{own['PASSWORD']}@{place}/{own['NAME']}"
    return os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "CONVOCA_PROCESS": "worker",
    }


def wait_until_it_runs(folder: Path) -> None:
    assert (folder / "reached").read_text() == "here"


def let_it_end(folder: Path) -> None:
    (folder / "leave").write_text("go")


def test_a_job_whose_worker_was_killed_is_taken_up_once(worker, held):
    first = worker("--queues", "slow")
    wait_until_it_runs(held)
    first.kill()
    first.wait()
    assert DBTaskResult.objects.get().status == "RUNNING"

    Lease.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert actions.sweep(now=timezone.now()) == 1
    DBTaskResult.objects.update(run_after=timezone.now())
    second, third = worker("--queues", "slow"), worker("--queues", "slow")
    wait_until_it_runs(held)
    let_it_end(held)
    for process in (second, third):
        process.send_signal(signal.SIGTERM)
    # The one that had nothing to do may not have been ready to hear it.
    assert 0 in {process.wait(timeout=20) for process in (second, third)}
    assert (held / "done").read_text() == "done\n"
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert Lease.objects.get().attempt == 2


def test_a_worker_told_to_stop_finishes_its_job(worker, held):
    process = worker("--queues", "slow,now")
    wait_until_it_runs(held)
    note.enqueue("left for another")
    process.send_signal(signal.SIGTERM)
    let_it_end(held)
    assert process.wait(timeout=20) == 0
    assert DBTaskResult.objects.successful().count() == 1
    assert DBTaskResult.objects.filter(status="READY").count() == 1


@pytest.mark.postgres(only=True)
def test_a_worker_outlives_its_connections_and_the_job_is_taken_up(worker, held):
    ours = connections_to_the_database()
    worker("--queues", "slow")
    wait_until_it_runs(held)
    end_connections(connections_to_the_database() - ours)
    let_it_end(held)
    # It could not say that it is done, so its lease lapses.
    Lease.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert actions.sweep(now=timezone.now()) == 1
    DBTaskResult.objects.update(run_after=timezone.now())
    wait_until_it_runs(held)
    assert Lease.objects.get().attempt == 2


def connections_to_the_database() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return {pid for (pid,) in cursor.fetchall()}


def end_connections(pids: set[int]) -> None:
    assert pids
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s) AS pid", [list(pids)])


def test_once_runs_what_is_ready_and_ends():
    note.enqueue("one")
    call_command("worker", "--once", "--queues", "now")
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_an_unknown_queue_is_named():
    with pytest.raises(CommandError, match="There is no queue nwo"):
        call_command("worker", "--once", "--queues", "nwo")
