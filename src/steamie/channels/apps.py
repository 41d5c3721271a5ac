"""Channels: Platforms: the accounts we hold and what can be done on them."""

from importlib import import_module

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """Channels: Platforms: the accounts we hold and what can be done on them."""

    name = "steamie.channels"

    def ready(self) -> None:
        """Register what is looked at before anything starts."""
        import_module("steamie.channels.checks")
