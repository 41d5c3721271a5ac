"""Complaints: what went wrong, put right by the procedure that the landlord follows, with what was learnt."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """Complaints by a procedure."""

    name = "steamie.complaints"
