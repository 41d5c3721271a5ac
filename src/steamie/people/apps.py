"""People: Account Management: who may do what, and between which dates."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People: Account Management: who may do what, and between which dates."""

    name = "steamie.people"

    def ready(self) -> None:
        """Listen for sign-ins, so that every session starts its clocks."""
        from . import sessions, sign_in_record  # noqa: F401, PLC0415 -- need the models to be loaded first
