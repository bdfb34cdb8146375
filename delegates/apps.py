from django.apps import AppConfig


class DelegatesConfig(AppConfig):
    name = "delegates"

    def ready(self) -> None:
        from delegates import homes, joining, receivers, rules  # noqa: F401

        homes.declare()
        joining.join()
