"""Python's search for garbage, fitted to a server with thousands of followers."""

import gc

OBJECTS = 20_000
"""New objects before a search; a follower is some hundred, and Python's own 700 searches twice
while one joins: up to a third of a join."""


def settle() -> None:
    """Leaves out of every later search what stands at the start. Called once by each server."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS, 10, 10)
