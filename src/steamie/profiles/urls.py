"""The room's addresses, under /desk/."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "profiles"

desk_urlpatterns = [
    path("profiles/", views.guidance, name="guidance"),
    path("profiles/reports/", views.report, name="report"),
    path("profiles/reports/<int:pk>/answer/", views.answer, name="answer"),
    path("profiles/training/", views.training, name="training"),
]
