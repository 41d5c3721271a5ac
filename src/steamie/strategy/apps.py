"""Strategy: the strategy document as data, and how each clause stands."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """Strategy: the strategy document as data, and how each clause stands."""

    name = "steamie.strategy"
