"""What is done with links from time to time."""

from django_tasks import task


@task(queue_name="clock")
def keep_links() -> None:
    """Reminds of links that wait for an answer, and ends those whose deadline is over."""
    from workshops.actions.link_ends import keep_links as keep

    keep()
