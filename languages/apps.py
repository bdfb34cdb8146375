from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    name = "languages"

    def ready(self) -> None:
        from accounts import ports
        from languages import notices, rules  # noqa: F401

        ports.declare(*notices.KINDS)
