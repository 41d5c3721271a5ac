"""Monitoring: Monitoring & Analytics: measures and their readings."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """Monitoring: Monitoring & Analytics: measures and their readings."""

    name = "steamie.monitoring"

    def ready(self) -> None:
        """Give the page of a post its figures."""
        from . import panel  # noqa: F401, PLC0415 -- it needs the models of the rooms below
