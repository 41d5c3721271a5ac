"""Objectives: which objective of the strategy, and which aim of the business plan, each post serves."""

from django.apps import AppConfig


class ObjectivesConfig(AppConfig):
    """Objectives: which objective of the strategy, and which aim of the business plan, each post serves."""

    name = "steamie.objectives"

    def ready(self) -> None:
        """Give the page of a post a place for what it serves."""
        from . import panel  # noqa: F401, PLC0415 -- it needs the models of the rooms below
