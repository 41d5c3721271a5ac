"""Translations: pages, posts, the policy, forms and letters in the languages that people asked for."""

from django.apps import AppConfig


class TranslationsConfig(AppConfig):
    """Translations: pages, posts, the policy, forms and letters in the languages that people asked for."""

    name = "steamie.translations"

    def ready(self) -> None:
        """Show a post's translations on its page at the desk."""
        from . import panel  # noqa: F401, PLC0415 -- it needs the models of the rooms below
