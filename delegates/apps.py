from django.apps import AppConfig


class DelegatesConfig(AppConfig):
    name = "delegates"

    def ready(self) -> None:
        from delegates import joining, receivers, rules  # noqa: F401

        joining.join()
