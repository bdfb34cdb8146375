"""Where themes and conversations join the rest."""

from django.utils.translation import gettext_noop

from accounts import ports
from events.retention import Forgotten, forgotten
from jobs.ports import Periodic, periodic
from workshops import talk_holdings, tasks, theme_notices, theme_rules  # noqa: F401
from workshops.models import Conversation, Facilitator, ThemeMessage

SAID = [
    Forgotten(
        gettext_noop("conversations of proposers"),
        lambda event: Conversation.objects.filter(event=event),
    ),
    Forgotten(
        gettext_noop("what was said to all in a theme"),
        lambda event: ThemeMessage.objects.filter(theme__event=event),
    ),
    Forgotten(
        gettext_noop("who facilitated a theme"),
        lambda event: Facilitator.objects.filter(theme__event=event),
    ),
]


def join() -> None:
    """Called once, when the apps are ready."""
    ports.declare(*theme_notices.KINDS)
    ports.holdings.append(talk_holdings.said)
    forgotten.extend(SAID)
    periodic.append(Periodic("workshops.likeness", tasks.renew_all_likeness, seconds=600))
