"""What each topic adds to the lower apps: account, retention, clock, organisers' pages."""

from importlib import import_module

# Letters and fees put themselves before registrations, which then name nobody any more.
TOPICS = (
    *("lists", "registrations", "directory", "care", "checkin"),
    *("fees", "blocks", "forms", "letters"),
)


def join() -> None:
    """Called once, when the apps are ready."""
    for topic in TOPICS:
        import_module(f"delegates.joining.{topic}").join()
