"""Project: settings, addresses, commands, clock."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Project: settings, addresses, commands, clock."""

    name = "steamie.project"
