"""Addresses of the calendar."""

from __future__ import annotations

from datetime import date

from django.urls import path, register_converter

from .views import quarter, sheets, words

app_name = "calendar"


class IsoDay:
    """A day in an address, as 2026-10-01: of a century that has a quarter before it and one after."""

    regex = r"\d{4}-\d{2}-\d{2}"
    years = range(1900, 2200)

    def to_python(self, value: str) -> date:
        """The day; a ValueError is a 404."""
        day = date.fromisoformat(value)
        if day.year not in self.years:
            raise ValueError(value)
        return day

    def to_url(self, value: date) -> str:
        """The day as written."""
        return value.isoformat()


register_converter(IsoDay, "isoday")

desk_urlpatterns = [
    path("calendar/", quarter.current, name="calendar"),
    path("calendar/words/", words.words, name="words"),
    path("calendar/words/windows/<int:pk>/remove/", words.remove_window, name="remove_window"),
    path("calendar/words/days/<int:pk>/remove/", words.remove_occasion, name="remove_occasion"),
    path("calendar/words/closures/<int:pk>/remove/", words.remove_closure, name="remove_closure"),
    path("calendar/import/", sheets.read, name="import"),
    path("calendar/import/example.csv", sheets.example, name="example"),
    path("calendar/places/<int:pk>/", quarter.place, name="place"),
    path("calendar/<isoday:first>/", quarter.quarter, name="quarter"),
    path("calendar/<isoday:first>/proposal/", quarter.proposal, name="proposal"),
    path("calendar/<isoday:first>/open/", quarter.open_quarter, name="open_quarter"),
    path("calendar/<isoday:first>/layout/", quarter.lay_out, name="lay_out"),
    path("calendar/<isoday:first>/clear/", quarter.clear, name="clear"),
    path("calendar/<isoday:first>/places/", quarter.add_place, name="add_place"),
    path("calendar/<isoday:first>/approve/", quarter.approve, name="approve_quarter"),
    path("calendar/<isoday:first>/close/", quarter.close, name="close_quarter"),
    path("calendar/<isoday:first>/export.csv", sheets.export, name="export"),
]
