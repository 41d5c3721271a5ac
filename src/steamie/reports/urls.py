"""Addresses of reports and packs."""

from __future__ import annotations

from django.urls import path

from .views import listening, packs, reporting, rows

app_name = "reports"
desk_urlpatterns = [
    path("reports/", reporting.reports, name="reports"),
    path("reports/<isoday:first>/", reporting.report, name="report"),
    path("reports/<isoday:first>/large/", reporting.large, name="large"),
    path("reports/<isoday:first>/listening/", listening.listen, name="listen"),
    path("reports/<isoday:first>/listening/download/report.mp3", listening.audio, name="audio"),
    path("reports/<isoday:first>/rows/<slug:section>/<slug:figure>/", rows.rows, name="rows"),
    path("reports/<isoday:first>/draft/", reporting.write, name="write"),
    path("reports/<isoday:first>/approval/", reporting.approve, name="approve"),
    path("reports/<isoday:first>/sending/", reporting.send, name="send"),
    path("reports/<isoday:first>/questions/", reporting.ask, name="ask"),
    path("reports/<isoday:first>/report.pdf", reporting.pdf, name="pdf"),
    path("reports/<isoday:first>/download/report.docx", reporting.word, name="word"),
    path("reports/<isoday:first>/figures.csv", reporting.figures, name="figures"),
    path("reports/standard-2/", packs.standard, name="standard"),
    path("reports/standard-2/packs/", packs.build, name="build_pack"),
    path("reports/decisions/<int:pk>/", reporting.decide, name="decide"),
]
