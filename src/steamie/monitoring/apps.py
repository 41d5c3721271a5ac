"""Monitoring: Monitoring & Analytics: measures and their readings."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """Monitoring: Monitoring & Analytics: measures and their readings."""

    name = "steamie.monitoring"

    def ready(self) -> None:
        """Give the page of a post its figures."""
        from steamie.people.sealing import seal_again_with  # noqa: PLC0415

        from . import panel  # noqa: F401, PLC0415 -- it needs the models of the rooms below
        from .actions.analytics import seal_keys_again  # noqa: PLC0415

        seal_again_with(seal_keys_again)
