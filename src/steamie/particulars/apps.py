"""Particulars: the landlord's own lists and numbers."""

from django.apps import AppConfig


class ParticularsConfig(AppConfig):
    """Particulars: the landlord's own lists and numbers."""

    name = "steamie.particulars"
