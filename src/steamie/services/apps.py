"""Services: what residents do online without an account: tell us anything, follow what became of it."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    """Services: what residents do online."""

    name = "steamie.services"
