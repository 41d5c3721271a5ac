"""Publishing: sending exactly once, stops, settling and comparing."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Publishing: sending exactly once, stops, settling and comparing."""

    name = "steamie.content.publishing"

    def ready(self) -> None:
        """Tell on a post's page what was done to it, and that everything is stopped."""
        from . import stopped, telling  # noqa: F401, PLC0415 -- needs the models of the rooms below
