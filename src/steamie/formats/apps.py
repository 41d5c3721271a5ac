"""Formats: the same words in large print, read aloud, or as somebody asks for them."""

from django.apps import AppConfig


class FormatsConfig(AppConfig):
    """Formats of pages, posts, the policy and letters."""

    name = "steamie.formats"

    def ready(self) -> None:
        """Show on the page of a post which formats its words have, and enter the formats of this room."""
        from . import panel, renditions  # noqa: F401, PLC0415 -- they need the models of the rooms below
