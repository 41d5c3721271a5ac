"""Plan: the quarter, its places, and the days worth a post."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Plan: the quarter, its places, and the days worth a post."""

    name = "steamie.content.plan"
