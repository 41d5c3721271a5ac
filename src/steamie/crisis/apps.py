"""Crises: holding lines that are ready, one thread for each event with its hours and cost, and rehearsals that are scored."""

from django.apps import AppConfig


class CrisisConfig(AppConfig):
    """Crises: holding lines, a thread for each event, rehearsals."""

    name = "steamie.crisis"
