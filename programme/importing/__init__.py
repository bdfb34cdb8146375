"""Programmes of other programs, brought into an event's draft.

    import_schedule(event=, schedule=, by=)      what changed, line by line
    event_from(schedule, slug=, by=)             an event of its own from the file's head

What a file says wins over what stands here; what it does not say stays as it is: interpreters,
translations, rooms and people that were added by hand, sessions that the file no longer has.
"""

from programme.importing.schedules import Outcome, event_from, import_schedule

__all__ = ["Outcome", "event_from", "import_schedule"]
