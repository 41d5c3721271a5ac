"""Addresses of monitoring."""

from __future__ import annotations

from django.urls import path

from . import engagement_views, views

app_name = "monitoring"
desk_urlpatterns = [
    path("readings/", views.readings, name="readings"),
    path("readings/now/", views.read_now, name="read_now"),
    path("readings/export/", views.export, name="export"),
    path("readings/by-hand/", views.by_hand, name="by_hand"),
    path("readings/engagement/", engagement_views.engagement, name="engagement"),
    path("readings/engagement/<slug:aim>/", engagement_views.baseline, name="baseline"),
]
