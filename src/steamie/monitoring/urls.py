"""Addresses of monitoring."""

from __future__ import annotations

from django.urls import path

from .views import engagement, partners, readings

app_name = "monitoring"
desk_urlpatterns = [
    path("readings/", readings.readings, name="readings"),
    path("readings/now/", readings.read_now, name="read_now"),
    path("readings/export/", readings.export, name="export"),
    path("readings/by-hand/", readings.by_hand, name="by_hand"),
    path("readings/partners/", partners.partners, name="partners"),
    path("readings/partners/<int:pk>/withdrawal/", partners.withdrawal, name="partners_withdrawal"),
    path("readings/engagement/", engagement.engagement, name="engagement"),
    path("readings/engagement/<slug:aim>/", engagement.baseline, name="baseline"),
]
