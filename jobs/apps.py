from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "jobs"

    def ready(self) -> None:
        from jobs.ports import Periodic, periodic
        from jobs.tasks import clear_away

        periodic.append(Periodic("jobs.clear_away", clear_away, seconds=24 * 3600))
