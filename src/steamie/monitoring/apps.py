"""Monitoring: Monitoring & Analytics: measures and their readings."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """Monitoring: Monitoring & Analytics: measures and their readings."""

    name = "steamie.monitoring"
