"""Own profiles: guidance, training and reports about people speaking for us on their own profiles. Nobody is watched."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    """Own profiles: guidance, training and reports."""

    name = "steamie.profiles"
