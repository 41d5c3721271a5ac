"""Addresses of the wording check."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "wording"
desk_urlpatterns = [
    path("calendar/words/measured/", views.measured, name="phrases"),
]
