"""People: Account Management: who may do what, and between which dates."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People: Account Management: who may do what, and between which dates."""

    name = "steamie.people"

    def ready(self) -> None:
        """Listen for sign-ins, so that every session starts its clocks."""
        from . import sessions  # noqa: F401, PLC0415 -- needs the models to be loaded first
