"""Channels: Platforms: the accounts we hold and what can be done on them."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """Channels: Platforms: the accounts we hold and what can be done on them."""

    name = "steamie.channels"
