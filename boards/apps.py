from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoardsConfig(AppConfig):
    name = "boards"

    def ready(self) -> None:
        from django.utils.translation import gettext_noop

        from boards import homes, receivers, rules, topics  # noqa: F401
        from boards.models import Line
        from boards.sources import BoardSource, HallSource
        from events.retention import Forgotten, forgotten
        from programme.ports import SessionLink, session_links
        from realtime.ports import register

        forgotten.append(
            Forgotten(
                gettext_noop("who wrote lines"),
                lambda event: Line.objects.filter(event=event).exclude(written_by=None),
                {"written_by": None},
            )
        )
        homes.declare()
        register(topics.BOARD, BoardSource())
        register(topics.HALL, HallSource())
        session_links.append(SessionLink(_("Live board"), "/{event}/sessions/{code}/board/"))
