"""Addresses that no event can have."""

# First parts of addresses that belong to the server and cannot be an event's.
RESERVED = frozenset(
    {
        "account",
        "accounts",
        "admin",
        "api",
        "demo",
        "docs",
        "e",
        "event",
        "events",
        "favicon.ico",
        "feeds",
        "health",
        "help",
        "live",
        "me",
        "media",
        "new",
        "o",
        "operator",
        "robots.txt",
        "s",
        "series",
        "static",
        "style",
        "translate",
    }
)
