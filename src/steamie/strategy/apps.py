"""Strategy: the strategy document as data, and how each clause stands."""

from django.apps import AppConfig

from steamie.evidence import in_force


class StrategyConfig(AppConfig):
    """Strategy: the strategy document as data, and how each clause stands."""

    name = "steamie.strategy"

    def ready(self) -> None:
        """Tell the rooms below what the offices are called, and which clause asks for what."""
        from .reading import StrategyInForce  # noqa: PLC0415 -- models can be read only once the apps are ready

        in_force.answer_from(StrategyInForce())
