"""Jobs that a test can watch and hold."""

from pathlib import Path

from django.core.cache import cache
from django_tasks import task


@task(queue_name="now")
def note(word: str) -> str:
    cache.set("noted", [*cache.get("noted", []), word])
    return word


@task(queue_name="now")
def stumble() -> None:
    raise ValueError("a stone")


@task(queue_name="now")
def return_a_set() -> set[int]:
    return {1}


@task(queue_name="slow")
def hold(folder: str) -> None:
    """Says that it began, then waits in a pipe for leave to end."""
    Path(folder, "began").open("a").close()
    Path(folder, "reached").write_text("here")
    Path(folder, "leave").read_text()
    with Path(folder, "done").open("a") as done:
        done.write("done\n")
