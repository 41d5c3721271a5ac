"""Content's addresses."""

from __future__ import annotations

from datetime import date

from django.urls import path, register_converter

from steamie.content.views import calendar, correcting, posts, sheets, wording

app_name = "content"


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
    path("calendar/", calendar.current, name="calendar"),
    path("calendar/words/", wording.words, name="words"),
    path("calendar/words/measured/", wording.measured, name="phrases"),
    path("calendar/words/windows/<int:pk>/remove/", wording.remove_window, name="remove_window"),
    path("calendar/words/days/<int:pk>/remove/", wording.remove_occasion, name="remove_occasion"),
    path("calendar/words/closures/<int:pk>/remove/", wording.remove_closure, name="remove_closure"),
    path("calendar/import/", sheets.read, name="import"),
    path("calendar/import/example.csv", sheets.example, name="example"),
    path("calendar/places/<int:pk>/", calendar.place, name="place"),
    path("calendar/<isoday:first>/", calendar.quarter, name="quarter"),
    path("calendar/<isoday:first>/proposal/", calendar.proposal, name="proposal"),
    path("calendar/<isoday:first>/open/", calendar.open_quarter, name="open_quarter"),
    path("calendar/<isoday:first>/layout/", calendar.lay_out, name="lay_out"),
    path("calendar/<isoday:first>/clear/", calendar.clear, name="clear"),
    path("calendar/<isoday:first>/places/", calendar.add_place, name="add_place"),
    path("calendar/<isoday:first>/approve/", calendar.approve, name="approve_quarter"),
    path("calendar/<isoday:first>/close/", calendar.close, name="close_quarter"),
    path("calendar/<isoday:first>/export.csv", sheets.export, name="export"),
    path("posts/new/", posts.new, name="new"),
    path("posts/<int:pk>/", posts.post, name="post"),
    path("posts/<int:pk>/correct/", correcting.correct, name="correct"),
    path("corrections/<int:pk>/", correcting.decide, name="decide_correction"),
    path("waiting/corrections/<int:pk>/", correcting.settle, name="settle_correction"),
    path("posts/<int:pk>/check/", posts.check, name="check"),
    path("posts/<int:pk>/approval/", posts.approval, name="approval"),
    path("posts/<int:pk>/findings/", posts.finding, name="finding"),
]
urlpatterns = [
    path("calendar.ics", sheets.subscription, name="subscription"),
]
