from django.apps import AppConfig


class WallConfig(AppConfig):
    name = "tests.wall"
    label = "wall"

    def ready(self) -> None:
        from tests.wall.source import register_wall

        register_wall()
