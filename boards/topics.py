"""Names of the boards' topics in the live log."""

from uuid import UUID

BOARD, HALL = "board", "hall"


def board(session_guid: UUID, event_uid: UUID) -> str:
    """The board of a session; its guid alone is only unique within its event."""
    return f"{BOARD}:{event_uid.hex}.{session_guid.hex}"


def hall(event_uid: UUID) -> str:
    return f"{HALL}:{event_uid.hex}"


def event_uid(topic: str) -> UUID:
    """The event of a board. Raises ValueError for a name that is none of ours."""
    return _uid(topic.partition(":")[2].partition(".")[0])


def hall_uid(topic: str) -> UUID:
    """The event of a hall. Raises ValueError for a name that is none of ours."""
    return _uid(topic.partition(":")[2])


def session_guid(topic: str) -> UUID:
    """Raises ValueError for a name that is none of ours."""
    return _uid(topic.partition(".")[2])


def _uid(spelt: str) -> UUID:
    """Only as we spell it: each other spelling would be a topic of its own to the hub."""
    found = UUID(spelt)
    if found.hex != spelt:
        raise ValueError(spelt)
    return found
