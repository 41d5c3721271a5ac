"""Addresses of the calendar."""

from __future__ import annotations

from datetime import date

from django.urls import path, register_converter

from steamie.rules.written_days import YEARS

from .views import incoming, quarter, repeating, several, sheets, words

app_name = "calendar"


class IsoDay:
    """A day in an address, as 2026-10-01: of a century that has a quarter before it and one after."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """The day; a ValueError is a 404."""
        day = date.fromisoformat(value)
        if day.year not in YEARS:
            raise ValueError(value)
        return day

    def to_url(self, value: date) -> str:
        """The day as written."""
        return value.isoformat()


register_converter(IsoDay, "isoday")

desk_urlpatterns = [
    path("calendar/", quarter.current, name="calendar"),
    path("calendar/words/", words.words, name="words"),
    path("calendar/words/lists/", words.edit_list, name="edit_list"),
    path("calendar/words/windows/", words.open_window, name="open_window"),
    path("calendar/words/windows/<int:pk>/removal/", words.remove_window, name="remove_window"),
    path("calendar/words/details/<int:pk>/removal/", words.remove_detail, name="remove_detail"),
    path("calendar/words/days/", words.add_occasion, name="add_occasion"),
    path("calendar/words/days/<int:pk>/removal/", words.remove_occasion, name="remove_occasion"),
    path("calendar/words/closures/", words.close_office, name="close_office"),
    path("calendar/words/closures/<int:pk>/removal/", words.remove_closure, name="remove_closure"),
    path("calendar/import/", incoming.send, name="import"),
    path("calendar/import/example.csv", sheets.example, name="example"),
    path("calendar/import/<int:pk>/", incoming.rows, name="sheet"),
    path("calendar/import/<int:pk>/columns/", incoming.columns, name="columns"),
    path("calendar/import/<int:pk>/answers/", incoming.answers, name="sheet_answers"),
    path("calendar/import/<int:pk>/drafts/", incoming.drafts, name="sheet_drafts"),
    path("calendar/places/<int:pk>/", quarter.place, name="place"),
    path("calendar/places/<int:pk>/day/", quarter.move_place, name="move_place"),
    path("calendar/places/<int:pk>/removal/", quarter.remove_place, name="remove_place"),
    path("calendar/<isoday:first>/", quarter.quarter, name="quarter"),
    path("calendar/<isoday:first>/proposal/", quarter.proposal, name="proposal"),
    path("calendar/<isoday:first>/opening/", quarter.open_quarter, name="open_quarter"),
    path("calendar/<isoday:first>/layout/", quarter.lay_out, name="lay_out"),
    path("calendar/<isoday:first>/clearance/", quarter.clear, name="clear"),
    path("calendar/<isoday:first>/places/", quarter.add_place, name="add_place"),
    path("calendar/<isoday:first>/approval/", quarter.approve, name="approve_quarter"),
    path("calendar/<isoday:first>/posts/moves/", several.moves, name="move_posts"),
    path("calendar/<isoday:first>/posts/copies/", several.copies, name="copy_posts"),
    path("calendar/<isoday:first>/posts/approvals/", several.approvals, name="approve_posts"),
    path("calendar/repetitions/", repeating.repetitions, name="repetitions"),
    path("calendar/repetitions/<int:pk>/ending/", repeating.ending, name="end_repetition"),
    path("calendar/<isoday:first>/closing/", quarter.close, name="close_quarter"),
    path("calendar/<isoday:first>/export.csv", sheets.export, name="export"),
]
