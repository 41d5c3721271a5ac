"""Addresses of equality checks."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "equality"
desk_urlpatterns = [
    path("equality/", views.overview, name="overview"),
    path("equality/<slug:screened>/<int:pk>/", views.check, name="check"),
    path("equality/<slug:screened>/<int:pk>/assessment/", views.assessment, name="assessment"),
]
