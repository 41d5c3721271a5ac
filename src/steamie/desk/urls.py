"""The desk's own addresses."""

from __future__ import annotations

from django.urls import path

from . import views

desk_urlpatterns = [
    path("", views.today, name="today"),
    path("more/", views.more, name="more"),
]
