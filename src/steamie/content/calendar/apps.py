"""Calendar: the quarter on one screen: ideas, places, sheets in and out."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """Calendar: the quarter on one screen: ideas, places, sheets in and out."""

    name = "steamie.content.calendar"

    def ready(self) -> None:
        """Tell the pages of suggestions what the quarter needs."""
        from . import needs  # noqa: F401, PLC0415 -- needs the models of the rooms below
