"""Website: the public site, its news, and the website channel."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """Website: the public site, its news, and the website channel."""

    name = "steamie.website"

    def ready(self) -> None:
        """Give the page of a withdrawn post what residents read instead."""
        from . import panel  # noqa: F401, PLC0415 -- it needs the models of the rooms below
