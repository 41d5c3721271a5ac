"""Suggestions: what people would like said, and the answer each one gets."""

from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    """Suggestions: what people would like said, and the answer each one gets."""

    name = "steamie.content.suggestions"

    def ready(self) -> None:
        """Let senders see their pictures."""
        from . import pictures  # noqa: F401, PLC0415 -- needs the models of the rooms below
