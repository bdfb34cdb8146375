"""How Convoca speaks to its database: SQLite embedded, PostgreSQL when it grows."""

from typing import Any, Literal

import dj_database_url

# Seconds that a request waits for its turn in a rush, before its person is asked to send it again.
PATIENCE = 15
# WAL lets readers go on while one writes; NORMAL is safe with it against a killed process. Pages
# that a rush writes again and again go from the log into the file once for 4,000 (16 MB).
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000; "
    "PRAGMA wal_autocheckpoint=4000;"
)


def database(
    url: str, *, process: Literal["web", "worker"] | str, connections: int
) -> dict[str, Any]:
    """Django's settings for the database at `url`.

    A web process closes its connections after each answer and takes them from a pool of
    `connections`, because under ASGI every request has a thread of its own and kept
    connections would pile up. A worker keeps one for ten minutes.
    """
    settings: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=0))
    settings["ATOMIC_REQUESTS"] = False
    if settings["ENGINE"].endswith("sqlite3"):
        # A plain BEGIN that later wants to write fails at once when another wrote meanwhile.
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": PATIENCE,
            "init_command": SQLITE_PRAGMAS,
        }
    elif process == "worker":
        settings["CONN_MAX_AGE"] = 600
        settings["CONN_HEALTH_CHECKS"] = True
    else:
        settings["OPTIONS"] = {
            "pool": {
                "min_size": 2,
                "max_size": connections,
                "timeout": PATIENCE,
                "max_lifetime": 1800,
            }
        }
    return settings
