"""What a document needs done beside the writing."""

from django_tasks import task

from documents import log


@task(queue_name="slow")
def make_checkpoint(document_id: int) -> None:
    """Running it twice notes the same."""
    log.checkpoint(document_id)
