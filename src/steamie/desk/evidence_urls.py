"""The record's addresses. They stand with the desk because they show people, and the record is below people."""

from __future__ import annotations

from django.urls import path

from . import evidence_pages

desk_urlpatterns = [
    path("evidence/", evidence_pages.record, name="record"),
    path("evidence/export/", evidence_pages.export, name="export"),
    path("evidence/check/", evidence_pages.check, name="check"),
]
