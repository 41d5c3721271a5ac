"""Addresses of hours and money."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "effort"
desk_urlpatterns = [
    path("effort/", views.effort, name="effort"),
    path("effort/plan/", views.plan, name="plan"),
    path("effort/<int:pk>/withdrawal/", views.withdrawal, name="withdrawal"),
]
