from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    name = "languages"

    def ready(self) -> None:
        from accounts import ports
        from jobs.ports import Periodic, periodic
        from languages import holdings, notices, rules  # noqa: F401
        from languages.tasks import (
            forget_answers,
            forget_asides,
            look_after_machine,
            mark_late,
        )

        ports.holdings.append(holdings.HOLDING)
        ports.declare(*notices.KINDS)
        periodic.append(Periodic("languages.machine", look_after_machine, seconds=60))
        periodic.append(Periodic("languages.late", mark_late, seconds=300))
        periodic.append(Periodic("languages.answers", forget_answers, seconds=24 * 3600))
        periodic.append(Periodic("languages.asides", forget_asides, seconds=24 * 3600))
