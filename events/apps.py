from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"

    def ready(self) -> None:
        from django.utils.translation import gettext_noop

        from accounts import ports
        from events import holdings, homes, rules  # noqa: F401
        from events.models import Invitation
        from events.notices import KINDS
        from events.retention import Forgotten, forgotten
        from events.tasks import forget_ended_events, keep_deadlines
        from jobs.ports import Periodic, periodic

        ports.holdings.append(holdings.HOLDING)
        ports.parts.append(holdings.parts_of)
        forgotten.append(
            Forgotten(
                gettext_noop("invitations"),
                lambda event: Invitation.objects.filter(event=event).exclude(
                    note="", made_by=None, used_by=None
                ),
                {"note": "", "made_by": None, "used_by": None},
            )
        )
        forgotten.append(Forgotten("remarks on translations", homes.remarks_of))
        periodic.append(
            Periodic("events.forget_ended_events", forget_ended_events, seconds=24 * 3600)
        )
        periodic.append(Periodic("events.keep_deadlines", keep_deadlines, seconds=60))
        ports.declare(*KINDS)
        homes.declare()
