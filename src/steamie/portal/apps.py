"""Portal: an account for people who live in our homes: what is theirs, how we write to them, and how they close it."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Portal: accounts of residents, and the list of tenancies that they are checked against."""

    name = "steamie.portal"
