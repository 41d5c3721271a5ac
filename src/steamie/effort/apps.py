"""Effort: the hours and money that social media takes, against what was planned for it."""

from django.apps import AppConfig


class EffortConfig(AppConfig):
    """Effort: the hours and money that social media takes, against what was planned for it."""

    name = "steamie.effort"
