"""Addresses of the publisher's pages."""

from __future__ import annotations

from django.urls import path

from .views import corrections
from .views import publications as views

app_name = "publishing"
desk_urlpatterns = [
    path("stop/", views.stop, name="stop"),
    path("differences/", views.differences, name="differences"),
    path("waiting/", views.waiting, name="waiting"),
    path("waiting/corrections/<int:pk>/", corrections.settle, name="settle_correction"),
    path("waiting/<int:pk>/", views.settle, name="settle"),
    path("posts/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
