from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    name = "realtime"

    def ready(self) -> None:
        from access import ports as access_ports
        from jobs.ports import Periodic, periodic
        from realtime import receivers  # noqa: F401
        from realtime.ports import ways_in
        from realtime.tasks import clear_away

        access_ports.ways_in.append(ways_in)
        periodic.append(Periodic("realtime.clear_away", clear_away, seconds=24 * 3600))
