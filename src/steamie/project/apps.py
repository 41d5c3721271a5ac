"""Project: settings, addresses, commands, clock."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Project: settings, addresses, commands, clock."""

    name = "steamie.project"

    def ready(self) -> None:
        """Our forms' manners."""
        from .manners import speak  # noqa: PLC0415 -- forms need the apps to be ready

        speak()
