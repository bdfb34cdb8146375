"""One small module for each server: the only code that knows a server's insides."""

BACKLOG = 4096
"""Connections that may wait to be accepted. Daphne's own 50 drops a burst, which then comes
again after seconds while the server sits idle."""
MOST_MESSAGE = 1024 * 1024
GRACEFUL = 20
EXTENSION = "convoca.ready"
APPLICATION = "convoca.asgi:application"
