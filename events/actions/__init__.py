"""What organisers do."""

from events.actions.alerts import end_alert, sound_alert
from events.actions.deadlines import extend, set_deadline
from events.actions.events import change_event, create_event, create_series, throw_switch
from events.actions.parts import add_continents, move, remove, save_part, set_state
from events.actions.team import accept, end_role, invite, withdraw

__all__ = [
    "accept",
    "add_continents",
    "change_event",
    "create_event",
    "create_series",
    "end_alert",
    "end_role",
    "extend",
    "invite",
    "move",
    "remove",
    "save_part",
    "set_deadline",
    "set_state",
    "sound_alert",
    "throw_switch",
    "withdraw",
]
